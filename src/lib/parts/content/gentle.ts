/** Which exercises may be put before somebody unasked, and in what order. Pure. */
import type { Reading } from '$protocol/module';

/**
 * With cold water or hard effort, and with people whom they can harm. They are there for who looks for them, under a heading
 * of their own, and are never offered.
 */
const STRONG: ReadonlySet<string> = new Set(['in:strong-sensation']);

export const isStrong = ({ structure }: Reading): boolean => STRONG.has(structure.id);

const cares = ({ texts }: Reading): number => (texts.caution ? 2 : texts.note ? 1 : 0);

/** Gentle ones first: nobody has to take care with them, nothing in them may be hard, and they are short. */
export const gentlestFirst = (a: Reading, b: Reading): number =>
	cares(a) - cares(b) ||
	a.structure.minutes - b.structure.minutes ||
	(a.structure.id < b.structure.id ? -1 : 1);
