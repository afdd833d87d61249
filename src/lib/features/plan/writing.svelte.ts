/** A goal or a step half written, sealed with every stroke: it survives a lock, a reload and the exit. */
import * as z from 'zod/mini';
import { Keeper, openCollection, randomId, type Collection, type Session } from '$platform/session';
import { ok } from '$protocol/result';

const writtenSchema = z.object({ text: z.string(), domain: z.string(), day: z.string() });
export type Written = z.infer<typeof writtenSchema>;
const draftSchema = z.object({ v: z.literal(1), key: z.string(), written: writtenSchema });
type Draft = z.infer<typeof draftSchema>;

export class Writing extends Keeper<Written> {
	readonly #all: Collection<Draft>;
	readonly #key: string;

	/** @param key what is being written: a new goal, one that is there, a step of it, or one that was proposed */
	constructor(session: Session, key: string) {
		const all = openCollection(session, 'plan-drafts', draftSchema);
		let id: string | undefined;
		super(async (written) => {
			id ??= all.items.find(({ value }) => value.key === key)?.id;
			if (written.text.trim() !== '') return all.put({ v: 1, key, written }, (id ??= randomId()));
			// Without a word there is nothing to keep.
			const gone = id === undefined ? ok(null) : await all.delete(id);
			if (gone.ok) id = undefined;
			return gone;
		});
		this.#all = all;
		this.#key = key;
	}

	/** What is kept of it. The vault must be open. */
	async load(): Promise<Written | undefined> {
		await this.#all.load();
		return this.#found()?.value.written;
	}

	/** It is in her plan now, or is not wanted. */
	async drop(): Promise<void> {
		await this.settled();
		const draft = this.#found();
		if (draft) await this.#all.delete(draft.id);
	}

	#found() {
		return this.#all.items.find(({ value }) => value.key === this.#key);
	}
}
