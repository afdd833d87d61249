/** What to show of content, and what to offer beside it. Pure. */
import type { ModuleKind, Reading } from '$protocol/module';
import { isDrawing, type DrawingName } from '$ui';

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

const shared = (a: Reading, b: Reading): number =>
	(a.structure.uses ?? []).filter((use) => b.structure.uses?.includes(use)).length;

/** Cold and effort are not for everyone's heart, and may be what was done to her: only she looks for them, nothing offers them. */
const UNOFFERED: ReadonlySet<string> = new Set(['in:strong-sensation']);

/** Where an exercise speaks of another one, if that is not the same kind of thing; those it never names come last. */
function namedAt(reading: Reading, other: Reading): number {
	const named = reading.structure.pages
		.flatMap(({ blocks }) => blocks)
		.flatMap((block) => (block.type === 'ref' ? [block.module] : []));
	const at = named.indexOf(other.structure.id);
	const usesOf = ({ structure }: Reading) => [...(structure.uses ?? [])].sort().join();
	return at < 0 || usesOf(other) === usesOf(reading) ? named.length : at;
}

/** Other exercises: those its author names, then those that ask least of the same. */
export const otherKinds = (readings: readonly Reading[], reading: Reading): Reading[] =>
	ofKind(readings, 'exercise')
		.filter(({ structure }) => structure.id !== reading.structure.id && !UNOFFERED.has(structure.id))
		.toSorted((a, b) => namedAt(reading, a) - namedAt(reading, b) || shared(reading, a) - shared(reading, b));
