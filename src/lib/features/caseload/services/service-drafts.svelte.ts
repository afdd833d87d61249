/** A line half written beside a service, with the service it is about: one a person. */
import * as z from 'zod/mini';
import type { Suggestion } from '$parts/services';
import type { Session } from '$platform/session';
import { languageSchema, messageIdSchema } from '$protocol/appointments';
import { manifestSchema, serviceSchema } from '$protocol/directory';
import { SUGGESTION_WORDS } from '$protocol/suggestion';
import { SealedDrafts } from '../sealed-drafts.svelte';

const draftSchema = z.strictObject({
	conversation: z.string(),
	/** Drawn when it is picked: a sending that is tried twice is still one suggestion. */
	suggestion: messageIdSchema,
	/** The entry as the list has it. What is sent of it is worked out anew. */
	service: serviceSchema,
	/** The list it is from. */
	from: z.pick(manifestSchema, { region: true, name: true, sample: true, zone: true, source: true }),
	words: z.string().check(z.maxLength(SUGGESTION_WORDS)),
	language: languageSchema,
});
export type ServiceDraft = z.infer<typeof draftSchema>;

export class ServiceDrafts extends SealedDrafts<ServiceDraft> {
	constructor(session: Session) {
		super(session, 'service-suggestion-drafts', draftSchema, ({ conversation }) => conversation);
	}

	/** Nothing where nothing was written: what is only picked is picked again as quickly. */
	of(conversation: string): ServiceDraft | undefined {
		return this.all.find((draft) => draft.conversation === conversation && draft.words.trim() !== '');
	}

	/** Drafts that were sent, and could not be dropped before the browser closed. */
	async dropSent(sent: readonly Suggestion[]): Promise<void> {
		for (const draft of this.all)
			if (sent.some(({ from, body }) => from === 'me' && body.suggestion === draft.suggestion))
				await this.drop(draft);
	}
}
