/**
 * Whether notices are on in what is open now, sealed with everything else; at most one record that is on. One that is off is
 * an errand: the relay has still to be told.
 */
import * as z from 'zod/mini';
import { openCollection, type Collection, type Session } from '$platform/session';
import { NOTICE_LENGTH } from '$protocol/notice';
import { logIdSchema, tokenSchema } from '$protocol/relay';

const noticesSchema = z.object({
	v: z.literal(1),
	on: z.boolean(),
	id: logIdSchema,
	token: tokenSchema,
	words: z.string().check(z.minLength(1), z.maxLength(NOTICE_LENGTH)),
	lang: z.string(),
	dir: z.enum(['ltr', 'rtl']),
	/** What the relay was told about reminders (times.ts). */
	told: z.optional(z.array(z.object({ at: z.number(), quarter: z.number() }))),
});
export type KeptNotices = z.infer<typeof noticesSchema>;

export const keptNotices = (session: Session): Collection<KeptNotices> =>
	openCollection(session, 'notices', noticesSchema);
