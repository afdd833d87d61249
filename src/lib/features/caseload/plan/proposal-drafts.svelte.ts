/** Proposals half written, sealed with every stroke: one new goal a person, and one step for each goal of hers. */
import * as z from 'zod/mini';
import { openCollection, randomId, type Collection, type Session } from '$platform/session';
import { DOMAINS, PROPOSAL_LENGTH } from '$protocol/plan';

const draftSchema = z.strictObject({
	conversation: z.string(),
	/** The goal that it is a step for; empty: it is a goal. */
	goal: z.string(),
	/** Drawn when it is begun: a sending that is tried twice is still one proposal. */
	proposal: z.string(),
	domain: z.enum(DOMAINS),
	text: z.string().check(z.maxLength(PROPOSAL_LENGTH)),
	language: z.string(),
});
export type ProposalDraft = z.infer<typeof draftSchema>;

export class ProposalDrafts {
	readonly #kept: Collection<ProposalDraft>;
	#waiting: ProposalDraft | null = null;
	#saving: Promise<void> | null = null;
	#full = $state(false);

	constructor(session: Session) {
		this.#kept = openCollection(session, 'plan-proposal-drafts', draftSchema);
	}

	/** The last save failed: there is no room. What was saved before is still there. */
	get full(): boolean {
		return this.#full;
	}

	/** The vault must be open. */
	async load(): Promise<void> {
		await this.#kept.load();
	}

	of(conversation: string, goal: string): ProposalDraft | undefined {
		return this.#kept.items.find(
			({ value }) => value.conversation === conversation && value.goal === goal && value.text.trim() !== '',
		)?.value;
	}

	/** What is kept of it, or a new one. */
	begin(head: Pick<ProposalDraft, 'conversation' | 'goal' | 'domain' | 'language'>): ProposalDraft {
		return this.of(head.conversation, head.goal) ?? { ...head, proposal: randomId(), text: '' };
	}

	/** Many wishes while one is on its way to the disk become one. */
	async keep(draft: ProposalDraft): Promise<void> {
		this.#waiting = draft;
		this.#saving ??= this.#saveAll();
		await this.#saving;
	}

	/** It was sent, or is not wanted. */
	async drop({ proposal }: ProposalDraft): Promise<void> {
		this.#waiting = null;
		await this.#saving;
		await this.#kept.delete(proposal);
	}

	async #saveAll(): Promise<void> {
		try {
			while (this.#waiting) {
				const draft = this.#waiting;
				this.#waiting = null;
				this.#full = !(await this.#kept.put(draft, draft.proposal)).ok;
			}
		} finally {
			this.#saving = null;
		}
	}
}
