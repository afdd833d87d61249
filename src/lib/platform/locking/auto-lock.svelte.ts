/**
 * Watches one opened page and locks it by itself. Knows nothing of screens: whoever shows the warning asks `warned`.
 * The cover, which comes at once and needs none of our scripts, is not here but in app.html.
 */
import { lockState, type LockState, type LockTimes, type Reading } from './rule';

export interface AutoLockHosts {
	/** Ends the keys and replaces the document. */
	lock: () => void;
	/** Ends the keys alone, for a page that is being left: it may be put aside whole, with all it knows. */
	end: () => void;
	/** Asked at every look, so that a change counts at once. */
	times: () => LockTimes;
	now?: () => Reading;
}

// An exercise that is followed without touching says "rosebay:active" now and then, and counts as a touch.
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove', 'input', 'rosebay:active'];
/** A device that slept may say nothing when it wakes, so a look is never further away. Milliseconds. */
const LONGEST_BETWEEN_LOOKS = 15_000;
/** With these one moves about in the warning itself. */
const MOVING = new Set(['Tab', 'Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock']);
const PRESSING = new Set(['Enter', ' ']);

const bothClocks = (): Reading => ({ steady: performance.now(), wall: Date.now() });

export class AutoLock {
	readonly #hosts: AutoLockHosts;
	readonly #now: () => Reading;
	#state = $state.raw<LockState>({ type: 'awake', nextInMs: 0 });
	#touched: Reading;
	#hidden: Reading | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(hosts: AutoLockHosts) {
		this.#hosts = hosts;
		this.#now = hosts.now ?? bothClocks;
		this.#touched = this.#now();
	}

	get warned(): boolean {
		return this.#state.type === 'warning';
	}
	/** Until it locks; 0 while nothing is said. */
	get seconds(): number {
		return this.#state.type === 'warning' ? this.#state.seconds : 0;
	}

	/** She is here. */
	stay(): void {
		if (this.#lockIfDue()) return;
		this.#touched = this.#now();
		this.look();
	}

	/** Look at the clocks now: the times have changed, or something has happened. */
	look(): void {
		clearTimeout(this.#timer);
		if (this.#lockIfDue()) return;
		const state = this.#current();
		this.#state = state;
		if (state.type === 'lock') return;
		const again = () => {
			this.look();
		};
		this.#timer = setTimeout(again, Math.min(state.nextInMs, LONGEST_BETWEEN_LOOKS));
	}

	/** From here on. Returns how to stop. */
	watch(): () => void {
		const stop = new AbortController();
		const { signal } = stop;
		const passive = { capture: true, passive: true, signal };
		for (const name of TOUCHES) addEventListener(name, (event) => this.#touch(event), passive);
		addEventListener('click', () => this.warned && this.stay(), { signal });
		document.addEventListener('visibilitychange', () => this.#seen(), { signal });
		addEventListener('pagehide', () => this.#hosts.end(), { signal });
		addEventListener('pageshow', (event) => event.persisted && this.#hosts.lock(), { signal });
		this.look();
		return () => {
			clearTimeout(this.#timer);
			stop.abort();
		};
	}

	/**
	 * Looks before it counts: a laptop woken from sleep must not be kept open by the very touch that woke it. While the
	 * warning stands, only what cannot also press something behind it counts here; a press counts once it is over.
	 */
	#touch(event: Event): void {
		if (this.#lockIfDue()) return;
		if (!this.warned) this.#touched = this.#now();
		else if (event.type === 'rosebay:active' || event.type === 'wheel') this.stay();
		else if (event instanceof KeyboardEvent && !isForTheWarning(event)) this.stay();
	}

	#seen(): void {
		this.look();
		const hidden = document.visibilityState === 'hidden';
		this.#hidden = hidden ? (this.#hidden ?? this.#now()) : null;
		this.look();
	}

	#current(): LockState {
		return lockState(this.#now(), this.#touched, this.#hidden, this.#hosts.times());
	}

	#lockIfDue(): boolean {
		if (this.#current().type !== 'lock') return false;
		this.#hosts.lock();
		return true;
	}
}

const isForTheWarning = ({ key, target }: KeyboardEvent): boolean =>
	MOVING.has(key) || (PRESSING.has(key) && target instanceof HTMLButtonElement);
