/** When somebody answers, and what that is on her own clock. Pure; Temporal knows the clock changes. */
import { instantToLocal, localToInstant, type TemporalApi } from '$platform/clock';
import type { Weekly } from './schema';

export interface Opening {
	/** Somebody answers at this moment. */
	open: boolean;
	/** The opening that is now, or the next one: ISO instants. */
	from: string;
	to: string;
}

/** A week and a day: the next opening of whatever opens once a week. */
const DAYS_AHEAD = 8;

/** Null where this browser does not know the zone. */
export function openingAt({ zone, days, from, to }: Weekly, now: string, api: TemporalApi): Opening | null {
	const there = instantToLocal(now, zone, api);
	if (!there) return null;
	const today = api.PlainDate.from(there.date);
	for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
		const day = today.add({ days: ahead });
		if (!days.includes(day.dayOfWeek)) continue;
		const at = (time: string) => localToInstant({ date: day.toString(), time, zone, second: false }, api);
		const begins = at(from);
		const ends = at(to);
		if (!begins.ok || !ends.ok || ends.value.instant <= now) continue;
		return { open: begins.value.instant <= now, from: begins.value.instant, to: ends.value.instant };
	}
	return null;
}

/** 1 is Monday, as ISO 8601 has it. Any Monday will do: only its name is asked for. */
const MONDAY = Date.UTC(2024, 0, 1);

/** The name of a day of the week, as her language says it. */
export const weekdayName = (day: number, locale: string): string =>
	new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
		new Date(MONDAY + (day - 1) * 86_400_000),
	);

/** First and last of days that follow each other; null for any others. */
export function rangeOf(days: readonly number[]): [number, number] | null {
	const [first] = days;
	const last = days.at(-1);
	if (first === undefined || last === undefined || days.length < 3) return null;
	return days.every((day, index) => day === first + index) ? [first, last] : null;
}
