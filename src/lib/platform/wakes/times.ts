/**
 * When to be woken for something that happens at a known moment. The relay must not learn the moment: what it is told is a
 * quarter of an hour, at least `ahead` before it and by chance up to half an hour earlier still. It does learn that this
 * phone wants to be woken around then; and where several appointments are months of a pattern, the pattern.
 */
import { QUARTER_MS, WAKE_TIMES } from '$protocol/wakes';

/** Quarters of an hour of chance. */
const CHANCE = 3;
/** The relay wakes up to ten minutes into a quarter: one that begins this long before is in time. Milliseconds. */
const RELAY_LATE = QUARTER_MS;

/**
 * @param moments milliseconds; @param ahead how long before each she wants to know, milliseconds
 * @param random from 0 up to 1
 * @returns quarters for `keepWake`, each once, those to come soonest; at most what a relay takes
 */
export function wakeQuarters(
	moments: readonly number[],
	ahead: number,
	now: number,
	random: () => number,
): number[] {
	const quarters = moments
		.map((moment) => Math.floor((moment - ahead - RELAY_LATE) / QUARTER_MS) - Math.floor(random() * CHANCE))
		.filter((quarter) => quarter * QUARTER_MS > now);
	return [...new Set(quarters)].sort((a, b) => a - b).slice(0, WAKE_TIMES);
}
