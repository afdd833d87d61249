/** What a calendar file says, in our words. Types only. */

/**
 * A moment as the file gave it:
 * - `instant`: UTC ISO with milliseconds, and the IANA zone by whose clock it was written;
 * - `floating`: `YYYY-MM-DDTHH:MM:SS` by whatever clock is on the wall, wherever she is;
 * - `date`: `YYYY-MM-DD`, a whole day.
 */
export type CalendarTime =
	| { type: 'instant'; at: string; zone: string }
	| { type: 'floating'; local: string }
	| { type: 'date'; date: string };

/**
 * How long. Days follow the calendar (a day with a clock change has 23 or 25 hours), seconds the stopwatch: RFC 5545 asks
 * for the first where DURATION was given, for the second where DTEND was.
 */
export interface Length {
	days: number;
	seconds: number;
}

/** A time added to the series by hand (RDATE); `length` where it has one of its own (PERIOD). */
export interface Added {
	start: CalendarTime;
	length: Length | null;
}

export interface Repeats {
	/** RRULE values, each read and written again by the library; UNTIL is of the kind that the start has. */
	rules: string[];
	/** EXRULE, which RFC 5545 has dropped and old files have. */
	exceptRules: string[];
	added: Added[];
	except: CalendarTime[];
}

/** `before`: seconds before the start (less than 0: after it). `at`: a moment of its own. */
export type Reminder = { type: 'before'; seconds: number } | { type: 'at'; at: CalendarTime };

export interface CalendarEvent {
	/** Of its BEGIN:VEVENT, the first line of the file being 1. */
	line: number;
	uid: string | null;
	sequence: number;
	/** `cancelled` also where the whole file is a cancellation (METHOD:CANCEL). */
	status: 'confirmed' | 'tentative' | 'cancelled';
	title: string;
	note: string;
	place: string;
	start: CalendarTime;
	length: Length;
	/** `null` where it happens once. */
	repeats: Repeats | null;
	/** One time of the series of the same `uid`, changed: which one it replaces (RECURRENCE-ID). */
	instanceOf: CalendarTime | null;
	reminders: Reminder[];
}

/**
 * Where the event is gone: it could not be used, or a newer version of it stands in the same file.
 * Where it stays: a part of it could not be used as it was written, and `events` holds what is left.
 */
export const LOST = ['NoStart', 'BadStart', 'Superseded', 'Duplicate', 'TooMany'] as const;
export const KEPT = [
	/** DTEND or DURATION not read, or before the start: the event has no length. */
	'BadEnd',
	/** RRULE or EXRULE not understood: it happens without that rule. */
	'BadRule',
	/** Every second or minute: shown once. */
	'TooOften',
	/** One or more of EXDATE. */
	'BadExcept',
	/** One or more of RDATE. */
	'BadAdded',
	/** RECURRENCE-ID not read: it stands by itself. */
	'BadInstance',
	/** It changes this time and all after it; only this one is changed here. */
	'AndFuture',
	/** Its zone is none that has a name: `UTC` where the file explains its clocks, by the clock on the wall where not. */
	'UnknownZone',
	/** The file has no END for it: perhaps it was cut off. */
	'NotClosed',
	/** Another event of the file has the same UID and is a different one. */
	'SameUid',
	/** Title, note or place was very long and is cut. */
	'Shortened',
] as const;
/** Of the file as a whole; `line` is where it was seen. */
export const WHOLE = ['NotCalendar', 'TooLarge', 'WrongCharset'] as const;

export interface CalendarProblem {
	type: (typeof LOST)[number] | (typeof KEPT)[number] | (typeof WHOLE)[number];
	/** Of the event's BEGIN:VEVENT, or of what is wrong with the file. */
	line: number;
	/** Of the property that is meant, where there is one. */
	at: number | null;
	uid: string | null;
	/** The event is not in `events`. Events and problems that are lost are together all that the file has. */
	lost: boolean;
}

export interface CalendarFile {
	events: CalendarEvent[];
	problems: CalendarProblem[];
}
