/** Saves where she is as it changes: what is typed a moment after the last key, a turned page at once. One save at a time. */
import type { PlayerHost, Progress } from './types';

/** After the last key. Milliseconds. */
const PAUSE = 600;

export class ProgressKeeper {
	readonly #host: () => PlayerHost;
	/** The newest wish, while an earlier one is on its way to the disk. */
	#waiting: Progress | null = null;
	#last: Progress | null = null;
	#saving: Promise<void> | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#failed = $state(false);

	constructor(host: () => PlayerHost) {
		this.#host = host;
	}

	/** The last save failed. Nothing is lost on the screen, and {@link again} tries once more. */
	get failed(): boolean {
		return this.#failed;
	}

	soon(progress: Progress): void {
		this.#waiting = progress;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.flush(), PAUSE);
	}

	async now(progress: Progress): Promise<void> {
		this.#waiting = progress;
		await this.flush();
	}

	async again(): Promise<void> {
		this.#waiting ??= this.#last;
		await this.flush();
	}

	/** What waits is on its way to the disk when this is called, and there when it resolves. */
	async flush(): Promise<void> {
		clearTimeout(this.#timer);
		const keep = this.#host().progress;
		if (keep && this.#waiting) this.#saving ??= this.#saveAll(keep);
		await this.#saving;
	}

	async #saveAll(keep: NonNullable<PlayerHost['progress']>): Promise<void> {
		try {
			while (this.#waiting) {
				const progress: Progress = this.#waiting;
				this.#waiting = null;
				this.#last = progress;
				this.#failed = !(await keep.save(progress));
			}
		} finally {
			this.#saving = null;
		}
	}
}
