/** The next things there are, looked for no further ahead than needed: Today shows one, and must stay light. */
import { isPast, happeningsIn, type Sources } from './happenings';
import { dayAt, plusDays, windowOf } from './days';
import type { Happening } from './happening';

/** How far ahead is looked, one after the other. Days. */
const REACHES = [8, 60, 400];

/** What is still to be chosen or answered comes up as well; what she said no to does not. */
const isOn = (happening: Happening): boolean =>
	happening.from === 'her' || (happening.state !== 'cancelled' && happening.state !== 'declined');

/** Called off, and she has not put it away: she may not have seen it, and would go there. */
const isOff = (happening: Happening): boolean =>
	happening.from === 'worker' && happening.state === 'cancelled' && !happening.aside?.putAway;

/**
 * The next thing, and before it the first that was called off meanwhile; empty where nothing is coming in a year.
 * @param zone of the phone
 */
export async function comingUp(sources: Sources, now: Date, zone: string): Promise<Happening[]> {
	const today = dayAt(now, zone);
	for (const reach of REACHES) {
		const window = windowOf(plusDays(today, -1), plusDays(today, reach), zone);
		const found = await happeningsIn(window, sources, now);
		const coming = found.filter((each) => !isPast(each, now, zone));
		const next = coming.findIndex(isOn);
		const before = next < 0 ? coming : coming.slice(0, next);
		if (next >= 0 || reach === REACHES.at(-1))
			return [...before.filter(isOff).slice(0, 1), ...(next < 0 ? [] : coming.slice(next, next + 1))];
	}
	return [];
}
