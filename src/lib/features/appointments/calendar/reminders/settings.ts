/**
 * What she chose about reminders, sealed: her usual ones, for new entries and for what a caseworker sends; and which of
 * those that came she has put away, so that they do not come again at the next opening.
 */
import * as z from 'zod/mini';
import { openCollection, type Collection, type Session } from '$platform/session';
import { MAX_REMINDERS, reminderSchema, type ReminderWish } from '../kept';

const usualSchema = z.object({
	v: z.literal(1),
	usual: z.array(reminderSchema).check(z.maxLength(MAX_REMINDERS)),
});
export type KeptUsual = z.infer<typeof usualSchema>;

/** At most one record; none until she has decided, so that she is asked once. Load it before reading. */
export const keptUsual = (session: Session): Collection<KeptUsual> =>
	openCollection(session, 'reminders', usualSchema);

/** None until she chooses. Of a loaded {@link keptUsual}. */
export const usualOf = (kept: Collection<KeptUsual>): readonly ReminderWish[] =>
	kept.items[0]?.value.usual ?? [];

/** Whether it is on disk. */
export async function chooseUsual(
	kept: Collection<KeptUsual>,
	usual: readonly ReminderWish[],
): Promise<boolean> {
	return (await kept.put({ v: 1, usual: [...usual] }, kept.items[0]?.id)).ok;
}

const putAwaySchema = z.object({
	v: z.literal(1),
	/** By `Due.key`, each with the moment from which nobody needs to know any more, milliseconds. */
	putAway: z.array(z.object({ key: z.string(), until: z.number() })),
});
export type KeptPutAway = z.infer<typeof putAwaySchema>;

/** At most one record. */
export const keptPutAway = (session: Session): Collection<KeptPutAway> =>
	openCollection(session, 'reminders-put-away', putAwaySchema);
