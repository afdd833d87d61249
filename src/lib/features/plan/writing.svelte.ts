/** A goal or a step half written, sealed with every stroke: it survives a lock, a reload and the exit. */
import * as z from 'zod/mini';
import { openCollection, randomId, type Collection, type Session } from '$platform/session';
import { ok } from '$protocol/result';

const writtenSchema = z.object({ text: z.string(), domain: z.string(), day: z.string() });
export type Written = z.infer<typeof writtenSchema>;
const draftSchema = z.object({ v: z.literal(1), key: z.string(), written: writtenSchema });
type Draft = z.infer<typeof draftSchema>;

export class Writing {
	readonly #all: Collection<Draft>;
	readonly #key: string;
	#id: string | undefined;
	#waiting: Written | null = null;
	#saving: Promise<void> | null = null;
	#full = $state(false);

	/** @param key what is being written: a new goal, one that is there, a step of it, or one that was proposed */
	constructor(session: Session, key: string) {
		this.#all = openCollection(session, 'plan-drafts', draftSchema);
		this.#key = key;
	}

	/** The last save failed. What was saved before is still there. */
	get full(): boolean {
		return this.#full;
	}

	/** What is kept of it. The vault must be open. */
	async load(): Promise<Written | undefined> {
		await this.#all.load();
		const found = this.#all.items.find(({ value }) => value.key === this.#key);
		this.#id ??= found?.id;
		return found?.value.written;
	}

	/** Many wishes while one is on its way to the disk become one. */
	async keep(written: Written): Promise<void> {
		this.#waiting = written;
		this.#saving ??= this.#saveAll();
		await this.#saving;
	}

	/** It is in her plan now, or is not wanted. */
	async drop(): Promise<void> {
		this.#waiting = null;
		await this.#saving;
		if (this.#id === undefined) return;
		const gone = await this.#all.delete(this.#id);
		if (gone.ok) this.#id = undefined;
	}

	async #saveAll(): Promise<void> {
		try {
			while (this.#waiting) {
				const written = this.#waiting;
				this.#waiting = null;
				this.#full = !(await this.#save(written)).ok;
			}
		} finally {
			this.#saving = null;
		}
	}

	/** Without a word there is nothing to keep. */
	async #save(written: Written): Promise<{ ok: boolean }> {
		if (written.text.trim() !== '')
			return this.#all.put({ v: 1, key: this.#key, written }, (this.#id ??= randomId()));
		if (this.#id === undefined) return ok(null);
		const gone = await this.#all.delete(this.#id);
		if (gone.ok) this.#id = undefined;
		return gone;
	}
}
