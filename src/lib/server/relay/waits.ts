/** Long polls that wait for something to arrive. Holds no items: whoever is woken reads for themselves. */
import type { Cursor } from './store';

export class Waits {
	/** Each waiter's way to be woken, and what it has already. */
	readonly #byLog = new Map<string, Map<() => void, number>>();
	#count = 0;
	#stopped = false;

	constructor(private readonly atMost: number) {}

	get full(): boolean {
		return this.#count >= this.atMost;
	}

	/** How many wait now. */
	get count(): number {
		return this.#count;
	}

	/**
	 * Starts listening at once; `woken` resolves when one of these logs gets something, the time is up, the client has
	 * gone, or the server stops. Call `end` when done with it, whatever happened.
	 * @param onGone Calls back when the client has gone; returns the way to stop listening.
	 */
	start(
		cursors: readonly Cursor[],
		ms: number,
		onGone: (gone: () => void) => () => void,
	): { woken: Promise<void>; end: () => void } {
		const { promise: woken, resolve: wake } = withResolvers();
		const timer = setTimeout(wake, ms);
		const leave = onGone(wake);
		for (const { log, after } of cursors) {
			const waiting = this.#byLog.get(log) ?? new Map<() => void, number>();
			this.#byLog.set(log, waiting.set(wake, after));
		}
		this.#count += 1;
		if (this.#stopped) wake();
		return {
			woken,
			end: () => {
				clearTimeout(timer);
				leave();
				this.#count -= 1;
				for (const { log } of cursors) {
					const waiting = this.#byLog.get(log);
					waiting?.delete(wake);
					if (waiting?.size === 0) this.#byLog.delete(log);
				}
			},
		};
	}

	wake(logs: readonly string[]): void {
		for (const log of logs) for (const wake of this.#byLog.get(log)?.keys() ?? []) wake();
	}

	/** What is waited for here: each log once, after what its waiters all have. */
	cursors(): Cursor[] {
		return [...this.#byLog].map(([log, waiting]) => ({ log, after: Math.min(...waiting.values()) }));
	}

	/** Wakes everyone, now and from now on. */
	stop(): void {
		this.#stopped = true;
		for (const waiting of this.#byLog.values()) for (const wake of waiting.keys()) wake();
	}
}

/** Promise.withResolvers, which Node 20 does not have. */
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
	const made: { resolve?: () => void } = {};
	const promise = new Promise<void>((resolve) => (made.resolve = resolve));
	return { promise, resolve: () => made.resolve?.() };
}
