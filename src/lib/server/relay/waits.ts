/** Long polls that wait for something to arrive. Holds no items: whoever is woken reads for themselves. */

export class Waits {
	readonly #byLog = new Map<string, Set<() => void>>();
	#count = 0;
	#stopped = false;

	constructor(private readonly atMost: number) {}

	get full(): boolean {
		return this.#count >= this.atMost;
	}

	/**
	 * Starts listening at once; `woken` resolves when one of these logs gets something, the time is up, the client has
	 * gone, or the server stops. Call `end` when done with it, whatever happened.
	 */
	start(logs: readonly string[], ms: number, signal: AbortSignal): { woken: Promise<void>; end: () => void } {
		const { promise: woken, resolve: wake } = withResolvers();
		const timer = setTimeout(wake, ms);
		signal.addEventListener('abort', wake, { once: true });
		for (const log of logs) {
			const waiting = this.#byLog.get(log) ?? new Set();
			this.#byLog.set(log, waiting.add(wake));
		}
		this.#count += 1;
		if (this.#stopped || signal.aborted) wake();
		return {
			woken,
			end: () => {
				clearTimeout(timer);
				signal.removeEventListener('abort', wake);
				this.#count -= 1;
				for (const log of logs) {
					const waiting = this.#byLog.get(log);
					waiting?.delete(wake);
					if (waiting?.size === 0) this.#byLog.delete(log);
				}
			},
		};
	}

	wake(logs: readonly string[]): void {
		for (const log of logs) for (const wake of this.#byLog.get(log) ?? []) wake();
	}

	/** Wakes everyone, now and from now on. */
	stop(): void {
		this.#stopped = true;
		for (const waiting of this.#byLog.values()) for (const wake of waiting) wake();
	}
}

/** Promise.withResolvers, which Node 20 does not have. */
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
	const made: { resolve?: () => void } = {};
	const promise = new Promise<void>((resolve) => (made.resolve = resolve));
	return { promise, resolve: () => made.resolve?.() };
}
