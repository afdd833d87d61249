/**
 * Clocks and instants with nothing but Intl, so that reading a file does not need Temporal. A wall time is milliseconds
 * as if it were UTC. What falls into a gap or comes twice is read as RFC 5545 3.3.5 says: with the offset before the
 * gap, and as the first of the two.
 */

const formats = new Map<string, Intl.DateTimeFormat>();
/** Offsets at midnights UTC, by zone and day: asking Intl is what takes the time in a large file. */
const midnights = new Map<string, number>();
const MOST_MIDNIGHTS = 20_000;
const DAY = 86_400_000;

function formatOf(zone: string): Intl.DateTimeFormat {
	const held = formats.get(zone);
	if (held) return held;
	const made = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
		timeZone: zone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
		era: 'short',
	});
	formats.set(zone, made);
	return made;
}

/** What a clock there shows at that instant. */
export function instantToWall(instant: number, zone: string): number {
	if (zone === 'UTC') return instant;
	const read: Record<string, string> = {};
	for (const { type, value } of formatOf(zone).formatToParts(instant)) read[type] = value;
	const year = read['era']?.startsWith('B') ? 1 - Number(read['year']) : Number(read['year']);
	return wallOf(
		year,
		Number(read['month']),
		Number(read['day']),
		Number(read['hour']),
		Number(read['minute']),
		Number(read['second']),
	);
}

/** As {@link Date.UTC}, also for the first hundred years. */
export function wallOf(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
	const date = new Date(0);
	date.setUTCFullYear(year, month - 1, day);
	date.setUTCHours(hour, minute, second);
	return date.getTime();
}

/** Milliseconds that a clock there is ahead of UTC. */
export const offsetAt = (instant: number, zone: string): number =>
	instantToWall(instant, zone) - Math.floor(instant / 1_000) * 1_000;

function offsetAtMidnight(day: number, zone: string): number {
	const key = `${day} ${zone}`;
	const held = midnights.get(key);
	if (held !== undefined) return held;
	if (midnights.size >= MOST_MIDNIGHTS) midnights.clear();
	const offset = offsetAt(day * DAY, zone);
	midnights.set(key, offset);
	return offset;
}

export function wallToInstant(wall: number, zone: string): number {
	if (zone === 'UTC') return wall;
	const day = Math.floor(wall / DAY);
	const before = offsetAtMidnight(day - 1, zone);
	const after = offsetAtMidnight(day + 2, zone);
	const first = wall - before;
	// The earlier of two instants has the offset from before the change; so has a time that never comes.
	if (before === after || instantToWall(first, zone) === wall) return first;
	const second = wall - after;
	return instantToWall(second, zone) === wall ? second : first;
}

export const toIso = (instant: number): string => new Date(instant).toISOString();
/** `YYYY-MM-DDTHH:MM:SS` */
export const toLocal = (wall: number): string => new Date(wall).toISOString().slice(0, 19);
export const toDate = (wall: number): string => new Date(wall).toISOString().slice(0, 10);
/** Of `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS`. */
export const localToWall = (local: string): number =>
	Date.parse(local.length === 10 ? `${local}T00:00:00Z` : `${local}Z`);
