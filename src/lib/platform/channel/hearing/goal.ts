/** A goal of her plan: given again, it takes the place of the earlier one, of which nothing is kept here. */
import type { Message } from '$protocol/messages';
import type { Draft } from '../draft';
import { shown } from './shown';

export function goalCame(draft: Draft, message: Extract<Message, { type: 'plan-goal' }>, by: string): void {
	const { goal, revision } = message.body;
	const others = draft.messages().filter(
		(row) =>
			// Nobody replaces what somebody else has given.
			row.from === 'them' &&
			row.by === by &&
			row.message.type === 'plan-goal' &&
			row.message.body.goal === goal &&
			row.message.id !== message.id,
	);
	const revisions = others.map((row) => (row.message.type === 'plan-goal' ? row.message.body.revision : 0));
	// Overtaken on its way, by new keys or a second sending.
	if (revisions.some((one) => one >= revision)) {
		draft.owe(message.id);
		return;
	}
	shown(draft, message, by);
	if (draft.message(message.id) !== undefined) for (const { message: old } of others) draft.remove(old.id);
}
