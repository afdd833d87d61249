/** Drafts of one kind, kept sealed with every change, so that a lock, a reload or an error loses none. */
import type * as z from 'zod/mini';
import { openCollection, type Collection, type Session } from '$platform/session';

export class SealedDrafts<T> {
	readonly #kept: Collection<T>;
	readonly #idOf: (draft: T) => string;
	/** The newest wish of each, while an earlier one is still on its way to the disk. */
	readonly #waiting = new Map<string, T>();
	#saving: Promise<void> | null = null;
	#full = $state(false);

	/** @param idOf what makes two of them the same draft */
	constructor(session: Session, collection: string, schema: z.ZodMiniType<T>, idOf: (draft: T) => string) {
		this.#kept = openCollection(session, collection, schema);
		this.#idOf = idOf;
	}

	/** The last save failed: there is no room. What was saved before is still there. */
	get full(): boolean {
		return this.#full;
	}

	/** As they are on the disk. */
	get all(): T[] {
		return this.#kept.items.map(({ value }) => value);
	}

	/** Read what is kept. The vault must be open. */
	async load(): Promise<void> {
		await this.#kept.load();
	}

	/** Keep this draft as it now stands. Many calls while one is being written to disk become one. */
	async keep(draft: T): Promise<void> {
		this.#waiting.set(this.#idOf(draft), draft);
		this.#saving ??= this.#saveAll();
		await this.#saving;
	}

	/** It was sent, or is not wanted. */
	async drop(draft: T): Promise<void> {
		this.#waiting.delete(this.#idOf(draft));
		await this.#saving;
		await this.#kept.delete(this.#idOf(draft));
	}

	async #saveAll(): Promise<void> {
		try {
			for (const [id, draft] of this.#waiting) {
				this.#waiting.delete(id);
				this.#full = !(await this.#kept.put(draft, id)).ok;
			}
		} finally {
			this.#saving = null;
		}
	}
}
