/** Days (`YYYY-MM-DD`), weeks and months, and which keys go where among them. It names no day: i18n does. */
import { addLength, dayIn, instantOf, type CalendarTime, type Window } from '$platform/calendar';
import type { Weekday } from '$platform/i18n';
import { isPast } from './happenings';
import type { Happening } from './happening';

const dateOf = (date: string): CalendarTime => ({ type: 'date', date });

export const dayAt = (at: Date, zone: string): string =>
	dayIn({ type: 'instant', at: at.toISOString(), zone }, zone);

export const plusDays = (day: string, days: number): string => dayIn(addLength(dateOf(day), days, 0), 'UTC');

/** The same day some months later, or the last of that month where it has no such day. */
export function plusMonths(day: string, months: number): string {
	const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
	const index = year * 12 + (month - 1) + months;
	const first = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
	const last = new Date(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0)).getUTCDate();
	return `${first}-${String(Math.min(date, last)).padStart(2, '0')}`;
}

/** 1 is Monday. */
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

export const weekStart = (day: string, first: Weekday): string =>
	plusDays(day, -((weekdayOf(day) - first + 7) % 7));

/** The weeks that a month touches, each seven days. @param month any day in it */
export function weeksOf(month: string, first: Weekday): string[][] {
	const prefix = month.slice(0, 7);
	const weeks: string[][] = [];
	let begins = weekStart(`${prefix}-01`, first);
	do {
		weeks.push([0, 1, 2, 3, 4, 5, 6].map((more) => plusDays(begins, more)));
		begins = plusDays(begins, 7);
	} while (begins.startsWith(prefix));
	return weeks;
}

/**
 * Where a key leads from a day, as in the date grid of the ARIA Authoring Practices; `null` for all other keys.
 * @param rtl the next day stands to the left
 */
export function dayForKey(
	day: string,
	{ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
	first: Weekday,
	rtl: boolean,
): string | null {
	const forth = rtl ? -1 : 1;
	switch (key) {
		case 'ArrowRight':
			return plusDays(day, forth);
		case 'ArrowLeft':
			return plusDays(day, -forth);
		case 'ArrowDown':
			return plusDays(day, 7);
		case 'ArrowUp':
			return plusDays(day, -7);
		case 'Home':
			return weekStart(day, first);
		case 'End':
			return plusDays(weekStart(day, first), 6);
		case 'PageUp':
			return plusMonths(day, shiftKey ? -12 : -1);
		case 'PageDown':
			return plusMonths(day, shiftKey ? 12 : 1);
		default:
			return null;
	}
}

/** From the midnight that begins one day to the one that ends another, where she is. */
export const windowOf = (from: string, to: string, zone: string): Window => ({
	from: instantOf(dateOf(from), zone),
	to: instantOf(dateOf(plusDays(to, 1)), zone),
	zone,
});

/** Every day it touches, of those between `from` and `to`. */
export function daysOf({ start, end }: Happening, from: string, to: string, zone: string): string[] {
	const first = dayIn(start, zone);
	// What ends at midnight does not touch the day that begins there.
	const before = addLength(end, end.type === 'date' ? -1 : 0, end.type === 'date' ? 0 : -1);
	const last = dayIn(before, zone);
	const days: string[] = [];
	for (let day = first < from ? from : first; day <= to; day = plusDays(day, 1)) {
		if (day > first && day > last) break;
		days.push(day);
	}
	return days;
}

export interface Day {
	day: string;
	happenings: Happening[];
}

/** What is coming, by day; what has begun before today stands under today. What has been, latest first. */
export function agendaOf(
	happenings: readonly Happening[],
	now: Date,
	zone: string,
): { coming: Day[]; past: Happening[] } {
	const today = dayAt(now, zone);
	const coming: Day[] = [];
	const past: Happening[] = [];
	for (const happening of happenings) {
		if (isPast(happening, now, zone)) {
			past.unshift(happening);
			continue;
		}
		const begins = dayIn(happening.start, zone);
		const day = begins < today ? today : begins;
		const last = coming.at(-1);
		if (last?.day === day) last.happenings.push(happening);
		else coming.push({ day, happenings: [happening] });
	}
	return { coming, past };
}
