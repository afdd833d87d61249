/** One record while it is written. It is kept at once: a lock or the exit in the middle loses nothing. */
import { randomId } from '$platform/crypto';
import type { VaultError } from '$platform/vault/contract';
import { ok, type Result } from '$protocol/result';
import type { Collection } from './collection.svelte';

export class RecordDraft<T extends object> {
	readonly #all: Collection<T>;
	readonly #saysSomething: (value: T) => boolean;
	readonly id: string;
	#value: T = $state.raw({} as T);
	#error = $state<VaultError | null>(null);
	#dirty = false;
	#saving: Promise<void> | null = null;

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
		return this.#error;
	}

	write(change: Partial<T>): void {
		this.#value = { ...this.#value, ...change };
		void this.keep();
	}

	/** Many changes while one is on its way to the disk become one. */
	async keep(): Promise<void> {
		this.#dirty = true;
		this.#saving ??= this.#saveAll();
		await this.#saving;
	}

	async #saveAll(): Promise<void> {
		try {
			while (this.#dirty) {
				this.#dirty = false;
				const saved = await this.#save();
				this.#error = saved.ok ? null : saved.error;
			}
		} finally {
			this.#saving = null;
		}
	}

	async #save(): Promise<Result<unknown, VaultError>> {
		if (this.#saysSomething(this.#value)) return this.#all.put(this.#value, this.id);
		const kept = this.#all.items.some(({ id }) => id === this.id);
		return kept ? this.#all.delete(this.id) : ok(null);
	}
}
