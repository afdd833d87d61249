/** Entries half written, sealed: one new one, and one for each entry being changed. They survive a lock, a reload and the exit. */
import * as z from 'zod/mini';
import { Keeper, openCollection, randomId, type Collection, type Session } from '$platform/session';
import { ok } from '$protocol/result';
import { formSchema, isEmpty, type Form } from './form';

const draftSchema = z.object({
	v: z.literal(1),
	/** The entry it changes; `null` for a new one. */
	entry: z.nullable(z.string()),
	form: formSchema,
});
type Draft = z.infer<typeof draftSchema>;

export class EntryDraft extends Keeper<Form> {
	readonly #all: Collection<Draft>;
	readonly #entry: string | null;

	/** @param entry the one being changed; `null` for a new one */
	constructor(session: Session, entry: string | null) {
		const all = openCollection(session, 'calendar-drafts', draftSchema);
		let id: string | undefined;
		super(async (form) => {
			id ??= all.items.find(({ value }) => value.entry === entry)?.id;
			if (entry === null && isEmpty(form)) return id === undefined ? ok(null) : all.delete(id);
			return all.put({ v: 1, entry, form }, (id ??= randomId()));
		});
		this.#all = all;
		this.#entry = entry;
	}

	/** What is kept of it. The vault must be open. */
	async load(): Promise<Form | undefined> {
		await this.#all.load();
		return this.#of()?.value.form;
	}

	/** It was kept as an entry, or is not wanted. */
	async drop(): Promise<void> {
		await this.settled();
		const draft = this.#of();
		if (draft) await this.#all.delete(draft.id);
	}

	#of() {
		return this.#all.items.find(({ value }) => value.entry === this.#entry);
	}
}
