/** Dates and times of a file, strictly: a thirteenth month is no January. Zones come resolved. */
import { instantToWall, localToWall, toDate, toIso, toLocal, wallOf, wallToInstant } from './clock';
import type { CalendarTime } from './model';

/** A zone to read wall times by; `null` for the clock on the wall. */
export type Zone = string | null;

const FORM =
	/^(\d{4})-?(\d\d)-?(\d\d)(?:Z|[T ]?(\d\d):?(\d\d)(?::?(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?$/i;

/**
 * @param text one DATE or DATE-TIME, also with dashes and colons as ISO 8601 has them, which several programs write
 * @param zone of its TZID
 */
export function timeOf(text: string, zone: Zone): CalendarTime | null {
	const found = FORM.exec(text.trim());
	if (!found) return null;
	const [year = 0, month = 0, day = 0] = found.slice(1, 4).map(Number);
	const date = wallOf(year, month, day);
	if (year < 1 || new Date(date).getUTCMonth() !== month - 1 || new Date(date).getUTCDate() !== day)
		return null;
	if (found[4] === undefined) return { type: 'date', date: toDate(date) };
	const [hour = 0, minute = 0] = found.slice(4, 6).map(Number);
	const second = Number(found[6] ?? 0);
	// Midnight at the end of a day, as ISO 8601 once had it and some programs still write it.
	const ending = hour === 24 && minute === 0 && second === 0;
	if ((hour > 23 && !ending) || minute > 59 || second > 60) return null;
	// A leap second is the last second there is a name for.
	const wall = wallOf(year, month, day, hour, minute, Math.min(second, 59));
	const suffix = found[7]?.toUpperCase();
	if (suffix === 'Z') return { type: 'instant', at: toIso(wall), zone: 'UTC' };
	if (suffix !== undefined) {
		const ahead = Number(suffix.slice(1, 3)) * 60 + Number(suffix.slice(-2));
		const instant = wall - (suffix.startsWith('-') ? -ahead : ahead) * 60_000;
		return { type: 'instant', at: toIso(instant), zone: zone ?? 'UTC' };
	}
	if (zone === null) return { type: 'floating', local: toLocal(wall) };
	return { type: 'instant', at: toIso(wallToInstant(wall, zone)), zone };
}

/** A number to put times of one kind in order by: UTC milliseconds, or wall milliseconds. */
export function ordinal(time: CalendarTime): number {
	if (time.type === 'instant') return Date.parse(time.at);
	return localToWall(time.type === 'date' ? time.date : time.local);
}

/** The same moment some time later, or earlier. Days by the calendar of its zone, seconds by the stopwatch. */
export function addLength(time: CalendarTime, days: number, seconds: number): CalendarTime {
	if (time.type === 'instant') {
		let instant = Date.parse(time.at);
		if (days !== 0) instant = wallToInstant(instantToWall(instant, time.zone) + days * 86_400_000, time.zone);
		return { ...time, at: toIso(instant + seconds * 1_000) };
	}
	const later = ordinal(time) + days * 86_400_000 + seconds * 1_000;
	return time.type === 'date'
		? { type: 'date', date: toDate(later) }
		: { type: 'floating', local: toLocal(later) };
}

/** When that is, where clocks go as in `zone`; UTC milliseconds. A whole day begins at its midnight there. */
export const instantOf = (time: CalendarTime, zone: string): number =>
	time.type === 'instant' ? ordinal(time) : wallToInstant(ordinal(time), zone);

/** The day on which that begins, where clocks go as in `zone`: `YYYY-MM-DD`. */
export function dayIn(time: CalendarTime, zone: string): string {
	if (time.type === 'date') return time.date;
	return time.type === 'floating' ? time.local.slice(0, 10) : toDate(instantToWall(ordinal(time), zone));
}
