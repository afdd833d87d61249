/**
 * RRULE: read by `ical.js`, checked by us, written again in one form. What comes out can be followed without end or
 * harm; whoever repeats every minute is not an appointment.
 */
import ICAL from 'ical.js';
import { toDate, wallToInstant } from './clock';
import type { CalendarTime } from './model';
import { ordinal, timeOf, type Zone } from './times';

export type Rule = { type: 'rule'; rule: string } | { type: 'BadRule' } | { type: 'TooOften' };

const PARTS =
	/^(FREQ|UNTIL|COUNT|INTERVAL|WKST|BY(SECOND|MINUTE|HOUR|DAY|MONTHDAY|YEARDAY|WEEKNO|MONTH|SETPOS))$/;
const LONGEST = 2_000;
/** Times a day. */
const MOST_A_DAY = 48;
const MOST_COUNT = 100_000;
const MOST_INTERVAL = 10_000;

const listed = (text: string | undefined): number => text?.split(',').length ?? 1;

/** UNTIL of the kind that the start has, whatever kind it was written in. */
function untilFor(text: string, start: CalendarTime): string | null {
	const zone: Zone = start.type === 'instant' ? start.zone : null;
	const until = timeOf(text, zone);
	if (until === null) return null;
	const stamp = (wall: number): string =>
		`${new Date(wall).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
	if (start.type === 'date') return toDate(ordinal(until)).replaceAll('-', '');
	// "Until the 5th" includes the 5th.
	const last = until.type === 'date' ? ordinal(until) + 86_399_000 : ordinal(until);
	return stamp(until.type === 'instant' ? last : zone === null ? last : wallToInstant(last, zone));
}

/** @param text RRULE's value; @param start of the event, whose kind decides the kind of UNTIL */
export function ruleOf(text: string, start: CalendarTime): Rule {
	const bad: Rule = { type: 'BadRule' };
	const parts = new Map<string, string>();
	if (text.length > LONGEST) return bad;
	for (const part of text.trim().replace(/;+$/, '').split(';')) {
		const [name = '', value = ''] = part.split('=', 2).map((each) => each.trim().toUpperCase());
		// Names of programs' own change nothing that we show; calendars other than ours would.
		if (name.startsWith('X-') || (name === 'RSCALE' && value === 'GREGORIAN') || name === 'SKIP') continue;
		if (!PARTS.test(name) || value === '' || parts.has(name)) return bad;
		// Some programs write it for 1.
		if (name !== 'INTERVAL' || Number(value) !== 0) parts.set(name, value);
	}
	const until = parts.get('UNTIL');
	if (until !== undefined) {
		const mended = untilFor(until, start);
		if (mended === null) return bad;
		parts.set('UNTIL', mended);
		// Both is forbidden and seen: the count is dropped, as the date is what a person typed.
		parts.delete('COUNT');
	}
	try {
		const recur = ICAL.Recur.fromString([...parts].map(([name, value]) => `${name}=${value}`).join(';'));
		const count = parts.get('COUNT');
		if (count !== undefined && !(Number(count) >= 1 && Number(count) <= MOST_COUNT)) return bad;
		if (!(recur.interval >= 1 && recur.interval <= MOST_INTERVAL)) return bad;
	} catch {
		return bad;
	}
	const frequency = parts.get('FREQ');
	if (frequency === undefined || !fits(frequency, parts)) return bad;
	const hours = frequency === 'HOURLY' && !parts.has('BYHOUR') ? 24 : listed(parts.get('BYHOUR'));
	const times = hours * listed(parts.get('BYMINUTE')) * listed(parts.get('BYSECOND'));
	if (frequency === 'SECONDLY' || frequency === 'MINUTELY' || times > MOST_A_DAY) return { type: 'TooOften' };
	if (start.type === 'date') {
		if (frequency === 'HOURLY') return bad;
		for (const name of ['BYHOUR', 'BYMINUTE', 'BYSECOND']) parts.delete(name);
	}
	return { type: 'rule', rule: [...parts].map(([name, value]) => `${name}=${value}`).join(';') };
}

/** What RFC 5545 3.3.10 does not allow together, and zeros, which it allows nowhere here. */
function fits(frequency: string, parts: ReadonlyMap<string, string>): boolean {
	const numbers = ['BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO', 'BYSETPOS'].flatMap(
		(name) => parts.get(name)?.split(',') ?? [],
	);
	if (numbers.some((number) => Number(number) === 0)) return false;
	const nth = /\d/.test(parts.get('BYDAY') ?? '');
	if (nth && (!['MONTHLY', 'YEARLY'].includes(frequency) || parts.has('BYWEEKNO'))) return false;
	if (/[6-9]|\d\d/.test(parts.get('BYDAY') ?? '') && (frequency === 'MONTHLY' || parts.has('BYMONTH')))
		return false;
	if (parts.has('BYWEEKNO') && frequency !== 'YEARLY') return false;
	if (parts.has('BYYEARDAY') && ['DAILY', 'WEEKLY', 'MONTHLY'].includes(frequency)) return false;
	if (parts.has('BYMONTHDAY') && frequency === 'WEEKLY') return false;
	const others = [...parts.keys()].some((name) => name.startsWith('BY') && name !== 'BYSETPOS');
	return !parts.has('BYSETPOS') || others;
}
