/** Something that people see: keep it, once. */
import type { Message } from '$protocol/messages';
import type { Draft } from '../draft';

/** @returns whether it is new here */
export function shown(draft: Draft, message: Message, by: string): void {
	draft.owe(message.id);
	// The same message a second time, or somebody who borrows an id: what is there stays as it is.
	if (draft.message(message.id) !== undefined || wasAskedBack(draft, message.id, by)) return;
	draft.group = { ...draft.group, sinceCommit: draft.group.sinceCommit + 1 };
	draft.keep(message, by);
}

/** Asked back before it came, or deleted and sent again: it must not stand here now. */
const wasAskedBack = (draft: Draft, id: string, by: string): boolean =>
	draft
		.messages()
		.some(
			(row) =>
				row.from === 'them' &&
				row.by === by &&
				row.message.type === 'ask-back' &&
				row.message.body.items.includes(id),
		);
