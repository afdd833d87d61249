/** What to show of content, and what to offer beside it. Pure. */
import type { ModuleKind, Reading } from '$protocol/module';

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

const shared = (a: Reading, b: Reading): number =>
	(a.structure.uses ?? []).filter((use) => b.structure.uses?.includes(use)).length;

/** Cold and effort are not for everyone's heart, and may be what was done to her: only she looks for them, nothing offers them. */
const UNOFFERED: ReadonlySet<string> = new Set(['in:strong-sensation']);

/** Other exercises, those first that ask least of the same: another kind of thing. */
export const otherKinds = (readings: readonly Reading[], reading: Reading): Reading[] =>
	ofKind(readings, 'exercise')
		.filter(({ structure }) => structure.id !== reading.structure.id && !UNOFFERED.has(structure.id))
		.toSorted((a, b) => shared(reading, a) - shared(reading, b));
