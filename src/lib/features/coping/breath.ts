/**
 * Slow breathing as pure time: in for four, out for six, no holding. The longer breath out is what calms, and a held
 * breath is hard on people who were choked, are pregnant, or have heart or lung trouble, so there is none.
 */
export const IN_SECONDS = 4;
export const OUT_SECONDS = 6;
export const CYCLE_MS = (IN_SECONDS + OUT_SECONDS) * 1000;

export type Phase = 'in' | 'out';
export type Minutes = 1 | 2 | 3;

export interface Breath {
	phase: Phase;
	/** Counts down within the phase: 4, 3, 2, 1 and 6, 5, 4, 3, 2, 1. */
	count: number;
	/** Whole seconds since the phase began: 0 at its start. */
	second: number;
}

/** Where the breath stands `ms` after the start. */
export function breathAt(ms: number): Breath {
	const within = Math.max(0, ms) % CYCLE_MS;
	const isIn = within < IN_SECONDS * 1000;
	const since = isIn ? within : within - IN_SECONDS * 1000;
	const second = Math.floor(since / 1000);
	return { phase: isIn ? 'in' : 'out', count: (isIn ? IN_SECONDS : OUT_SECONDS) - second, second };
}

/** Length in milliseconds; every length is a whole number of breaths, so it never ends in the middle of one. */
export const lengthOf = (minutes: Minutes): number => minutes * 60_000;

/** Minutes and seconds left, as a clock shows them: "1:05"; `number` writes digits as she does. */
export function leftOf(ms: number, number: (value: number) => string = String): string {
	const seconds = Math.max(0, Math.ceil(ms / 1000));
	const within = seconds % 60;
	return `${number(Math.floor(seconds / 60))}:${within < 10 ? number(0) : ''}${number(within)}`;
}
