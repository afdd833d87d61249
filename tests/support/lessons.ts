/** Lessons that somebody wrote, as the files that people pass on. */
import {
	moduleBytes,
	newSigningIdentity,
	signModule,
	type SigningIdentity,
} from '../../src/lib/platform/modules';
import type { SignedModule } from '../../src/lib/protocol/module';
import type { Page as ModulePage } from '../../src/lib/protocol/module-blocks';
import { textsFor, unsignedModule } from './modules';

const PAGES: ModulePage[] = [
	{ id: 'p1', blocks: [{ id: 'b1', type: 'text' }] },
	{ id: 'p2', blocks: [{ id: 'b2', type: 'reflection', long: true }] },
];

/** A short one: something to read, something to write. */
export const lessonBy = (by: SigningIdentity, title: string, revision = 1): SignedModule =>
	signModule(unsignedModule({ revision, pages: PAGES, texts: { ...textsFor(PAGES), title } }), by);
export const amina = newSigningIdentity('Amina, a mentor');

/** For `setInputFiles`. */
export const fileOf = (signed: SignedModule) => ({
	name: 'a.txt',
	mimeType: 'text/plain',
	buffer: Buffer.from(moduleBytes(signed)),
});
