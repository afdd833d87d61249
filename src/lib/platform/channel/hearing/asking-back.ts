/** Asked back: their app deletes it here and says so. What it cannot know of, a picture of the screen, it cannot delete. */
import type { Message } from '$protocol/messages';
import type { Draft } from '../draft';

export async function asked(
	draft: Draft,
	message: Extract<Message, { type: 'ask-back' }>,
	by: string,
): Promise<void> {
	draft.owe(message.id);
	const items = message.body.items.filter((id) => {
		const row = draft.message(id);
		// Only one's own; what is not here is gone from here too.
		return row === undefined || (row.from === 'them' && (row.by === null || row.by === by));
	});
	for (const id of items) draft.remove(id);
	if (draft.message(message.id) === undefined) draft.keep(message, by);
	if (items.length > 0) await draft.say({ type: 'let-go', body: { items } });
}

/** Gone is what all have let go who could read it; of one who has left since, nobody will ever know. */
export function letGo(draft: Draft, message: Extract<Message, { type: 'let-go' }>, by: string): void {
	draft.owe(message.id);
	for (const id of message.body.items) {
		const row = draft.message(id);
		if (row?.from !== 'me' || row.askedBack !== 'asked') continue;
		const letGoBy = [...new Set([...row.letGoBy, by])];
		const askedBack = row.readers.every((key) => letGoBy.includes(key)) ? 'gone' : 'asked';
		draft.put(id, { ...row, letGoBy, askedBack });
	}
}
