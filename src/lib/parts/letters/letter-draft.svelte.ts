/**
 * What somebody is writing, kept sealed while it is written: one letter and one share a conversation, in the vault alone.
 * It survives a lock, a reload and the exit, and goes only when it was sent or thrown away. Pictures are not kept here.
 */
import * as z from 'zod/mini';
import { Keeper, openCollection, randomId, type Collection, type Session } from '$platform/session';
import { ok } from '$protocol/result';

const KINDS = ['letter', 'share'] as const;
const draftSchema = z.object({
	conversation: z.string(),
	kind: z.enum(KINDS),
	/** Where what is written has one. */
	title: z.string(),
	text: z.string(),
	/** UTC ISO: when it was last touched. */
	at: z.string(),
});
type Draft = z.infer<typeof draftSchema>;
type Written = Pick<Draft, 'text'> & { title?: string };

const isEmpty = ({ title = '', text }: Written) => title.trim() === '' && text.trim() === '';

/** Where nothing is written, nothing is kept. */
export class LetterDraft extends Keeper<Written> {
	readonly #all: Collection<Draft>;
	readonly #isThis: (draft: Draft) => boolean;

	constructor(session: Session, conversation: string, kind: Draft['kind']) {
		const all = openCollection(session, 'letter-drafts', draftSchema);
		const isThis = (draft: Draft) => draft.conversation === conversation && draft.kind === kind;
		let id: string | undefined;
		super(async (written) => {
			id ??= all.items.find(({ value }) => isThis(value))?.id;
			const { title = '', text } = written;
			const at = new Date().toISOString();
			if (!isEmpty(written)) return all.put({ conversation, kind, title, text, at }, (id ??= randomId()));
			const gone = id === undefined ? ok(null) : await all.delete(id);
			if (gone.ok) id = undefined;
			return gone;
		});
		this.#all = all;
		this.#isThis = isThis;
	}

	/** What is kept of it. The vault must be open. */
	async load(): Promise<Draft | undefined> {
		await this.#all.load();
		return this.#all.items.find(({ value }) => this.#isThis(value))?.value;
	}

	/** It was sent, or is not wanted. */
	drop = (): Promise<void> => this.keep({ text: '' });
}
