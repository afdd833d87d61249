/**
 * A zone that the file explains (VTIMEZONE) and whose name says nothing: which IANA zone's clocks go the same way? Instants
 * are then Intl's, and the zone has a name that the phone knows. Rules of an unusual kind are not followed at all: they
 * come from strangers, and a library that follows them may not come back.
 */
import { localToWall, offsetAt, wallOf } from './clock';
import type { Line } from './lines';
import { propertyOf } from './property';
import { WINDOWS_ZONES } from './windows-zones';

interface Observance {
	/** Wall time of its first onset, by the clock before it. */
	start: number;
	from: number;
	to: number;
	/** Further onsets by hand. */
	dates: number[];
	yearly: { month: number; nth: number; weekday: number; until: number } | null;
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const MOST_OBSERVANCES = 300;
const HALF_MONTH = 15.2 * 86_400_000;
const PROBES = 24;
/** Rules change by a week or two over the years and old files keep the old ones. */
const ENOUGH = 20;

function offset(text: string | null): number | null {
	const found = /^([+-])(\d\d):?(\d\d)(?::?(\d\d))?$/.exec(text?.trim() ?? '');
	if (!found) return null;
	const [, sign, hours, minutes, seconds = 0] = found;
	return (sign === '-' ? -1_000 : 1_000) * (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds));
}

function wallTime(text: string | null): number | null {
	const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(text?.trim() ?? '');
	if (!found) return null;
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
		.slice(1)
		.filter(Boolean)
		.map(Number);
	return wallOf(year, month, day, hour, minute, second);
}

/** Only `FREQ=YEARLY` on the nth weekday of a month, which is how clocks change. */
function yearly(rule: string | null): Observance['yearly'] {
	if (rule === null) return null;
	const parts = new Map(rule.split(';').map((part) => part.split('=', 2) as [string, string]));
	const day = /^([+-]?[1-5])(SU|MO|TU|WE|TH|FR|SA)$/.exec(parts.get('BYDAY') ?? '');
	const month = Number(parts.get('BYMONTH'));
	const plain = parts.get('FREQ') === 'YEARLY' && (parts.get('INTERVAL') ?? '1') === '1';
	if (!plain || !day || !(month >= 1 && month <= 12)) return null;
	const until = parts.get('UNTIL');
	return {
		month,
		nth: Number(day[1]),
		weekday: WEEKDAYS.indexOf(day[2] ?? ''),
		until: until === undefined ? Infinity : (wallTime(until) ?? Infinity),
	};
}

function observances(lines: readonly Line[]): Observance[] {
	const found: Observance[] = [];
	let inside: Map<string, string> | null = null;
	for (const { text } of lines) {
		if (/^BEGIN:(STANDARD|DAYLIGHT)\s*$/i.test(text)) inside = new Map();
		else if (/^END:(STANDARD|DAYLIGHT)\s*$/i.test(text) && inside !== null) {
			const start = wallTime(inside.get('DTSTART') ?? null);
			const from = offset(inside.get('TZOFFSETFROM') ?? null);
			const to = offset(inside.get('TZOFFSETTO') ?? null);
			if (start !== null && to !== null && found.length < MOST_OBSERVANCES) {
				const dates = (inside.get('RDATE') ?? '').split(',').slice(0, MOST_OBSERVANCES).map(wallTime);
				found.push({
					start,
					from: from ?? to,
					to,
					dates: dates.filter((date) => date !== null),
					yearly: yearly(inside.get('RRULE') ?? null),
				});
			}
			inside = null;
		} else if (inside !== null) {
			const property = propertyOf(text);
			if (property) {
				const before = property.name === 'RDATE' ? inside.get('RDATE') : undefined;
				inside.set(property.name, before === undefined ? property.value : `${before},${property.value}`);
			}
		}
	}
	return found;
}

