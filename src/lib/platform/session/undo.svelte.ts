/** One deleted record that can still come back: until the next one is deleted, or the screen is left. */
import type { Stored } from '$platform/vault';
import type { Collection } from './collection.svelte';

export class Undo<T> {
	readonly #collection: Collection<T>;
	#deleted = $state.raw<Stored<T> | null>(null);
	#failed = $state(false);

	constructor(collection: Collection<T>) {
		this.#collection = collection;
	}

	/** Something was deleted and can be brought back. */
	get possible(): boolean {
		return this.#deleted !== null;
	}
	/** The last deleting or bringing back did not reach the disk: everything is as it was before. */
	get failed(): boolean {
		return this.#failed;
	}

	async delete(record: Stored<T>): Promise<void> {
		const gone = await this.#collection.delete(record.id);
		this.#failed = !gone.ok;
		if (gone.ok) this.#deleted = record;
	}

	/** The same record, under its own id. */
	async undo(): Promise<void> {
		if (!this.#deleted) return;
		const back = await this.#collection.put(this.#deleted.value, this.#deleted.id);
		this.#failed = !back.ok;
		if (back.ok) this.#deleted = null;
	}
}
