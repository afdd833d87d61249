/**
 * Keeps one draft as it now stands: shortly after she stops typing, and at once when she leaves the field, the window or the
 * page. What cannot be kept stays on the screen, and she is told.
 */
import { onDestroy } from 'svelte';
import type { Draft } from './draft';

/** Long enough for a word, short enough that no more than a word can be lost. Milliseconds. */
const PAUSE = 300;

export class DraftKeeper {
	readonly #save: (draft: Draft) => Promise<{ ok: boolean }>;
	#waiting: Draft | null = null;
	#saving: Promise<void> | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#state = $state<'kept' | 'writing' | 'full'>('kept');

	constructor(save: (draft: Draft) => Promise<{ ok: boolean }>) {
		this.#save = save;
	}

	/** `full`: the last save did not reach the disk; what was saved before is still there. */
	get state(): 'kept' | 'writing' | 'full' {
		return this.#state;
	}

	keep(draft: Draft): void {
		this.#waiting = draft;
		if (this.#state === 'kept') this.#state = 'writing';
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.flush(), PAUSE);
	}

	/** Now. Resolved when what was last wished for is on the disk, or could not be put there. */
	async flush(): Promise<void> {
		clearTimeout(this.#timer);
		if (this.#waiting) this.#saving ??= this.#saveAll();
		await this.#saving;
	}

	/** While the screen is there: everything that may be the last moment is one. */
	watch(): void {
		const stop = new AbortController();
		const options = { capture: true, signal: stop.signal };
		const now = () => void this.flush();
		for (const name of ['blur', 'beforeunload', 'pagehide']) addEventListener(name, now, options);
		for (const name of ['focusout', 'visibilitychange', 'pointerdown'])
			document.addEventListener(name, now, options);
		onDestroy(() => {
			stop.abort();
			now();
		});
	}

	async #saveAll(): Promise<void> {
		try {
			while (this.#waiting) {
				const draft = this.#waiting;
				this.#waiting = null;
				const saved = await this.#save(draft);
				this.#state = saved.ok ? 'kept' : 'full';
			}
		} finally {
			this.#saving = null;
		}
	}
}
