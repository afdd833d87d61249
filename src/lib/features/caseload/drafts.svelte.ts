/** Drafts of nudges, kept sealed while they are written. One for a new appointment a person, one for each change. */
import { openCollection, type Collection, type Session } from '$platform/session';
import { draftSchema, type Draft } from './draft';
import type { Nudge } from './nudge';

/** A colleague's change meanwhile (which has no delivery here) leaves the draft as it is. */
const isSent = (draft: Draft, { body, delivery }: Nudge): boolean =>
	delivery !== null && body.sequence >= draft.sequence;

export class Drafts {
	readonly #kept: Collection<Draft>;
	/** The newest wish to save, while an earlier one is still on its way to the disk. */
	#waiting: { draft: Draft; id: string } | null = null;
	#saving: Promise<void> | null = null;
	#full = $state(false);

	constructor(session: Session) {
		this.#kept = openCollection(session, 'drafts', draftSchema);
	}

	/** The last save failed: there is no room. What was saved before is still there. */
	get full(): boolean {
		return this.#full;
	}

	/** Read what is kept. The vault must be open. */
	async load(): Promise<void> {
		await this.#kept.load();
	}

	/** The draft of a new appointment for this person. */
	fresh(conversation: string): Draft | undefined {
		return this.#kept.items.find(({ value }) => value.conversation === conversation && value.sequence === 0)
			?.value;
	}

	/** The draft of a change to this nudge. */
	changing(nudge: Nudge): Draft | undefined {
		return this.#kept.items.find(
			({ value }) =>
				value.appointment === nudge.body.appointment && value.sequence > 0 && !isSent(value, nudge),
		)?.value;
	}

	/** Keep this draft as it now stands. Many calls while one is being written to disk become one. */
	async keep(draft: Draft): Promise<void> {
		this.#waiting = { draft, id: draft.appointment };
		this.#saving ??= this.#saveAll();
		await this.#saving;
	}

	async drop(draft: Draft): Promise<void> {
		this.#waiting = null;
		await this.#saving;
		await this.#kept.delete(draft.appointment);
	}

	/** Drafts that were sent, and could not be dropped before the browser closed. */
	async dropSent(nudges: Nudge[]): Promise<void> {
		for (const { value } of this.#kept.items) {
			const sent = nudges.find(({ body }) => body.appointment === value.appointment);
			if (sent && isSent(value, sent)) await this.#kept.delete(value.appointment);
		}
	}

	async #saveAll(): Promise<void> {
		try {
			while (this.#waiting) {
				const { draft, id } = this.#waiting;
				this.#waiting = null;
				this.#full = !(await this.#kept.put(draft, id)).ok;
			}
		} finally {
			this.#saving = null;
		}
	}
}
