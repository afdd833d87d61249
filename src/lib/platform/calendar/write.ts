/**
 * Events to a file that any phone's calendar takes. It says only what it is given: a title that she has chosen, times, and
 * reminders if she asked for them; no place, no note, no names, nothing of this app. UIDs are random and new each time.
 *
 * What happens once is written in UTC: every program reads it, and the file does not say where she lives. A series needs
 * its zone, or its hour would be wrong after the clocks change: TZID, and the VTIMEZONE that RFC 5545 asks for.
 */
import ICAL from 'ical.js';
import { instantToWall, offsetAt, toLocal, wallOf } from './clock';
import type { CalendarEvent, CalendarTime, Length } from './model';
import { addLength, ordinal } from './times';

/** What leaves the phone of one event. */
export type Exported = Pick<CalendarEvent, 'start' | 'length' | 'repeats'> & {
	/** Neutral, and shown to her before. */
	title: string;
	/** Seconds before the start; none where it is empty. */
	remindBefore: readonly number[];
};

export interface Writing {
	/** Milliseconds. */
	now: number;
	/** From platform/crypto. */
	randomBytes: (count: number) => Uint8Array;
}

/** No program's name: a file is found and read by others. */
const PRODUCT = '-//Calendar//EN';
const UID_BYTES = 16;
/** A series without an end has its clock changes written out for so many years. */
const YEARS = 10;
const WEEK = 7 * 86_400_000;

const recur = (rule: string) => ICAL.Recur.fromString(rule);

/** @param zoned written by the clock of its zone, which TZID then names; otherwise in UTC */
function property(name: string, time: CalendarTime, zoned: boolean): ICAL.Property {
	const made = new ICAL.Property(name);
	if (time.type === 'date') {
		made.resetType('date');
		made.setValue(ICAL.Time.fromDateString(time.date));
	} else if (time.type === 'floating') {
		made.setValue(ICAL.Time.fromDateTimeString(time.local));
	} else if (zoned && time.zone !== 'UTC') {
		made.setParameter('tzid', time.zone);
		made.setValue(ICAL.Time.fromDateTimeString(toLocal(instantToWall(Date.parse(time.at), time.zone))));
	} else {
		made.setValue(ICAL.Time.fromDateTimeString(`${toLocal(Date.parse(time.at))}Z`));
	}
	return made;
}

/** `+0100` as the library wants it. */
const offsetOf = (milliseconds: number) => ICAL.UtcOffset.fromSeconds(milliseconds / 1_000);

/** How the clocks of a zone go from one instant to another, each change written out. */
function timezone(zone: string, from: number, to: number): ICAL.Component {
	const made = new ICAL.Component('vtimezone');
	made.addPropertyWithValue('tzid', zone);
	const part = (start: number, before: number, after: number, isSummer: boolean): void => {
		const one = new ICAL.Component(isSummer ? 'daylight' : 'standard');
		one.addPropertyWithValue('dtstart', ICAL.Time.fromDateTimeString(toLocal(start)));
		one.addPropertyWithValue('tzoffsetfrom', offsetOf(before));
		one.addPropertyWithValue('tzoffsetto', offsetOf(after));
		made.addSubcomponent(one);
	};
	const first = offsetAt(from, zone);
	part(wallOf(1_970, 1, 1), first, first, false);
	let [last, offset] = [from, first];
	for (let next = from + WEEK; next <= to + WEEK; last = next, next += WEEK) {
		const then = offsetAt(next, zone);
		if (then === offset) continue;
		let [low, high] = [last, next];
		while (high - low > 1_000) {
			const middle = Math.floor((low + high) / 2_000) * 1_000;
			if (middle <= low) break;
			if (offsetAt(middle, zone) === offset) low = middle;
			else high = middle;
		}
		part(high + offset, offset, then, then > offset);
		offset = then;
	}
	return made;
}

/** Until when the clock changes of a series are needed. */
function lastOf({ start, repeats }: Exported): number {
	const begins = ordinal(start);
	const untils = (repeats?.rules ?? []).map((rule) => {
		const until = /UNTIL=(\d{4})(\d\d)(\d\d)/.exec(rule);
		return until
			? wallOf(Number(until[1]), Number(until[2]), Number(until[3]))
			: begins + YEARS * 366 * 86_400_000;
	});
	return Math.max(begins, ...untils, ...(repeats?.added ?? []).map((added) => ordinal(added.start)));
}

/** Made of hexadecimal digits alone: it tells neither the app nor the phone. */
const uid = (randomBytes: Writing['randomBytes']): string =>
	[...randomBytes(UID_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** One or all of hers as the text of an .ics file, CRLF and folded by the library; no METHOD: it invites nobody. */
export function writeCalendar(events: readonly Exported[], { now, randomBytes }: Writing): string {
	const calendar = new ICAL.Component('vcalendar');
	calendar.addPropertyWithValue('version', '2.0');
	calendar.addPropertyWithValue('prodid', PRODUCT);
	const zones = new Map<string, { from: number; to: number }>();
	for (const each of events) {
		if (each.repeats === null || each.start.type !== 'instant' || each.start.zone === 'UTC') continue;
		const held = zones.get(each.start.zone);
		const from = Math.min(ordinal(each.start) - WEEK, held?.from ?? Infinity);
		zones.set(each.start.zone, { from, to: Math.max(lastOf(each), held?.to ?? -Infinity) });
	}
	for (const [zone, { from, to }] of zones) calendar.addSubcomponent(timezone(zone, from, to));

	for (const { title, start, length, repeats, remindBefore } of events) {
		const zoned = repeats !== null;
		const made = new ICAL.Component('vevent');
		made.addPropertyWithValue('uid', uid(randomBytes));
		made.addPropertyWithValue('dtstamp', ICAL.Time.fromDateTimeString(`${toLocal(now)}Z`));
		made.addProperty(property('dtstart', start, zoned));
		addEnd(made, start, length, zoned);
		made.addPropertyWithValue('summary', title);
		for (const rule of repeats?.rules ?? []) made.addPropertyWithValue('rrule', recur(rule));
		for (const rule of repeats?.exceptRules ?? []) made.addPropertyWithValue('exrule', recur(rule));
		for (const { start: added } of repeats?.added ?? []) made.addProperty(property('rdate', added, zoned));
		for (const except of repeats?.except ?? []) made.addProperty(property('exdate', except, zoned));
		for (const seconds of remindBefore) {
			const alarm = new ICAL.Component('valarm');
			alarm.addPropertyWithValue('action', 'DISPLAY');
			alarm.addPropertyWithValue('description', title);
			alarm.addPropertyWithValue('trigger', ICAL.Duration.fromSeconds(-seconds));
			made.addSubcomponent(alarm);
		}
		calendar.addSubcomponent(made);
	}
	return `${calendar.toString()}\r\n`;
}

/** DTEND where a stopwatch decides, DURATION where days of the calendar do: see {@link Length}. */
function addEnd(made: ICAL.Component, start: CalendarTime, length: Length, zoned: boolean): void {
	if (start.type === 'date' || (length.days === 0 && length.seconds > 0)) {
		made.addProperty(property('dtend', addLength(start, length.days, length.seconds), zoned));
	} else if (length.days > 0) {
		made.addPropertyWithValue(
			'duration',
			new ICAL.Duration({ days: length.days, ...clockParts(length.seconds) }),
		);
	}
}

const clockParts = (seconds: number) => ({
	hours: Math.floor(seconds / 3_600),
	minutes: Math.floor(seconds / 60) % 60,
	seconds: seconds % 60,
});
