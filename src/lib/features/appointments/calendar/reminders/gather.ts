/** Everything she is to be reminded of in the next weeks, out of all that is in her calendar. It keeps nothing. */
import type { WakeMoment } from '$platform/wakes';
import { takesPlace, type Happening } from '../happening';
import { happeningsIn, type Sources } from '../happenings';
import { leavingIn, remindersOf, startIn } from './moments';

/** One reminder of one thing. */
export interface Due {
	/** The same over openings. */
	key: string;
	/** When she wants to know, milliseconds. */
	at: number;
	/** It has begun, or its day is over: nobody needs to know any more. */
	until: number;
	/** When she has to leave; `null` where she has not said how long the way is. */
	leave: number | null;
	happening: Happening;
}

const DAY = 86_400_000;
/** As long as the relay keeps what it was asked for without a renewal (`WAKE_DAYS`), and the longest that one can be before. */
const AHEAD = (60 + 28) * DAY;
/** What lies closer together is one: a phone that shows the same words twice says no more with it. */
const TOGETHER = 20 * 60_000;

/** She put it away, does not go, or has asked for another time: then nothing reminds her of it. */
const isReminded = (happening: Happening): boolean =>
	takesPlace(happening) &&
	(happening.from === 'her' ||
		(happening.aside?.putAway !== true && happening.answer?.reply !== 'other-time'));

function dueOf(happening: Happening, zone: string, api: typeof Temporal): Due[] {
	const found = remindersOf(happening, zone, -Infinity, api);
	if (found.length === 0) return [];
	const start = startIn(happening.start, zone, api);
	const wholeDay = happening.start.type === 'date';
	const until = (wholeDay ? start.add({ days: 1 }) : start).epochMilliseconds;
	const leave = happening.travel > 0 && !wholeDay ? leavingIn(happening, zone, api).epochMilliseconds : null;
	return found.map(({ at }) => ({ key: `${happening.key}@${String(at)}`, at, until, leave, happening }));
}

/** All that still matters, soonest first, also those whose moment has come already. */
export async function dueIn(sources: Sources, zone: string, now: Date, api: typeof Temporal): Promise<Due[]> {
	const from = now.getTime();
	const happenings = await happeningsIn({ from, to: from + AHEAD, zone }, sources, now);
	return happenings
		.filter(isReminded)
		.flatMap((happening) => dueOf(happening, zone, api))
		.filter(({ until }) => until > from)
		.sort((a, b) => a.at - b.at);
}

/** When the closed app is to be woken: those to come, each with what lies close after it. */
export function momentsOf(due: readonly Due[], now: number): WakeMoment[] {
	const moments: WakeMoment[] = [];
	for (const { at, until } of due) {
		const last = moments.at(-1);
		if (at > now && (!last || at - last.at >= TOGETHER)) moments.push({ at, until });
	}
	return moments;
}

/** How long before its moment a wake may come (`wakeQuarters`): who opens the app then finds it there. */
export const WOKEN_EARLY = 60 * 60_000;

/**
 * What is shown while the app is open.
 * @param opened when it was opened: what she may have been woken for is there at once, all else at its moment
 */
export const shownAt = (
	due: readonly Due[],
	{ opened, now, putAway }: { opened: number; now: number; putAway: ReadonlySet<string> },
): Due[] => {
	const shown = due.filter(
		({ key, at, until }) => at <= Math.max(now, opened + WOKEN_EARLY) && now < until && !putAway.has(key),
	);
	// Of several reminders of one thing the last says it all.
	return shown.filter(
		({ happening }, at) => !shown.slice(at + 1).some((later) => later.happening.key === happening.key),
	);
};
