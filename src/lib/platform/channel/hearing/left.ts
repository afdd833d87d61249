/** Somebody has ended it for themselves. Without the survivor, or with nobody else there, it is over. */
import type { Message } from '$protocol/messages';
import { randomId } from '../core';
import type { Draft } from '../draft';

/** How long the log is tried to be deleted, now that nobody reads it. Milliseconds. */
const DELETE_FOR = 31 * 86_400_000;

export function left(draft: Draft, _message: Extract<Message, { type: 'left' }>, by: string): void {
	const others = draft.others();
	const alone = others.every(({ key }) => key === by);
	if (!alone && others.find(({ key }) => key === by)?.role !== 'survivor') return;
	if (alone) {
		const { store, random, now } = draft.core;
		const { id: log, adminToken: token } = draft.group.log;
		const errand = { log, token, until: now() + DELETE_FOR, order: store.nextOrder() };
		draft.add(store.errands.put(randomId(random), errand));
	}
	draft.close('left-them');
}
