/** Two workers of one organisation who have connected. Their conversation is for their devices: nothing is chatted there. */
import type { Message } from '$protocol/messages';
import type { Draft } from '../draft';

/** How the colleague who joined signs. */
export function named(draft: Draft, message: Extract<Message, { type: 'colleague' }>, by: string): void {
	draft.owe(message.id);
	if (draft.conversation.kind !== 'colleagues') return;
	const { name } = message.body;
	const members = draft.conversation.members.map((one) => (one.key === by ? { ...one, name } : one));
	draft.conversation = { ...draft.conversation, name, members };
}

/** Said by who joined, once both have compared the digits. */
export async function introduceOneself(draft: Draft): Promise<void> {
	const staff = draft.core.store.staff.first();
	if (draft.conversation.kind !== 'colleagues' || staff === null) return;
	await draft.say({ type: 'colleague', body: { name: staff.value.name } });
}
