/** For the team of a worker who is away: that something waits for them, and since when. Not from whom, not what, not how much. */
import type { Message } from '$protocol/messages';
import { failed, ok, type Result } from '$protocol/result';
import type { ChannelError, WaitingFor } from '../contract';
import type { Core } from '../core';
import type { Draft } from '../draft';

/** Logs in one request. */
const AT_ONCE = 64;

export function watchCame(draft: Draft, message: Extract<Message, { type: 'watch' }>): void {
	draft.owe(message.id);
	if (draft.conversation.kind !== 'colleagues') return;
	const { watches } = draft.core.store;
	const told = watches.get(draft.id)?.told ?? [];
	draft.add(watches.put(draft.id, { told, theirs: message.body.logs }));
}

/** Asks the relay now. Only colleagues for whom something waits are in the answer. */
export async function waiting(core: Core): Promise<Result<WaitingFor[], ChannelError>> {
	const { conversations, watches } = core.store;
	const found: WaitingFor[] = [];
	for (const [colleague, { theirs }] of watches.rows) {
		if (conversations.get(colleague)?.state !== 'open') continue;
		const since: string[] = [];
		for (let at = 0; at < theirs.length; at += AT_ONCE) {
			const asked = await core.relay.waiting(theirs.slice(at, at + AT_ONCE));
			if (!asked.ok) return failed({ type: 'RelayUnreachable' });
			since.push(...asked.value.waiting.map((one) => one.since));
		}
		const [first] = since.sort();
		if (first !== undefined) found.push({ colleague, since: first });
	}
	return ok(found);
}
