/**
 * Words of her own in one record, kept while they are typed: a lock or the exit in the middle loses nothing. Emptied, the
 * record goes.
 */
import { randomId, type Collection } from '$platform/session';
import { ok } from '$protocol/result';
import type { OwnWords } from './own';

export class KeptWords {
	readonly #kept: Collection<OwnWords>;
	readonly #id: string;
	readonly #at: string;
	#text = $state('');
	#failed = $state(false);
	/** What is on its way to the disk; more changes meanwhile become one. */
	#saving: Promise<void> | null = null;
	#dirty = false;

	/** @param kept already loaded @param id of the record, there or to be; a new one when left out */
	constructor(kept: Collection<OwnWords>, id: string = randomId()) {
		const known = kept.items.find((record) => record.id === id);
		this.#kept = kept;
		this.#id = id;
		this.#at = known?.value.at ?? new Date().toISOString();
		this.#text = known?.value.text ?? '';
	}

	/** The last change could not be kept. */
	get failed(): boolean {
		return this.#failed;
	}
	get text(): string {
		return this.#text;
	}
	set text(text: string) {
		this.#text = text;
		void this.keep();
	}

	async keep(): Promise<void> {
		this.#dirty = true;
		this.#saving ??= this.#saveAll();
		await this.#saving;
	}

	async #save() {
		if (this.#text.trim() !== '') return this.#kept.put({ v: 1, text: this.#text, at: this.#at }, this.#id);
		return this.#kept.items.some(({ id }) => id === this.#id) ? this.#kept.delete(this.#id) : ok(null);
	}

	async #saveAll(): Promise<void> {
		try {
			while (this.#dirty) {
				this.#dirty = false;
				this.#failed = !(await this.#save()).ok;
			}
		} finally {
			this.#saving = null;
		}
	}
}
