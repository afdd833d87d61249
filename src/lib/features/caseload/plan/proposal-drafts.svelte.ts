/** Proposals half written: one new goal a person, and one step for each goal of hers. */
import * as z from 'zod/mini';
import { randomId, type Session } from '$platform/session';
import { DOMAINS, PROPOSAL_LENGTH } from '$protocol/plan';
import { SealedDrafts } from '../sealed-drafts.svelte';

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

export class ProposalDrafts extends SealedDrafts<ProposalDraft> {
	constructor(session: Session) {
		super(session, 'plan-proposal-drafts', draftSchema, ({ proposal }) => proposal);
	}

	of(conversation: string, goal: string): ProposalDraft | undefined {
		return this.all.find(
			(draft) => draft.conversation === conversation && draft.goal === goal && draft.text.trim() !== '',
		);
	}

	/** What is kept of it, or a new one. */
	begin(head: Pick<ProposalDraft, 'conversation' | 'goal' | 'domain' | 'language'>): ProposalDraft {
		return this.of(head.conversation, head.goal) ?? { ...head, proposal: randomId(), text: '' };
	}
}
