/** Drafts of nudges. One for a new appointment a person, one for each change. */
import type { Session } from '$platform/session';
import { draftSchema, type Draft } from './draft';
import type { Nudge } from './nudge';
import { SealedDrafts } from './sealed-drafts.svelte';

/** A colleague's change meanwhile (which has no delivery here) leaves the draft as it is. */
const isSent = (draft: Draft, { body, delivery }: Nudge): boolean =>
	delivery !== null && body.sequence >= draft.sequence;

export class Drafts extends SealedDrafts<Draft> {
	constructor(session: Session) {
		super(session, 'drafts', draftSchema, ({ appointment }) => appointment);
	}

	/** The draft of a new appointment for this person. */
	fresh(conversation: string): Draft | undefined {
		return this.all.find((draft) => draft.conversation === conversation && draft.sequence === 0);
	}

	/** The draft of a change to this nudge. */
	changing(nudge: Nudge): Draft | undefined {
		return this.all.find(
			(draft) => draft.appointment === nudge.body.appointment && draft.sequence > 0 && !isSent(draft, nudge),
		);
	}

	/** Drafts that were sent, and could not be dropped before the browser closed. */
	async dropSent(nudges: Nudge[]): Promise<void> {
		for (const draft of this.all) {
			const sent = nudges.find(({ body }) => body.appointment === draft.appointment);
			if (sent && isSent(draft, sent)) await this.drop(draft);
		}
	}
}
