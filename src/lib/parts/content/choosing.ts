/** What to show of content, and what to offer beside it. Pure. */
import type { ModuleKind, Reading, Topic } from '$protocol/module';
import { isDrawing, type DrawingName } from '$ui';
import { gentlestFirst, isStrong } from './gentle';

const PREFIX = 'in:';
/** Those whose drawing is not called like themselves. */
const DRAWINGS: ReadonlyMap<string, DrawingName> = new Map<string, DrawingName>([
	['in:slow-breathing', 'breath'],
	['in:safer-phone', 'phone'],
	['in:not-to-blame-us', 'not-to-blame'],
	['in:not-to-blame-uk', 'not-to-blame'],
	['in:not-to-blame-eu', 'not-to-blame'],
]);

/** On the first page and the card of one that comes with the app. What people write themselves has an icon. */
export function drawingNameOf(module: string): DrawingName | undefined {
	if (!module.startsWith(PREFIX)) return undefined;
	const name = DRAWINGS.get(module) ?? module.slice(PREFIX.length);
	return isDrawing(name) ? name : undefined;
}

export const ofKind = (readings: readonly Reading[], kind: ModuleKind): Reading[] =>
	readings.filter(({ structure }) => structure.kind === kind);

export const readingById = (readings: readonly Reading[], module: string): Reading | undefined =>
	readings.find(({ structure }) => structure.id === module);

const inCommon = (a: readonly string[] = [], b: readonly string[] = []): number =>
	a.filter((one) => b.includes(one)).length;

/** Where she may not be all there, the breath comes later. */
const FAR_AWAY: readonly Topic[] = ['memory', 'cut-off', 'numb'];
/** What it weighs, in minutes, that one is like those offered before it, is for other feelings, or is the breath too early. */
const WEIGHS = { alike: 4, elsewhere: 6, tooEarly: 12 };

/** Where an exercise speaks of another one, if that is not the same kind of thing; those it never names come last. */
function namedAt(reading: Reading, other: Reading): number {
	const named = reading.structure.pages
		.flatMap(({ blocks }) => blocks)
		.flatMap((block) => (block.type === 'ref' ? [block.module] : []));
	const at = named.indexOf(other.structure.id);
	const usesOf = ({ structure }: Reading) => [...(structure.uses ?? [])].sort().join();
	return at < 0 || usesOf(other) === usesOf(reading) ? named.length : at;
}

/**
 * Other exercises, best first: another kind of thing. First those its author names, then those that ask least of the same;
 * among them short ones, unlike one another, for the same feelings. Strong ones are never among them.
 */
export function otherKinds(readings: readonly Reading[], reading: Reading): Reading[] {
	const { structure: done } = reading;
	const early = inCommon(done.topics, FAR_AWAY) > 0;
	const costOf = ({ structure }: Reading, offered: readonly string[]): number =>
		structure.minutes +
		WEIGHS.alike * inCommon(structure.uses, offered) +
		(inCommon(structure.topics, done.topics) > 0 ? 0 : WEIGHS.elsewhere) +
		(early && structure.uses?.includes('breath') ? WEIGHS.tooEarly : 0);
	let left = ofKind(readings, 'exercise').filter(
		(other) => other.structure.id !== done.id && !isStrong(other),
	);
	const others: Reading[] = [];
	while (left.length > 0) {
		const offered = others.flatMap(({ structure }) => structure.uses ?? []);
		const [next] = left.toSorted(
			(a, b) =>
				namedAt(reading, a) - namedAt(reading, b) ||
				inCommon(a.structure.uses, done.uses) - inCommon(b.structure.uses, done.uses) ||
				costOf(a, offered) - costOf(b, offered) ||
				gentlestFirst(a, b),
		);
		if (!next) break;
		others.push(next);
		left = left.filter((one) => one !== next);
	}
	return others;
}
