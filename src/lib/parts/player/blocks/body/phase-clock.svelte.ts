/**
 * The time of one round of an exercise: it runs, waits and ends. It reads two clocks, the steady one and the one on the
 * wall, and believes whichever is further: the steady one may stand while a phone sleeps, the other may be set back. So a
 * slow phone or a hidden page makes it late at worst, never wrong.
 */
export interface Reading {
	steady: number;
	wall: number;
}

interface Options {
	/** Milliseconds. */
	length: number;
	onEnd: () => void;
	/** Which phase it is then; any number that changes when the phase does. */
	phaseAt?: (elapsed: number) => number;
	/** Called when the phase changes. */
	onTurn?: () => void;
	now?: () => Reading;
}

/** How often what is shown is looked at again, in milliseconds. Counts change on the second; this keeps them close. */
const TICK = 100;
/** An exercise is followed without touching: it says so, so that the app does not lock in the middle of a breath. */
const AWAKE = 10_000;
/** But a phone that was put aside with an exercise running is not kept open for ever. */
const AWAKE_AT_MOST = 600_000;

const bothClocks = (): Reading => ({ steady: performance.now(), wall: Date.now() });

export class PhaseClock {
	#elapsed = $state(0);
	#running = $state(false);
	#since: Reading = { steady: 0, wall: 0 };
	#before = 0;
	#timer: ReturnType<typeof setInterval> | undefined;
	#phase: number;
	#told = 0;
	readonly #options: Options;
	readonly #now: () => Reading;

	constructor(options: Options) {
		this.#options = options;
		this.#now = options.now ?? bothClocks;
		this.#phase = options.phaseAt?.(0) ?? 0;
	}

	get elapsed(): number {
		return this.#elapsed;
	}
	get running(): boolean {
		return this.#running;
	}
	get left(): number {
		return Math.max(0, this.#options.length - this.#elapsed);
	}
	get ended(): boolean {
		return this.#elapsed >= this.#options.length;
	}

	run(): void {
		if (this.#running || this.ended) return;
		this.#running = true;
		this.#since = this.#now();
		this.#told = 0;
		this.#timer = setInterval(() => {
			this.tick();
		}, TICK);
	}

	pause(): void {
		if (!this.#running) return;
		this.tick();
		this.stop();
	}

	/** Looks at the time now. The interval calls it; so may whoever shows the page again. */
	tick(): void {
		if (!this.#running) return;
		const now = this.#now();
		const since = Math.max(0, now.steady - this.#since.steady, now.wall - this.#since.wall);
		this.#elapsed = Math.min(this.#options.length, this.#before + since);
		this.#stayAwake(since);
		if (this.ended) {
			this.stop();
			this.#options.onEnd();
			return;
		}
		const phase = this.#options.phaseAt?.(this.#elapsed) ?? 0;
		if (phase !== this.#phase) {
			this.#phase = phase;
			this.#options.onTurn?.();
		}
	}

	/** Stands where it is, without a look at the time. */
	stop(): void {
		this.#before = this.#elapsed;
		this.#running = false;
		clearInterval(this.#timer);
	}

	/** From the start again; it waits there. */
	reset(): void {
		this.stop();
		this.#elapsed = 0;
		this.#before = 0;
		this.#phase = this.#options.phaseAt?.(0) ?? 0;
	}

	#stayAwake(since: number): void {
		if (since > AWAKE_AT_MOST || since < this.#told + AWAKE) return;
		this.#told = since;
		dispatchEvent(new Event('rosebay:active'));
	}
}
