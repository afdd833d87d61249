/** Pure rules of Talk: what has come and gone, newest first. */
import type { ChannelMessage, Conversation, Delivery } from '$platform/channel/contract';
import type { AppointmentBody, Reply } from '$protocol/messages';

/** One thing that came or went, as Talk lists it. Receipts and confirmations are machinery and are not listed. */
export type Entry = { id: string; conversation: string; at: string } & (
	| { kind: 'appointment'; from: 'me' | 'them'; body: AppointmentBody }
	| { kind: 'reply'; from: 'me' | 'them'; reply: Reply; delivery: Delivery | null }
);

/** What passed in one conversation, newest first. */
export function entries(messages: readonly ChannelMessage[], conversation: string): Entry[] {
	return messages
		.filter((one) => one.conversation === conversation)
		.flatMap(({ id, from, delivery, message }): Entry[] => {
			const head = { id, conversation, at: message.sentAt };
			switch (message.type) {
				case 'appointment':
					return [{ ...head, kind: 'appointment', from, body: message.body }];
				case 'reply':
					return [{ ...head, kind: 'reply', from, reply: message.body.reply, delivery: delivery ?? null }];
				default:
					return [];
			}
		})
		.sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1));
}

/** The conversation Talk shows: the open one that began last. */
export const openConversation = (conversations: readonly Conversation[]): Conversation | undefined =>
	conversations
		.filter(({ state }) => state === 'open')
		.reduce<Conversation | undefined>(
			(newest, one) => (newest && newest.startedAt >= one.startedAt ? newest : one),
			undefined,
		);

/** Whether something she sent is still only on this phone. */
export const hasWaiting = (messages: readonly ChannelMessage[]): boolean =>
	messages.some(
		({ from, delivery, message }) => from === 'me' && delivery === 'waiting' && message.type === 'reply',
	);
