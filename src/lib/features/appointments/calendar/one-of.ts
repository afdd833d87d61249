/** One time of one entry, as it was opened from a list. */
import { comingUp } from './coming-up';
import { plusDays, windowOf } from './days';
import type { Happening } from './happening';
import { happeningsIn, type Kept } from './happenings';
import type { Entry } from './kept';

const EVER = { from: Date.parse('0001-01-01'), to: Date.parse('9999-01-01') };

/**
 * That time; where the entry was moved meanwhile, the time it now has: of a series, the next one.
 * @param entries the one entry, or none
 * @param start as `startKey` has it
 * @param zone of the phone
 */
export async function oneOf(
	entries: readonly Kept<Entry>[],
	start: string,
	now: Date,
	zone: string,
): Promise<readonly Happening[]> {
	const sources = { entries, told: [], asides: [] };
	if (entries.every(({ value }) => value.repeats === null))
		return happeningsIn({ ...EVER, zone }, sources, now);
	// Wherever she now is, it is within a day of what its key says.
	const day = start.slice(0, 10);
	const around = await happeningsIn(windowOf(plusDays(day, -1), plusDays(day, 1), zone), sources, now);
	const found = around.filter(({ startKey }) => startKey === start);
	return found.length > 0 ? found : comingUp(sources, now, zone);
}
