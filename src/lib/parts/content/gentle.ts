/** Which exercises may be put before somebody unasked, and in what order. Pure. */
import type { Reading } from '$protocol/module';

/**
 * Cold and effort are not for everyone's heart, and may be what was done to her. They are there for who looks for them, under
 * a heading of their own; nothing offers them.
 */
const STRONG: ReadonlySet<string> = new Set(['in:strong-sensation']);

export const isStrong = ({ structure }: Reading): boolean => STRONG.has(structure.id);

/** Short ones first, then those that ask for fewer things. */
export const gentlestFirst = ({ structure: a }: Reading, { structure: b }: Reading): number =>
	a.minutes - b.minutes || (a.uses?.length ?? 0) - (b.uses?.length ?? 0) || (a.id < b.id ? -1 : 1);
