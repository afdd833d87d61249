/**
 * Which exercises fit: how she feels, how much time there is, where she is, what is not to be asked of her. Pure. Nothing of
 * it is kept; it counts nothing, and what she chose before changes nothing here.
 */
import { gentlestFirst, isStrong } from '$parts/content';
import { PLACES, USES, type ModulePlace, type ModuleUse, type Reading, type Topic } from '$protocol/module';

/** The ways in: what she feels, not what an exercise is called. In this order on the screen. */
export const FEELINGS = [
	'cut-off',
	'numb',
	'on-edge',
	'angry',
	'sad',
	'sleep',
	'memory',
	'lonely',
	'ashamed',
] as const satisfies readonly Topic[];
export type Feeling = (typeof FEELINGS)[number];
export const feelingOf = (name: string | undefined): Feeling | undefined =>
	FEELINGS.find((feeling) => feeling === name);

/** Up to this many minutes is "a few". */
const FEW = 5;
export const TIMES = ['few', 'more'] as const;
export type Time = (typeof TIMES)[number];

export interface Wish {
	time: Time | null;
	place: ModulePlace | null;
	/** What is not to be asked of her. */
	without: readonly ModuleUse[];
}
export const NO_WISH: Wish = { time: null, place: null, without: [] };
export const isWished = ({ time, place, without }: Wish): boolean =>
	time !== null || place !== null || without.length > 0;

/** As parameters of a screen: state in memory, so that Back finds them as they were. */
export const wishToParams = ({ time, place, without }: Wish): Record<string, string> => ({
	time: time ?? '',
	place: place ?? '',
	without: without.join(' '),
});
export const paramsToWish = (params: Readonly<Record<string, string>>): Wish => ({
	time: TIMES.find((time) => time === params['time']) ?? null,
	place: PLACES.find((place) => place === params['place']) ?? null,
	without: USES.filter((use) => (params['without'] ?? '').split(' ').includes(use)),
});

/** What names no place, or none but "anywhere", can be done in all of them. */
const canBeDone = (places: readonly ModulePlace[] = [], place: ModulePlace): boolean =>
	places.includes(place) || places.every((one) => one === 'anywhere');

export const fits = ({ structure: { minutes, places, uses = [] } }: Reading, wish: Wish): boolean =>
	(wish.time === null || (wish.time === 'few') === minutes <= FEW) &&
	(wish.place === null || canBeDone(places, wish.place)) &&
	!wish.without.some((use) => uses.includes(use));

/** What the exercises that are there ask of her, and so what can be left out. */
export const usesIn = (readings: readonly Reading[]): ModuleUse[] =>
	USES.filter((use) => readings.some(({ structure }) => structure.uses?.includes(use)));

/** After a memory: first where she is, then what holds her, then what is around her. */
const ORIENTING = ['in:where-am-i', 'in:feet-on-the-floor', 'in:five-senses'];
/** Where she is not all there, what comes in through the senses is nearer than the breath or a thought. */
const FAR_AWAY: readonly Feeling[] = ['memory', 'cut-off', 'numb'];

function distance({ structure: { id, uses = [] } }: Reading, feeling: Feeling): number {
	if (!FAR_AWAY.includes(feeling)) return 0;
	const orienting = ORIENTING.indexOf(id);
	if (orienting >= 0 && feeling === 'memory') return orienting - ORIENTING.length;
	if (uses.includes('breath')) return 3;
	if (uses.includes('senses')) return 0;
	return uses.includes('body') || uses.includes('movement') ? 1 : 2;
}

/** What each feeling weighs, in minutes, that stands before this one in its topics: those it is for stand first. */
const WEIGHS = 3;
const cost = ({ structure: { topics, minutes } }: Reading, feeling: Feeling): number =>
	minutes + WEIGHS * topics.indexOf(feeling);

export interface Found {
	/** Best fit first. */
	readings: Reading[];
	/** Never among the others: below them, with what is to be known before. */
	strong: Reading[];
}

/** Exercises for a feeling, or for any, that fit a wish. */
export function find(exercises: readonly Reading[], feeling: Feeling | undefined, wish: Wish): Found {
	const fitting = exercises.filter(
		(reading) => (!feeling || reading.structure.topics.includes(feeling)) && fits(reading, wish),
	);
	return {
		readings: fitting
			.filter((reading) => !isStrong(reading))
			.toSorted(
				(a, b) =>
					(feeling
						? distance(a, feeling) - distance(b, feeling) || cost(a, feeling) - cost(b, feeling)
						: 0) || gentlestFirst(a, b),
			),
		strong: fitting.filter(isStrong),
	};
}
