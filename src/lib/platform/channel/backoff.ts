/** How long to leave the relay alone after it failed: 2 s, doubling to 15 min, each moved a little so that phones do not come together. */
import type { RandomSource } from '$platform/crypto';

export const SHORTEST_WAIT = 2_000;
export const LONGEST_WAIT = 900_000;

/** @param tries failures so far, 1 after the first. Milliseconds. */
export function backoff(tries: number, random: RandomSource, longest = LONGEST_WAIT): number {
	const doubled = SHORTEST_WAIT * 2 ** Math.min(tries - 1, 20);
	const jitter = 0.75 + ((random(1)[0] ?? 0) / 255) * 0.5;
	return Math.min(longest, Math.max(SHORTEST_WAIT, Math.min(doubled, longest) * jitter));
}

/** Failures by name, and when each may be tried again. Times in milliseconds. */
export class Waits {
	readonly #waits = new Map<string, { tries: number; until: number }>();
	readonly #random: RandomSource;

	constructor(random: RandomSource) {
		this.#random = random;
	}

	/** @param atLeast what the relay asked for */
	failed(name: string, now: number, atLeast = 0, longest = LONGEST_WAIT): void {
		const tries = (this.#waits.get(name)?.tries ?? 0) + 1;
		this.#waits.set(name, { tries, until: now + Math.max(atLeast, backoff(tries, this.#random, longest)) });
	}

	worked(name: string): void {
		this.#waits.delete(name);
	}

	/** Milliseconds still to wait; 0 when it may be tried. A clock that jumped back never makes it longer than the rule. */
	left(name: string, now: number): number {
		const wait = this.#waits.get(name);
		return wait === undefined ? 0 : Math.min(LONGEST_WAIT, Math.max(0, wait.until - now));
	}

	/** Somebody pressed "try again", or the phone is online: nothing has to wait. */
	clear(): void {
		this.#waits.clear();
	}
}