function nthWeekday(year: number, month: number, nth: number, weekday: number): number {
	if (nth > 0) {
		const first = new Date(wallOf(year, month, 1)).getUTCDay();
		return 1 + ((weekday - first + 7) % 7) + (nth - 1) * 7;
	}
	const last = new Date(wallOf(year, month + 1, 0));
	return last.getUTCDate() - ((last.getUTCDay() - weekday + 7) % 7) + (nth + 1) * 7;
}

/** The last onset of an observance up to a wall time, or `null`. */
function onsetBefore(one: Observance, wall: number): number | null {
	const onsets = [one.start, ...one.dates].filter((onset) => onset <= wall);
	if (one.yearly) {
		const { month, nth, weekday, until } = one.yearly;
		// After its last year it stays as that year left it.
		const lastYear = new Date(Math.min(wall, until)).getUTCFullYear();
		const time = one.start - Math.floor(one.start / 86_400_000) * 86_400_000;
		for (const year of [lastYear, lastYear - 1]) {
			const onset = wallOf(year, month, nthWeekday(year, month, nth, weekday)) + time;
			if (onset <= wall && onset <= until + 86_400_000 && onset >= one.start) onsets.push(onset);
		}
	}
	return onsets.length === 0 ? null : Math.max(...onsets);
}

/** What the file says of the clock at that instant: offset in milliseconds. */
function offsetBy(all: readonly Observance[], instant: number): number | null {
	let [best, at] = [null as number | null, -Infinity];
	for (const one of all) {
		const onset = onsetBefore(one, instant + one.from);
		if (onset !== null && onset - one.from > at) [best, at] = [one.to, onset - one.from];
	}
	return best ?? [...all].sort((a, b) => a.start - b.start)[0]?.from ?? null;
}

/** Of zones that go alike, those that most people's calendars mean come first. */
const FIRST = ['UTC', 'Europe/Berlin', 'Europe/London', 'America/New_York', 'America/Chicago', 'Asia/Dubai'];
let candidates: string[] | null = null;

/**
 * @param lines between BEGIN:VTIMEZONE and its END
 * @param year around which its clocks are compared
 * @returns the IANA zone whose clocks go as these do, or nearly so; `null` where there is none
 */
export function zoneByClock(lines: readonly Line[], year: number): string | null {
	const all = observances(lines);
	if (all.length === 0) return null;
	const begin = localToWall(`${String(Math.min(Math.max(year, 1_970), 2_100))}-01-05`);
	const probes = Array.from({ length: PROBES }, (_, index) => Math.round(begin + index * HALF_MONTH));
	const wanted = probes.map((probe) => offsetBy(all, probe));
	// Winter and summer must be right; only when exactly the clocks change may differ.
	const [winter, summer] = [wanted[1], wanted[13]];
	candidates ??= [...new Set([...FIRST, ...Object.values(WINDOWS_ZONES)])];
	let [best, most] = [null as string | null, ENOUGH - 1];
	for (const zone of candidates) {
		if (offsetAt(probes[1] ?? 0, zone) !== winter || offsetAt(probes[13] ?? 0, zone) !== summer) continue;
		const same = probes.filter((probe, index) => offsetAt(probe, zone) === wanted[index]).length;
		if (same > most) [best, most] = [zone, same];
		if (same === PROBES) break;
	}
	return best;
}

/**
 * For a zone that goes as no other does: from a wall time to its instant, as the file explains it. `null` where it does
 * not. A wall time that comes twice or never is read with the offset before the change.
 */
export function clockOf(lines: readonly Line[]): ((wall: number) => number) | null {
	const all = observances(lines);
	if (all.length === 0) return null;
	return (wall) => {
		const first = wall - (offsetBy(all, wall - 86_400_000) ?? 0);
		const second = wall - (offsetBy(all, first) ?? 0);
		return first + (offsetBy(all, first) ?? 0) === wall || second + (offsetBy(all, second) ?? 0) !== wall
			? first
			: second;
	};
}
