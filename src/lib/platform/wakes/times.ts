/**
 * When to be woken for something that she wants to know at a known moment. The relay must not learn the moment: what it is told
 * is a quarter of an hour, by chance up to half an hour earlier than would do. It does learn that this phone wants to be woken
 * around then; and where several appointments are months of a pattern, the pattern.
 *
 * Chance is drawn once for each moment, and what came of it is kept: drawn anew at each opening, the relay could take the mean
 * of many, and she would be woken twice for one thing.
 */
import { QUARTER_MS, WAKE_TIMES } from '$protocol/wakes';

/** All milliseconds. */
export interface WakeMoment {
	/** When she wants to know. */
	at: number;
	/** From then on it is of no use. */
	until: number;
}

/** Of which moment the relay was told, and by which quarter of an hour. */
export interface Told {
	at: number;
	quarter: number;
}

/** Quarters of an hour of chance. */
const CHANCE = 3;
/** The relay wakes up to ten minutes into a quarter: one that begins this long before is in time. Milliseconds. */
const RELAY_LATE = QUARTER_MS;

/** `null`: there is no time left for it. */
function quarterOf({ at, until }: WakeMoment, now: number, below: (count: number) => number): number | null {
	const latest = Math.floor((at - RELAY_LATE) / QUARTER_MS);
	const drawn = latest - below(CHANCE);
	if (drawn * QUARTER_MS > now) return drawn;
	// Chosen late: as soon as there is a quarter, also a little after its moment, but never when it is over.
	const next = Math.floor(now / QUARTER_MS) + 1;
	return next <= latest || next * QUARTER_MS + RELAY_LATE <= until ? next : null;
}

/**
 * @param moments soonest first
 * @param told before: those whose quarter is over have had their wake
 * @param below a whole number by chance, from 0 up to `count`
 * @returns quarters for `keepWake`, each once, at most what a relay takes; and what it then has been told
 */
export function wakeQuarters(
	moments: readonly WakeMoment[],
	{ now, told, below }: { now: number; told: readonly Told[]; below: (count: number) => number },
): { quarters: number[]; told: Told[] } {
	const before = new Map(told.map(({ at, quarter }) => [at, quarter]));
	const quarters = new Set<number>();
	const telling: Told[] = [];
	for (const moment of moments) {
		if (moment.at <= now || quarters.size >= WAKE_TIMES) continue;
		const quarter = before.get(moment.at) ?? quarterOf(moment, now, below);
		if (quarter === null) continue;
		telling.push({ at: moment.at, quarter });
		if (quarter * QUARTER_MS > now) quarters.add(quarter);
	}
	return { quarters: [...quarters].sort((a, b) => a - b), told: telling };
}
