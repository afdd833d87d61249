/**
 * A whole file of any bytes to its events and what is wrong with it. It never throws, and every VEVENT of the file is in
 * `events`, or in `problems` with `lost`, and in one of them only.
 */
import { linesToBlocks, type Blocks } from './blocks';
import { blockToEvent, type Read, type Surroundings } from './event';
import { bytesToLines } from './lines';
import type { CalendarEvent, CalendarFile, CalendarProblem } from './model';
import { clockOf, zoneByClock } from './vtimezone';
import { zoneByDescription, zoneByName } from './zones';

/** Bytes. Ten times what a calendar of many years has. */
export const LARGEST = 32 * 1_024 * 1_024;
const MOST_EVENTS = 200_000;
/** Zones that only their clocks tell, which takes a while each. */
const MOST_CLOCKS = 40;
const MOST_NAMES = 10_000;

type Newest = Read & { event: CalendarEvent };

export function parseCalendar(bytes: Uint8Array): CalendarFile {
	const whole = (type: CalendarProblem['type'], line: number): CalendarProblem => ({
		type,
		line,
		at: null,
		uid: null,
		lost: false,
	});
	if (bytes.length > LARGEST) return { events: [], problems: [whole('TooLarge', 1)] };
	const { lines, notUtf8 } = bytesToLines(bytes);
	const blocks = linesToBlocks(lines);
	if (!blocks.isCalendar) return { events: [], problems: [whole('NotCalendar', 1)] };

	const problems: CalendarProblem[] = notUtf8 === null ? [] : [whole('WrongCharset', notUtf8)];
	const zone = zoneFinder(blocks);
	const newest = new Map<string, Newest[]>();
	const events: CalendarEvent[] = [];
	for (const block of blocks.events) {
		if (events.length >= MOST_EVENTS) {
			problems.push({ ...whole('TooMany', block.line), lost: true });
			continue;
		}
		const read = blockToEvent(block, { zone, cancelled: blocks.methods.get(block.calendar) === 'CANCEL' });
		for (const problem of read.problems) problems.push(problem);
		if (read.event !== null) {
			events.push(read.event);
			if (read.event.uid !== null) {
				const key = JSON.stringify([read.event.uid, read.event.instanceOf]);
				const held = newest.get(key);
				if (held) held.push({ ...read, event: read.event });
				else newest.set(key, [{ ...read, event: read.event }]);
			}
		}
	}
	const gone = new Map([...newest.values()].flatMap((versions) => [...sameUid(versions)]));
	for (const [event, type] of gone) {
		problems.push({ ...whole(type, event.line), uid: event.uid, lost: type !== 'SameUid' });
	}
	return {
		events: events.filter((event) => (gone.get(event) ?? 'SameUid') === 'SameUid'),
		problems: lostOnce(problems).sort((a, b) => a.line - b.line),
	};
}

/** What else was wrong with an event that is gone is of no use to anybody. */
function lostOnce(problems: readonly CalendarProblem[]): CalendarProblem[] {
	const lost = new Set(problems.filter((problem) => problem.lost).map(({ line }) => line));
	return problems.filter(
		(problem) => problem.lost || problem.type === 'WrongCharset' || !lost.has(problem.line),
	);
}

/**
 * Of several events with one UID (and one RECURRENCE-ID) the highest SEQUENCE holds, then the newest stamp. Those that are
 * as new as each other and not the same are all kept: some programs give every event the same UID.
 */
function sameUid(versions: readonly Newest[]): Map<CalendarEvent, 'Superseded' | 'Duplicate' | 'SameUid'> {
	const said = new Map<CalendarEvent, 'Superseded' | 'Duplicate' | 'SameUid'>();
	if (versions.length < 2) return said;
	const sequence = versions.reduce((most, { event }) => Math.max(most, event.sequence), 0);
	const last = versions.filter(({ event }) => event.sequence === sequence);
	const stamp = last.reduce((most, each) => (each.stamp > most ? each.stamp : most), '');
	const seen = new Set<string>();
	for (const { event, stamp: own } of versions) {
		const content = JSON.stringify({ ...event, line: 0 });
		if (event.sequence < sequence || own < stamp) said.set(event, 'Superseded');
		else if (seen.has(content)) said.set(event, 'Duplicate');
		else if (seen.size > 0) said.set(event, 'SameUid');
		if (event.sequence === sequence && own === stamp) seen.add(content);
	}
	return said;
}

/** Looks each TZID up once. */
function zoneFinder({ zones }: Blocks): Surroundings['zone'] {
	const found = new Map<string, ReturnType<Surroundings['zone']>>();
	let clocks = 0;
	const look: Surroundings['zone'] = (tzid, year) => {
		const byName = zoneByName(tzid);
		if (byName !== null) return byName;
		const lines = zones.get(tzid);
		const location = lines?.map(({ text }) => /^X-LIC-LOCATION:(.*)$/i.exec(text)?.[1]).find(Boolean);
		const named = location === undefined ? null : zoneByName(location);
		if (named !== null) return named;
		if (!lines) return zoneByDescription(tzid);
		clocks += 1;
		if (clocks > MOST_CLOCKS) return clockOf(lines);
		return zoneByClock(lines, year) ?? clockOf(lines) ?? zoneByDescription(tzid);
	};
	return (tzid, year) => {
		const held = found.get(tzid);
		if (held !== undefined) return held;
		if (found.size >= MOST_NAMES) return null;
		const zone = look(tzid, year);
		found.set(tzid, zone);
		return zone;
	};
}
