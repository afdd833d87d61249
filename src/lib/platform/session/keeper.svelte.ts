/**
 * Keeps what is being written as it now stands. Many wishes while one is on its way to the disk become one, and each is
 * resolved when the last of them is there. What cannot be kept stays on the screen, and she is told.
 */
import { randomId } from '$platform/crypto';
import type { VaultError } from '$platform/vault/contract';
import { ok, type Result } from '$protocol/result';
import type { Collection } from './collection.svelte';

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

/** One record while it is written. It is kept at once: a lock or the exit in the middle loses nothing. */
export class RecordDraft<T extends object> {
	readonly #all: Collection<T>;
	readonly #saysSomething: (value: T) => boolean;
	readonly #keeper = new Keeper<T>((value) => this.#save(value));
	readonly id: string;
	#value: T = $state.raw({} as T);

	/**
	 * @param all already loaded
	 * @param saysSomething of a value that says nothing, nothing is kept
	 * @param id of a record that is known; a new one gets its own
	 */
	constructor(all: Collection<T>, value: T, saysSomething: (value: T) => boolean, id: string = randomId()) {
		this.#all = all;
		this.#saysSomething = saysSomething;
		this.id = id;
		this.#value = value;
	}

	get value(): T {
		return this.#value;
	}
	/** Why the last change could not be kept, or null. */
	get error(): VaultError | null {
		return this.#keeper.error;
	}
	/** The last change is on the disk. */
	get kept(): boolean {
		return this.#keeper.kept;
	}

	write(change: Partial<T>): void {
		this.#value = { ...this.#value, ...change };
		void this.keep();
	}

	/** As it now stands: after each change by itself, and once more when that did not work. */
	async keep(): Promise<void> {
		await this.#keeper.keep(this.#value);
	}

	async #save(value: T): Saved {
		if (this.#saysSomething(value)) return this.#all.put(value, this.id);
		const kept = this.#all.items.some(({ id }) => id === this.id);
		return kept ? this.#all.delete(this.id) : ok(null);
	}
}
