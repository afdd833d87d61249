/** The next things there are, looked for no further ahead than needed: Today shows one, and must stay light. */
import { instantOf } from '$platform/calendar';
import { isPast, happeningsIn, type Sources } from './happenings';
import { dayAt, plusDays, windowOf } from './days';
import type { Happening } from './happening';

/** How far ahead series are followed, one reach after the other. Days. */
const REACHES = [8, 60, 400];
const END = Date.parse('9999-01-01');

/** What is still to be chosen or answered comes up as well; what she said no to does not. */
const isOn = (happening: Happening): boolean =>
	happening.from === 'her' || (happening.state !== 'cancelled' && happening.state !== 'declined');

/** Called off, and she has not put it away: she may not have seen it, and would go there. */
const isOff = (happening: Happening): boolean =>
	happening.from === 'worker' && happening.state === 'cancelled' && !happening.aside?.putAway;

/**
 * What begins at that instant or after, however far ahead: court may be in two years. Of a series only its beginning, because
 * she knows how it goes on.
 * @param zone of the phone
 */
export async function begunAfter(
	sources: Sources,
	from: number,
	now: Date,
	zone: string,
): Promise<Happening[]> {
	const isLater = ({ start }: Pick<Happening, 'start'>) => instantOf(start, zone) >= from;
	const entries = sources.entries
		.filter(({ value }) => isLater(value))
		.map(({ id, value }) => ({ id, value: { ...value, repeats: null } }));
	return (await happeningsIn({ from, to: END, zone }, { ...sources, entries }, now)).filter(isLater);
}

/**
 * The next thing, and before it the first that was called off meanwhile; empty where nothing is coming.
 * @param zone of the phone
 */
export async function comingUp(sources: Sources, now: Date, zone: string): Promise<Happening[]> {
	const today = dayAt(now, zone);
	let found: readonly Happening[] = [];
	for (const reach of REACHES) {
		const window = windowOf(plusDays(today, -1), plusDays(today, reach), zone);
		found = await happeningsIn(window, sources, now);
		const isLast = reach === REACHES.at(-1);
		if (isLast) found = [...found, ...(await begunAfter(sources, window.to, now, zone))];
		found = found.filter((each) => !isPast(each, now, zone));
		if (found.some(isOn)) break;
	}
	const next = found.findIndex(isOn);
	const before = next < 0 ? found : found.slice(0, next);
	return [...before.filter(isOff).slice(0, 1), ...(next < 0 ? [] : found.slice(next, next + 1))];
}
