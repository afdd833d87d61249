/** Which lessons stand where: the begun ones first, then by what they are about; those of other countries last. Pure. */
import { EVERYWHERE } from '$parts/player';
import type { Reading, Topic } from '$protocol/module';

/** In the order of the screen; `life` is what is left. */
const GROUPS = ['money', 'rights', 'phone', 'life'] as const;
type Group = (typeof GROUPS)[number];

const ABOUT: Partial<Record<Topic, Group>> = {
	money: 'money',
	work: 'money',
	rights: 'rights',
	papers: 'rights',
	phone: 'phone',
	safety: 'phone',
};

/** Countries in which law of the European Union holds. */
const EU = new Set(
	'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

/** By the first of its topics that belongs to a group. */
export function groupOf({ structure }: Reading): Group {
	for (const topic of structure.topics) {
		const group = ABOUT[topic];
		if (group) return group;
	}
	return 'life';
}

const isForAll = ({ structure: { jurisdiction } }: Reading): boolean =>
	jurisdiction === undefined || jurisdiction === EVERYWHERE;

/** Whether it holds where she is. Without a country of hers, nothing is foreign. */
export function holdsIn(country: string | undefined, reading: Reading): boolean {
	const { jurisdiction } = reading.structure;
	if (!country || isForAll(reading)) return true;
	return jurisdiction === country || (jurisdiction === 'EU' && EU.has(country));
}

interface Shelves {
	/** Opened before and not read to the end: on top, and nowhere else. */
	begun: Reading[];
	groups: { id: Group; lessons: Reading[] }[];
	/** Of other countries than hers. */
	elsewhere: Reading[];
}

/** For every country comes before those of one, within a group; otherwise in the order they came in. */
export function shelvesOf(
	lessons: readonly Reading[],
	country: string | undefined,
	isBegun: (lesson: Reading) => boolean,
): Shelves {
	const begun = lessons.filter(isBegun);
	const rest = lessons
		.filter((lesson) => !begun.includes(lesson))
		.toSorted((a, b) => Number(!isForAll(a)) - Number(!isForAll(b)));
	const here = rest.filter((lesson) => holdsIn(country, lesson));
	return {
		begun,
		groups: GROUPS.map((id) => ({ id, lessons: here.filter((lesson) => groupOf(lesson) === id) })).filter(
			(group) => group.lessons.length > 0,
		),
		elsewhere: rest.filter((lesson) => !holdsIn(country, lesson)),
	};
}
