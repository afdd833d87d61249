/**
 * When a series happens between two instants, with what was changed, added and taken out of it. Rules are followed by
 * `rrule-temporal` (the only importer), which knows clock changes and gives up rather than run for ever; `ical.js` does
 * not come back from some rules. A test compares the two.
 */
import { RRuleTemporal } from 'rrule-temporal';
import { instantToWall, wallOf, wallToInstant } from './clock';
import type { CalendarEvent, CalendarTime, Length } from './model';
import { addLength, instantOf, ordinal } from './times';

export interface Occurrence {
	event: CalendarEvent;
	start: CalendarTime;
	/** Exclusive; for whole days the day after. */
	end: CalendarTime;
}

export interface Occurrences {
	/** Soonest first. */
	occurrences: Occurrence[];
	/** Events of which more happens in the window than is listed, or whose rule could not be followed to the end. */
	incomplete: CalendarEvent[];
}

/** Between two instants, milliseconds: the first inclusive, the second not. Meant for a month, or a year. */
export interface Window {
	from: number;
	to: number;
	/** IANA zone of the clock on the wall: where whole days and floating times happen for her. */
	zone: string;
}

/** Of one series in one window. */
const MOST = 1_000;
/** Steps of the library; past that it throws. A rule that never matches takes about half a second. */
const MOST_STEPS = 20_000;
const DAY = 86_400_000;

/** Instants as one line, whatever kind of time: days and wall times as if their clock were in UTC. */
const at = (time: CalendarTime): number => ordinal(time);
const lasting = ({ days, seconds }: Length): number => days * DAY + seconds * 1_000;

/** A window as that kind of time sees it. */
function sees(time: CalendarTime, { from, to, zone }: Window): { from: number; to: number } {
	if (time.type === 'instant') return { from, to };
	return { from: instantToWall(from, zone), to: instantToWall(to, zone) };
}

function back(start: CalendarTime, ordinalTime: number): CalendarTime {
	return addTo(start, ordinalTime - at(start));
}
const addTo = (start: CalendarTime, milliseconds: number): CalendarTime =>
	start.type === 'date' ? addLength(start, milliseconds / DAY, 0) : addLength(start, 0, milliseconds / 1_000);

/**
 * Starts of one rule between two ordinals; `more` where there are too many, or the library gave up. The library follows it
 * on the wall, as if in UTC, because in a zone it drops what falls into a gap. RFC 5545 3.3.10 says both, to drop it and
 * to read it as 3.3.5 does; an appointment shown an hour later is better than one that is not shown.
 */
function startsOf(
	rule: string,
	start: CalendarTime,
	from: number,
	to: number,
): { starts: number[]; more: boolean } {
	const zone = start.type === 'instant' ? start.zone : 'UTC';
	const stamp = (wall: number): string =>
		`${new Date(wall).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
	const until = untilOf(rule);
	const [begins, last] = [instantToWall(at(start), zone), Math.min(to, until ?? Infinity)];
	const text =
		until === null ? rule : rule.replace(/UNTIL=\w+/, `UNTIL=${stamp(instantToWall(until, zone))}`);
	const starts = new Set<number>();
	try {
		const series = new RRuleTemporal({
			rruleString: `DTSTART:${stamp(begins)}\nRRULE:${text}`,
			maxIterations: MOST_STEPS,
			maxCandidateEvaluations: MOST_STEPS * 4,
			cache: false,
		});
		for (const { epochMilliseconds } of series.between(new Date(from - DAY), new Date(to + DAY), true)) {
			const instant = wallToInstant(epochMilliseconds, zone);
			if (instant < from || instant > last || instant >= to) continue;
			if (starts.size >= MOST) return { starts: [...starts], more: true };
			starts.add(instant);
		}
		return { starts: [...starts], more: false };
	} catch (error) {
		if (!(error instanceof Error)) throw error;
		return { starts: [...starts], more: true };
	}
}

/** UNTIL as an ordinal, inclusive. */
function untilOf(rule: string): number | null {
	const found = /UNTIL=(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z)?/.exec(rule);
	if (!found) return null;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
		.slice(1)
		.map((part) => Number((part as string | undefined) ?? 0));
	return wallOf(year, month, day, hour, minute, second);
}

/** All starts of a series: rules, what was added, less what was taken out. The first is the event's own, rule or not. */
function seriesStarts(event: CalendarEvent, from: number, to: number) {
	const { start, repeats } = event;
	const found = new Map<number, Length | null>([[at(start), null]]);
	if (!repeats) return { found, more: false };
	let more = false;
	for (const rule of repeats.rules) {
		const one = startsOf(rule, start, from, to);
		more ||= one.more;
		for (const each of one.starts) found.set(each, null);
	}
	for (const { start: added, length } of repeats.added) found.set(at(added), length);
	for (const rule of repeats.exceptRules)
		for (const each of startsOf(rule, start, from, to).starts) found.delete(each);
	for (const except of repeats.except) found.delete(at(except));
	return { found, more };
}

/**
 * What happens between two instants. What was cancelled is left out; a changed time of a series stands where it was moved
 * to, and not where it was.
 */
export function occurrencesBetween(events: readonly CalendarEvent[], window: Window): Occurrences {
	const occurrences: Occurrence[] = [];
	const incomplete: CalendarEvent[] = [];
	const moved = new Map<string, Set<number>>();
	for (const { uid, instanceOf } of events) {
		if (uid === null || instanceOf === null) continue;
		const held = moved.get(uid) ?? new Set();
		moved.set(uid, held.add(at(instanceOf)));
	}
	const put = (event: CalendarEvent, start: CalendarTime, length: Length): void => {
		const end = addLength(start, length.days, length.seconds);
		const { from, to } = sees(start, window);
		const [begins, ends] = [at(start), at(end)];
		// Something without a length happens at its instant.
		if (begins < to && (ends > from || (ends === begins && begins >= from)))
			occurrences.push({ event, start, end });
	};
	for (const event of events) {
		if (event.status === 'cancelled') continue;
		const { from, to } = sees(event.start, window);
		// One more day: its length by the calendar may be an hour longer than by the stopwatch.
		const { found, more } = seriesStarts(event, from - lasting(event.length) - DAY, to);
		if (more) incomplete.push(event);
		const changed = event.instanceOf === null && event.uid !== null ? moved.get(event.uid) : undefined;
		for (const [begins, length] of found) {
			if (changed?.has(begins)) continue;
			put(event, back(event.start, begins), length ?? event.length);
		}
	}
	occurrences.sort((a, b) => instantOf(a.start, window.zone) - instantOf(b.start, window.zone));
	return { occurrences, incomplete };
}
