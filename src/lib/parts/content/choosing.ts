/** What to show of content, and what to offer beside it. Pure. */
import type { ModuleKind, Reading } from '$protocol/module';
import { gentlestFirst, isStrong } from './gentle';

/** On the first page and the card of one; others have an icon. */
const DRAWINGS: ReadonlyMap<string, string> = new Map([
	['in:slow-breathing', 'breath'],
	['in:safer-phone', 'phone'],
]);
export const drawingNameOf = (module: string): string | undefined => DRAWINGS.get(module);

export const ofKind = (readings: readonly Reading[], kind: ModuleKind): Reading[] =>
	readings.filter(({ structure }) => structure.kind === kind);

export const readingById = (readings: readonly Reading[], module: string): Reading | undefined =>
	readings.find(({ structure }) => structure.id === module);

const inCommon = (a: readonly string[] = [], b: readonly string[] = []): number =>
	a.filter((one) => b.includes(one)).length;

/**
 * Other exercises, best first: another kind of thing. First those that ask least of the same, then those least like the ones
 * before them in the list, then those for the same feelings, then the gentle ones. Strong ones are never among them.
 */
export function otherKinds(readings: readonly Reading[], reading: Reading): Reading[] {
	const asked = ({ structure }: Reading) => structure.uses;
	let left = ofKind(readings, 'exercise').filter(
		(other) => other.structure.id !== reading.structure.id && !isStrong(other),
	);
	const others: Reading[] = [];
	while (left.length > 0) {
		const before = others.flatMap((other) => asked(other) ?? []);
		const [next] = left.toSorted(
			(a, b) =>
				inCommon(asked(a), asked(reading)) - inCommon(asked(b), asked(reading)) ||
				inCommon(asked(a), before) - inCommon(asked(b), before) ||
				inCommon(b.structure.topics, reading.structure.topics) -
					inCommon(a.structure.topics, reading.structure.topics) ||
				gentlestFirst(a, b),
		);
		if (!next) break;
		others.push(next);
		left = left.filter((one) => one !== next);
	}
	return others;
}
