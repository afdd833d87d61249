/** What was suggested, worked out from the channel's messages: on her phone and at the desk alike. Pure. */
import type { ChannelMessage, Delivery } from '$platform/channel/contract';
import type { SuggestionBody } from '$protocol/suggestion';

export interface Suggestion {
	/** Conversation, who wrote it, and its own id: nobody can put theirs in the place of another's. */
	key: string;
	/** Of the message that brought it. */
	message: string;
	conversation: string;
	from: 'me' | 'them';
	by: string | null;
	at: string;
	delivery: Delivery | null;
	body: SuggestionBody;
}

/** Every suggestion, once, however often it came: as it came first. Oldest first. */
export function suggestionsIn(messages: readonly ChannelMessage[]): Suggestion[] {
	const found = new Map<string, Suggestion>();
	for (const { id, conversation, from, by, message, delivery = null } of messages) {
		if (message.type !== 'service-suggestion') continue;
		const key = [conversation, from, by ?? '', message.body.suggestion].join(' ');
		if (found.has(key)) continue;
		const { body, sentAt: at } = message;
		found.set(key, { key, message: id, conversation, from, by, at, delivery, body });
	}
	return [...found.values()];
}
