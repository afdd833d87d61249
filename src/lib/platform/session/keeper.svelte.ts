/**
 * Keeps what is being written as it now stands. Many wishes while one is on its way to the disk become one, and each is
 * resolved when the last of them is there. What cannot be kept stays on the screen, and she is told.
 */
import type { VaultError } from '$platform/vault/contract';
import type { Result } from '$protocol/result';

/** Whether it is on disk. */
export type Saved<E extends { type: string } = VaultError> = Promise<Result<unknown, E>>;

export class Keeper<T, E extends { type: string } = VaultError> {
	readonly #save: (value: T) => Saved<E>;
	#waiting: { value: T } | null = null;
	#saving: Promise<void> | null = null;
	#error = $state.raw<E | null>(null);
	#kept = $state(false);

	constructor(save: (value: T) => Saved<E>) {
		this.#save = save;
	}

	/** Why the last save failed, or null. What was saved before is still there. */
	get error(): E | null {
		return this.#error;
	}
	/** The last save failed: there is no room. What was saved before is still there. */
	get full(): boolean {
		return this.#error !== null;
	}
	/** What was last wished for is on the disk. */
	get kept(): boolean {
		return this.#kept;
	}

	async keep(value: T): Promise<void> {
		this.#kept = false;
		this.#waiting = { value };
		this.#saving ??= this.#saveAll();
		await this.#saving;
	}

	/** No more of it: what is still on its way arrives first, so that nothing comes back after it was deleted. */
	async settled(): Promise<void> {
		this.#waiting = null;
		await this.#saving;
	}

	async #saveAll(): Promise<void> {
		try {
			while (this.#waiting) {
				const { value } = this.#waiting;
				this.#waiting = null;
				const saved = await this.#save(value);
				this.#error = saved.ok ? null : saved.error;
			}
			this.#kept = !this.full;
		} finally {
			this.#saving = null;
		}
	}
}
