/** One record while it is written. It is kept at once: a lock or the exit in the middle loses nothing. */
import { randomId } from '$platform/crypto';
import type { VaultError } from '$platform/vault/contract';
import { ok } from '$protocol/result';
import type { Collection } from './collection.svelte';
import { Keeper, type Saved } from './keeper.svelte';

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
