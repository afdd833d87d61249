/** The two modules of the bench: one as large as a module may be, and one with a single line. Both signed, as from a mentor. */
import { moduleBytes, newModuleId, newSigningIdentity, signModule } from '$platform/modules';
import type { SignedModule } from '$protocol/module';
import { MODULE_LIMITS, type Block, type Page } from '$protocol/module-blocks';
import { EVERY_BLOCK, textsFor, unsignedModule } from '../../support/modules';

const PAGES = 20;
const ON_A_PAGE = 10;
const SENTENCES = [
	'You can go at your own pace.',
	'Look around, and name what you see.',
	'Nothing here is counted.',
	'You can stop at any moment.',
];

/** Every kind of block in turn, twenty pages of ten: as many blocks as there may be. */
const manyPages = (): Page[] => {
	const kinds = EVERY_BLOCK.flatMap(({ blocks }) => blocks);
	return Array.from({ length: PAGES }, (_, page) => ({
		id: `p${String(page + 1)}`,
		blocks: Array.from({ length: ON_A_PAGE }, (_each, at): Block => {
			const number = page * ON_A_PAGE + at;
			return { ...(kinds[number % kinds.length] as Block), id: `b${String(number + 1)}` };
		}),
	}));
};

/** Begins with its key, so that the bench can see that it is on the screen. */
const words = (key: string, length: number): string => {
	let text = key;
	for (let at = 0; text.length < length; at += 1) text += ` ${SENTENCES[at % SENTENCES.length] ?? ''}`;
	return text.slice(0, Math.max(key.length, length)).trim();
};

/** @param length of each text, cut to what its place may hold; characters */
const signed = (pages: Page[], length: number): SignedModule =>
	signModule(
		unsignedModule({ id: newModuleId(), pages, texts: textsFor(pages, (key) => words(key, length)) }),
		newSigningIdentity('A mentor'),
	);

export function emptyModule(): SignedModule {
	return signed([{ id: 'p1', blocks: [{ id: 'b1', type: 'text' }] }], 40);
}

/** As near to 64 KiB as whole texts come. */
export function fullModule(): SignedModule {
	const pages = manyPages();
	let best = signed(pages, 1);
	let low = 1;
	let high = 1_200;
	while (low < high) {
		const length = Math.ceil((low + high) / 2);
		const module = signed(pages, length);
		if (moduleBytes(module).length <= MODULE_LIMITS.bytes) {
			best = module;
			low = length;
		} else high = length - 1;
	}
	return best;
}
