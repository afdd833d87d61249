/** One line while it is written. It is kept at once: a lock or the exit in the middle loses nothing. */
import { randomId, type Collection } from '$platform/session';
import type { VaultError } from '$platform/vault/contract';
import { ok, type Result } from '$protocol/result';
import { saysSomething, type Line } from './model';

export class LineDraft {
	readonly #all: Collection<Line>;
	readonly #id: string;
	#line: Line = $state.raw({ list: 'signs', text: '', how: '', knows: '', at: '' });
	#error = $state<VaultError | null>(null);
	#dirty = false;
	#saving: Promise<void> | null = null;

	/** @param all already loaded @param id of a line that is known; a new one gets its own */
	constructor(all: Collection<Line>, line: Line, id: string = randomId()) {
		this.#all = all;
		this.#id = id;
		this.#line = line;
	}

	get line(): Line {
		return this.#line;
	}
	/** Why the last change could not be kept, or null. */
	get error(): VaultError | null {
		return this.#error;
	}

	write(change: Partial<Pick<Line, 'text' | 'how' | 'knows'>>): void {
		this.#line = { ...this.#line, ...change };
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
		if (saysSomething(this.#line)) return this.#all.put(this.#line, this.#id);
		const kept = this.#all.items.some(({ id }) => id === this.#id);
		return kept ? this.#all.delete(this.#id) : ok(null);
	}
}
