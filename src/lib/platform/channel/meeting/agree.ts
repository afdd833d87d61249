/**
 * One of the two said that the digits are the same on both screens. When both have, the conversation is open, the
 * rendezvous is to be deleted, and each side owes a commit.
 */
import { randomId } from '../core';
import type { Draft } from '../draft';
import { bytesOf } from '../envelope';
import { deriveRendezvous } from '../pairing';
import { introduceOneself } from '../people/colleagues';

export async function agree(draft: Draft, who: 'mine' | 'theirs'): Promise<void> {
	const { store, random, now } = draft.core;
	const found = store.pairing.first();
	if (found === null || !('conversation' in found.value) || found.value.conversation !== draft.id) return;
	const record = { ...found.value, [who]: true };
	if (!record.mine || !record.theirs || record.step !== 'comparing') {
		draft.add(store.pairing.put(found.id, record));
		return;
	}
	const { log, adminToken } = await deriveRendezvous(bytesOf(record.seed));
	const errand = { log, token: adminToken, until: record.expiresAt, order: store.nextOrder() };
	draft.add(store.pairing.delete(found.id), store.errands.put(randomId(random), errand));
	const startedAt = new Date(now()).toISOString();
	draft.conversation = { ...draft.conversation, state: 'open', startedAt };
	draft.group = { ...draft.group, wantsCommit: true };
	if (!record.worker) await introduceOneself(draft);
}
