/**
 * The time of one round of breathing: it runs, waits and ends. It keeps its own time from `now`, so that a slow phone
 * or a hidden page makes it late at worst, never wrong.
 */
import { breathAt, type Breath } from './breath';

/** How often what is shown is looked at again, in milliseconds. Counts change on the second; this keeps them close. */
const TICK = 100;

interface Options {
	length: number;
	onEnd: () => void;
	/** Called when the breath turns. */
	onTurn?: () => void;
	now?: () => number;
}

export class BreathClock {
	#elapsed = $state(0);
	#running = $state(false);
	#since = 0;
	#before = 0;
	#timer: ReturnType<typeof setInterval> | undefined;
	readonly #options: Options;
	readonly #now: () => number;
	#phase: Breath['phase'] = 'in';

	constructor(options: Options) {
		this.#options = options;
		this.#now = options.now ?? (() => performance.now());
	}

	get elapsed(): number {
		return this.#elapsed;
	}
	get running(): boolean {
		return this.#running;
	}
	get breath(): Breath {
		return breathAt(this.#elapsed);
	}
	get left(): number {
		return Math.max(0, this.#options.length - this.#elapsed);
	}

	run(): void {
		if (this.#running) return;
		this.#running = true;
		this.#since = this.#now();
		this.#timer = setInterval(() => {
			this.tick();
		}, TICK);
	}

	pause(): void {
		if (!this.#running) return;
		this.tick();
		this.#before = this.#elapsed;
		this.#running = false;
		clearInterval(this.#timer);
	}

	/** Looks at the time now. The interval calls it; a test may. */
	tick(): void {
		if (!this.#running) return;
		this.#elapsed = Math.min(this.#options.length, this.#before + this.#now() - this.#since);
		const { phase } = this.breath;
		if (phase !== this.#phase) {
			this.#phase = phase;
			this.#options.onTurn?.();
		}
		if (this.#elapsed >= this.#options.length) {
			this.stop();
			this.#options.onEnd();
		}
	}

	stop(): void {
		this.#running = false;
		clearInterval(this.#timer);
	}
}
