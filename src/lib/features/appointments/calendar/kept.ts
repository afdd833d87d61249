/**
 * What she keeps of her calendar, sealed: entries of her own (`calendar`), and what she adds for herself to an appointment
 * that a caseworker sent (`calendar-asides`). None of it is ever sent to anybody.
 */
import * as z from 'zod/mini';
import { openCollection, type Collection, type Session } from '$platform/session';
import { APPOINTMENT_TEMPLATES } from '$protocol/appointments';

const instant = z.iso.datetime({ precision: 3 });
/** As `CalendarTime` of platform/calendar. */
export const timeSchema = z.discriminatedUnion('type', [
	z.object({ type: z.literal('instant'), at: instant, zone: z.string() }),
	z.object({ type: z.literal('floating'), local: z.string() }),
	z.object({ type: z.literal('date'), date: z.string() }),
]);
const lengthSchema = z.object({ days: z.number(), seconds: z.number() });

/**
 * When she wants to know. `before`: minutes before the start (for a whole day, before its midnight). `evening`: at six the
 * evening before; `morning`: at eight that day; both by the clock of wherever her phone then is.
 */
export const reminderSchema = z.discriminatedUnion('type', [
	z.object({ type: z.literal('before'), minutes: z.int().check(z.gte(0), z.lte(40_320)) }),
	z.object({ type: z.literal('evening') }),
	z.object({ type: z.literal('morning') }),
]);
export type ReminderWish = z.infer<typeof reminderSchema>;
export const MAX_REMINDERS = 5;

/** What she writes for herself about something that takes place. */
const aside = {
	/** Minutes on the way. 0: she has not said. */
	travel: z.int().check(z.gte(0), z.lte(1_440)),
	bring: z.string().check(z.maxLength(2_000)),
	questions: z.string().check(z.maxLength(2_000)),
	note: z.string().check(z.maxLength(20_000)),
	reminders: z.array(reminderSchema).check(z.maxLength(MAX_REMINDERS)),
	/** How it went, by the start of that time as `startKey` has it. */
	how: z.record(z.string(), z.string().check(z.maxLength(4_000))),
};

export const entrySchema = z.object({
	v: z.literal(1),
	/** A picture for it; `null`: none. */
	kind: z.nullable(z.enum(APPOINTMENT_TEMPLATES)),
	title: z.string().check(z.minLength(1), z.maxLength(1_000)),
	start: timeSchema,
	length: lengthSchema,
	/** As `Repeats` of platform/calendar. */
	repeats: z.nullable(
		z.object({
			rules: z.array(z.string()),
			exceptRules: z.array(z.string()),
			added: z.array(z.object({ start: timeSchema, length: z.nullable(lengthSchema) })),
			except: z.array(timeSchema),
		}),
	),
	/** Of the file it came from, with the one of its series that it stands for: so that a second import doubles nothing. */
	imported: z.nullable(
		z.object({ uid: z.nullable(z.string()), sequence: z.number(), instanceOf: z.nullable(timeSchema) }),
	),
	place: z.string().check(z.maxLength(1_000)),
	/** With whom. */
	who: z.string().check(z.maxLength(200)),
	...aside,
});
export type Entry = z.infer<typeof entrySchema>;

/** About a caseworker's appointment; the record's id is `<conversation>.<appointment>`. */
export const asideSchema = z.object({ v: z.literal(1), ...aside, putAway: z.boolean() });
export type Aside = z.infer<typeof asideSchema>;

export const keptEntries = (session: Session): Collection<Entry> =>
	openCollection(session, 'calendar', entrySchema);
export const keptAsides = (session: Session): Collection<Aside> =>
	openCollection(session, 'calendar-asides', asideSchema);
