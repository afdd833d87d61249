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
