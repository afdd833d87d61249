/**
 * What somebody is writing, kept sealed while it is written: one letter and one share a conversation, in the vault alone.
 * It survives a lock, a reload and the exit, and goes only when it was sent or thrown away. Pictures are not kept here.
 */
import * as z from 'zod/mini';
import { openCollection, randomId, type Collection, type Session } from '$platform/session';

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
type Written = Pick<Draft, 'title' | 'text'>;

const isEmpty = ({ title, text }: Written) => title.trim() === '' && text.trim() === '';

export class LetterDraft {
	readonly #all: Collection<Draft>;
	readonly #conversation: string;
	readonly #kind: Draft['kind'];
	#id: string | undefined;
	/** The newest wish, while an earlier one is on its way to the disk. */
	#waiting: Written | null = null;
	#saving: Promise<void> | null = null;
	#full = $state(false);

	constructor(session: Session, conversation: string, kind: Draft['kind']) {
		this.#all = openCollection(session, 'letter-drafts', draftSchema);
		this.#conversation = conversation;
		this.#kind = kind;
	}

	/** The last save failed: there is no room. What was saved before is still there. */
	get full(): boolean {
		return this.#full;
	}

	/** What is kept of it. The vault must be open. */
	async load(): Promise<Draft | undefined> {
		await this.#all.load();
		const found = this.#all.items.find(
			({ value }) => value.conversation === this.#conversation && value.kind === this.#kind,
		);
		this.#id ??= found?.id;
		return found?.value;
	}

	/** Keep it as it now stands; where nothing is written, nothing is kept. Many calls while one is saved become one. */
	async keep(written: { title?: string; text: string }): Promise<void> {
		this.#waiting = { title: '', ...written };
		this.#saving ??= this.#saveAll();
		await this.#saving;
	}

	/** It was sent, or is not wanted. */
	async drop(): Promise<void> {
		await this.keep({ text: '' });
	}

	async #saveAll(): Promise<void> {
		try {
			while (this.#waiting) {
				const written: Written = this.#waiting;
				this.#waiting = null;
				this.#full = !(await this.#save(written));
			}
		} finally {
			this.#saving = null;
		}
	}

	async #save({ title, text }: Written): Promise<boolean> {
		if (isEmpty({ title, text })) {
			if (this.#id === undefined) return true;
			const gone = await this.#all.delete(this.#id);
			if (gone.ok) this.#id = undefined;
			return gone.ok;
		}
		this.#id ??= randomId();
		const draft = {
			conversation: this.#conversation,
			kind: this.#kind,
			title,
			text,
			at: new Date().toISOString(),
		};
		return (await this.#all.put(draft, this.#id)).ok;
	}
}
