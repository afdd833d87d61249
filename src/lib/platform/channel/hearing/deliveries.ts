/** The other side's devices say what they have, and their people, where they allow it, what they saw. */
import type { Message } from '$protocol/messages';
import type { Draft } from '../draft';

export function delivered(draft: Draft, message: Extract<Message, { type: 'receipt' }>): void {
	for (const id of message.body.received) arrived(draft, id, 'delivered');
}

export function seen(draft: Draft, message: Extract<Message, { type: 'seen' }>): void {
	for (const id of message.body.seen) arrived(draft, id, 'seen');
}

function arrived(draft: Draft, id: string, delivery: 'delivered' | 'seen'): void {
	draft.unqueue(id);
	const row = draft.message(id);
	if (row?.from === 'me' && row.delivery !== 'seen' && row.delivery !== delivery)
		draft.put(id, { ...row, delivery });
}
