/**
 * Calendar files: read, follow series, write. Each part comes when it is first asked for: reading and writing bring
 * `ical.js`, following a series brings `rrule-temporal`. Nothing here keeps, sends or shows anything.
 */
import type { CalendarEvent, CalendarFile } from './model';
import type { Occurrences, Window } from './occurrences';
import type { Exported, Writing } from './write';

export type {
	Added,
	CalendarEvent,
	CalendarFile,
	CalendarProblem,
	CalendarTime,
	Length,
	Reminder,
	Repeats,
} from './model';
export type { Occurrence, Occurrences, Window } from './occurrences';
export type { Exported, Writing } from './write';
export { addLength, dayIn, instantOf, ordinal } from './times';

/** Reads an .ics file of any bytes; never throws for them. Every VEVENT is an event, or a problem that says why not. */
export const readCalendar = async (bytes: Uint8Array): Promise<CalendarFile> =>
	(await import('./parse')).parseCalendar(bytes);

/** What happens in a window of time, series and their changes followed. */
export const occurrencesIn = async (events: readonly CalendarEvent[], window: Window): Promise<Occurrences> =>
	(await import('./occurrences')).occurrencesBetween(events, window);

/** The text of an .ics file: times, titles that she has chosen, and nothing else. */
export const writeCalendarFile = async (events: readonly Exported[], writing: Writing): Promise<string> =>
	(await import('./write')).writeCalendar(events, writing);
