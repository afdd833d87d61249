/**
 * What is done for so many seconds, and then the next thing: a breath, a muscle that is tensed and let go. Pure time; the
 * clock is `phase-clock.svelte.ts`.
 */
export interface Phase<N extends string = string> {
	name: N;
	/** Whole seconds, at least 1. */
	seconds: number;
}

export interface Moment<N extends string = string> {
	/** Which of the phases. */
	index: number;
	name: N;
	/** Its length in seconds. */
	seconds: number;
	/** Whole seconds since it began: 0 at its start. */
	second: number;
	/** Counts down within it: 4, 3, 2, 1. */
	count: number;
}

/** Length of one round of all phases, in milliseconds. */
export const roundOf = (phases: readonly Phase[]): number =>
	phases.reduce((sum, { seconds }) => sum + seconds, 0) * 1_000;

/** Where one stands `ms` after the start; after the last phase the first comes again. */
export function momentAt<N extends string>(phases: readonly Phase<N>[], ms: number): Moment<N> {
	let since = Math.max(0, ms) % roundOf(phases);
	for (const [index, { name, seconds }] of phases.entries()) {
		if (since < seconds * 1_000) {
			const second = Math.floor(since / 1_000);
			return { index, name, seconds, second, count: seconds - second };
		}
		since -= seconds * 1_000;
	}
	throw new Error('no phases');
}

/** Minutes and seconds, as a clock shows them: "1:05"; `number` writes digits as she does. */
export function clockOf(ms: number, number: (value: number) => string = String): string {
	const seconds = Math.max(0, Math.ceil(ms / 1_000));
	const within = seconds % 60;
	return `${number(Math.floor(seconds / 60))}:${within < 10 ? number(0) : ''}${number(within)}`;
}
