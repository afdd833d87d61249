/**
 * How long a person must wait after wrong tries. Three are free, then 5 s doubling to 15 min.
 *
 * What is kept on disk is the wait that is *left*, not a time of day, and it runs down only on the monotonic clock of a
 * living worker. Whoever holds the phone can set its clock to next year; that buys nothing. The price: closing the app
 * stops the wait too, so the lock screen has to stay open for it.
 */
const FREE_TRIES = 3;
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 15 * 60_000;

/** Milliseconds to wait once `tries` wrong ones are on record. */
export const waitAfter = (tries: number): number =>
	tries < FREE_TRIES ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(tries - FREE_TRIES, 20));

/** A wait running down on a monotonic clock. */
export class Wait {
	readonly #now: () => number;
	#left = 0;
	#since = 0;

	constructor(now: () => number) {
		this.#now = now;
	}

	/** Begin (again) with this much left. */
	set(left: number): void {
		this.#left = left;
		this.#since = this.#now();
	}

	/** Whole milliseconds left; never negative, never more than it began with. */
	get left(): number {
		const passed = Math.max(0, this.#now() - this.#since);
		return Math.min(this.#left, Math.max(0, Math.ceil(this.#left - passed)));
	}
}
