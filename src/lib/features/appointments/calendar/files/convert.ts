/**
 * Between a calendar file and what she keeps: an event to an entry of hers, and what is hers to what may leave the phone.
 * Pure. What leaves is times and a title that she gives; kind, place, note and names have no way through here.
 */
import { addLength, ordinal, type CalendarEvent, type CalendarTime, type Exported } from '$platform/calendar';
import type { Told } from '../happenings';
import { entrySchema, MAX_REMINDERS, type Entry, type ReminderWish } from '../kept';

const LONGEST = 1_000;
const LONGEST_REMINDER = 40_320;

/** One line, as a title is shown. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, LONGEST);

/** The same event has it again in the next file, also where programs give none. */
export const uidOf = ({ uid, title, start }: CalendarEvent): string =>
	uid ?? `${JSON.stringify(start)} ${oneLine(title)}`;

/** Reminders counted from the start, in whole minutes; those of another kind stay behind. */
function wishesOf(reminders: CalendarEvent['reminders']): ReminderWish[] {
	const minutes = reminders.flatMap((each) =>
		each.type === 'before' && each.seconds >= 0 ? [Math.round(each.seconds / 60)] : [],
	);
	return [...new Set(minutes)]
		.filter((each) => each <= LONGEST_REMINDER)
		.slice(0, MAX_REMINDERS)
		.map((each) => ({ type: 'before', minutes: each }));
}

export interface Taking {
	/** For what has no title. */
	untitled: string;
	/** Take the reminders of the file too. */
	reminders: boolean;
}

/** @returns `null` where it is nothing that her calendar can hold, a day before our era for one */
export function eventToEntry(event: CalendarEvent, { untitled, reminders }: Taking): Entry | null {
	const entry: Entry = {
		v: 1,
		kind: null,
		title: oneLine(event.title) || untitled,
		start: event.start,
		length: event.length,
		repeats: event.repeats,
		imported: { uid: uidOf(event), sequence: event.sequence, instanceOf: event.instanceOf },
		place: oneLine(event.place),
		who: '',
		travel: 0,
		bring: '',
		questions: '',
		note: event.note,
		reminders: reminders ? wishesOf(event.reminders) : [],
		how: {},
	};
	const held = entrySchema.safeParse(entry);
	return held.success ? held.data : null;
}

/** A newer version of something she took before: the file says when and what, and all that she added stays. */
export const entryUpdated = (old: Entry, fresh: Entry): Entry => ({
	...old,
	title: fresh.title,
	start: fresh.start,
	length: fresh.length,
	repeats: fresh.repeats,
	place: fresh.place,
	note: fresh.note === '' ? old.note : fresh.note,
	imported: fresh.imported,
});

/** Seconds since midnight on the clock that the start was written by. */
function secondsIntoDay(start: CalendarTime): number {
	if (start.type === 'date') return 0;
	if (start.type === 'floating') return (ordinal(start) / 1_000) % 86_400;
	const parts = new Intl.DateTimeFormat('en', {
		timeZone: start.zone,
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
		hourCycle: 'h23',
	}).formatToParts(Date.parse(start.at));
	const [hour = 0, minute = 0, second = 0] = parts.flatMap(({ type, value }) =>
		type === 'literal' ? [] : [Number(value)],
	);
	return hour * 3_600 + minute * 60 + second;
}

const [EIGHT, SIX_HOURS] = [8 * 3_600, 6 * 3_600];

/** A wish as seconds before the start; `null` where that day's morning is already past by then. */
function secondsBefore(wish: ReminderWish, start: CalendarTime): number | null {
	if (wish.type === 'before') return wish.minutes * 60;
	const into = secondsIntoDay(start);
	if (wish.type === 'evening') return into + SIX_HOURS;
	return start.type === 'date' || into >= EIGHT ? into - EIGHT : null;
}

export interface Leaving {
	title: string;
	reminders: boolean;
}

const remindersFor = (wishes: readonly ReminderWish[], start: CalendarTime): number[] => [
	...new Set(wishes.map((wish) => secondsBefore(wish, start)).filter((seconds) => seconds !== null)),
];

/**
 * @param changes entries that stand for one time of this series: they leave as events of their own, and the series
 * leaves those times out
 */
export function entryToExported(
	{ start, length, repeats, reminders }: Entry,
	leaving: Leaving,
	changes: readonly Entry[] = [],
): Exported {
	const moved = changes.flatMap(({ imported }) => imported?.instanceOf ?? []);
	return {
		title: leaving.title,
		start,
		length,
		repeats: repeats && { ...repeats, except: [...repeats.except, ...moved] },
		remindBefore: leaving.reminders ? remindersFor(reminders, start) : [],
	};
}

/** Every time of a worker's appointment that still stands; none while she has not chosen one of several. */
export function toldToExported(
	{ standing: { body, step, times } }: Told,
	wishes: readonly ReminderWish[],
	leaving: Leaving,
	now: number,
): Exported[] {
	if (step === 'cancelled' || step === 'choose') return [];
	const length = { days: 0, seconds: (body.minutes ?? 0) * 60 };
	return times
		.filter((time) => time.step !== 'declined' && time.step !== 'cancelled')
		.map(({ startsAt }): CalendarTime => ({ type: 'instant', at: startsAt, zone: body.zone }))
		.filter((start) => ordinal(addLength(start, length.days, length.seconds)) >= now)
		.map((start) => ({
			title: leaving.title,
			start,
			length,
			repeats: null,
			remindBefore: leaving.reminders ? remindersFor(wishes, start) : [],
		}));
}
