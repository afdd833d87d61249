/** What the workshop keeps of modules, sealed: drafts, what was signed, and the key it was signed with. */
import * as z from 'zod/mini';
import { openCollection, type Session } from '$platform/session';
import { draftSchema } from './draft';

/** Once signed it never changes: the next signing is another version. */
const versionSchema = z.object({
	v: z.literal(1),
	/** Of the module. */
	id: z.string(),
	revision: z.int(),
	/** Epoch milliseconds. */
	at: z.number(),
	languages: z.array(z.string()),
	/** The whole, as it travels. */
	text: z.string(),
});
export type Version = z.infer<typeof versionSchema>;

/** One a browser. Losing it loses the name it stands for. */
const signerKeySchema = z.object({ v: z.literal(1), name: z.string(), secret: z.string() });

export const keptDrafts = (session: Session) => openCollection(session, 'module-drafts', draftSchema);
export const keptVersions = (session: Session) => openCollection(session, 'module-versions', versionSchema);
export const keptKey = (session: Session) => openCollection(session, 'module-key', signerKeySchema);
