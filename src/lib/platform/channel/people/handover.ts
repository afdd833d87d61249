/**
 * Handing over, and bringing somebody in. One identity a device: a colleague's key is known, and was compared, since the two
 * of them connected. The order, each step saved before the next:
 *
 *   worker    introduction -> survivor
 *   survivor  consent      -> worker        no: nothing changes. yes: everybody in it pins the colleague's key
 *   worker    ask-package  -> colleague     only now, because a key package is good for 24 hours and she may take days
 *   colleague package      -> worker
 *   worker    opens the next log; commits the Add, alone, where every commit of this epoch goes; moves (moving.ts)
 *   worker    welcome      -> colleague     the way in, with the new log's keys
 *   colleague says hello; for a handover it takes the worker out, alone, once the survivor's phone has come over
 *
 * Without the survivor's yes her phone has not pinned the key, and an Add of it ends the conversation on it.
 */
import type { Message } from '$protocol/messages';
import { bytesOf } from '../envelope';
import { identityOf, text, type Core } from '../core';
import type { Draft } from '../draft';
import { createKeyPackage, epochOf, joinGroup, keyPackageOwner } from '../group';
import { shown } from '../hearing/shown';
import type { Giving, Taking } from '../records';
import { arrived } from './moving';

type Heard<T extends Message['type']> = Extract<Message, { type: T }>;
type Introduction = Heard<'introduction'>['body'];

export const givingIn = (core: Core, conversation: string): { id: string; row: Giving } | null => {
	for (const [id, row] of core.store.handovers.rows)
		if (row.side === 'giving' && row.conversation === conversation && row.step !== 'done') return { id, row };
	return null;
};

/** From here on this key may be added. They count as a member once they are one. */
export function pin(draft: Draft, { key, name, role }: Introduction): void {
	if (draft.group.pinned.includes(key)) return;
	draft.group = { ...draft.group, pinned: [...draft.group.pinned, key] };
	const since = new Date(draft.core.now()).toISOString();
	const member = { key, name, role, sure: 'introduced' as const, since, gone: true };
	const members = [...draft.conversation.members.filter((one) => one.key !== key), member];
	draft.conversation = { ...draft.conversation, members };
}

/** Somebody is presented: only by a worker, and only if it is nobody who is here. */
export function introduced(draft: Draft, message: Heard<'introduction'>, by: string): void {
	const who = draft.others().find(({ key }) => key === by);
	const here = [draft.own, ...draft.others().map(({ key }) => key)].includes(message.body.key);
	if (who === undefined || who.role === 'survivor' || here) draft.owe(message.id);
	else shown(draft, message, by);
}

/** Only hers counts. */
export function consented(draft: Draft, message: Heard<'consent'>, by: string): void {
	const who = draft.others().find(({ key }) => key === by);
	if (who?.role !== 'survivor') {
		draft.owe(message.id);
		return;
	}
	const isNew = draft.message(message.id) === undefined;
	shown(draft, message, by);
	const { introduction, yes } = message.body;
	const presented = draft.message(introduction)?.message;
	if (!isNew || presented?.type !== 'introduction') return;
	if (yes) pin(draft, presented.body);
	const { handovers } = draft.core.store;
	const row = handovers.get(introduction);
	if (row?.side !== 'giving' || row.step !== 'asking') return;
	draft.add(yes ? handovers.put(introduction, { ...row, step: 'agreed' }) : handovers.delete(introduction));
}

/** Colleague: a fresh key package for one conversation. Its secret stays here until the way in comes. */
export async function packageAsked(draft: Draft, message: Heard<'ask-package'>): Promise<void> {
	draft.owe(message.id);
	const { store, relay } = draft.core;
	const identity = identityOf(store);
	if (draft.conversation.kind !== 'colleagues' || identity === null || store.staff.first() === null) return;
	const { handover } = message.body;
	const before = store.handovers.get(handover);
	if (before !== undefined && (before.side !== 'taking' || before.conversation !== '')) return;
	const made = await createKeyPackage(identity, relay.now());
	const row: Taking = {
		...{ side: 'taking', colleague: draft.id, conversation: '', leaves: null, here: false },
		keyPackage: { public: text(made.public), secret: text(made.secret) },
	};
	draft.add(store.handovers.put(handover, row));
	await draft.say({ type: 'package', body: { handover, keyPackage: text(made.public) } });
}

/** Worker: the key package, if it is of the key that she has said yes to. */
export function packageCame(draft: Draft, message: Heard<'package'>): void {
	draft.owe(message.id);
	const { handover, keyPackage } = message.body;
	const { handovers } = draft.core.store;
	const row = handovers.get(handover);
	if (row?.side !== 'giving' || row.colleague !== draft.id || row.step !== 'packing') return;
	const owner = keyPackageOwner(bytesOf(keyPackage));
	if (owner === null || text(owner) !== row.key) return;
	const packed = draft.core.now();
	draft.add(handovers.put(handover, { ...row, step: 'packed', keyPackage, packed }));
}

/** Colleague: the way in. Only into a group of exactly those who were named. */
export async function welcomed(draft: Draft, message: Heard<'welcome'>, by: string): Promise<void> {
	draft.owe(message.id);
	const { store, random, now } = draft.core;
	const { handover, welcome, log, readers, name, why, members } = message.body;
	const row = store.handovers.get(handover);
	const identity = identityOf(store);
	if (row?.side !== 'taking' || row.colleague !== draft.id || row.keyPackage === null || identity === null)
		return;
	const made = { public: bytesOf(row.keyPackage.public), secret: bytesOf(row.keyPackage.secret) };
	const keys = members.map(({ key }) => key);
	const joined = await joinGroup(bytesOf(welcome), made, identity, keys.map(bytesOf));
	const slot = readers.indexOf(draft.own);
	if (!joined.ok || slot < 0 || !keys.includes(by)) {
		draft.unreadable();
		return;
	}
	const startedAt = new Date(now()).toISOString();
	const conversation = text(random(16));
	draft.add(
		store.groups.put(conversation, {
			...{ state: text(joined.value), pinned: [draft.own, ...keys], log, slot, cursor: 0, held: [] },
			...{ sinceCommit: 0, lastCommitAt: now(), ownCommits: 0, wantsCommit: true },
			...{
				readers,
				from: Number(await epochOf(joined.value)),
				mover: null,
				next: null,
				removes: null,
				tails: [],
			},
			...{ stuckSince: null, joining: null, returning: null, rejoined: [] },
		}),
		store.conversations.put(conversation, {
			...{ name, kind: 'case', state: 'open', ended: null, startedAt, unreadable: 0, tellsSeen: false },
			members: members.map((one) => ({
				...one,
				sure: one.key === by ? ('compared' as const) : ('introduced' as const),
				...{ since: startedAt, gone: false },
			})),
		}),
		store.handovers.put(handover, {
			...{ ...row, keyPackage: null, conversation, leaves: why === 'handover' ? by : null, here: false },
		}),
	);
}

/** Her phone has come over to where this device reads: nobody else is needed any more to get her words. */
export async function cameOver(draft: Draft, message: Heard<'arrived'>, by: string): Promise<void> {
	await arrived(draft, message, by);
	const who = draft.others().find(({ key }) => key === by);
	for (const [id, row] of draft.core.store.handovers.rows)
		if (row.side === 'taking' && row.conversation === draft.id && who?.role === 'survivor')
			draft.add(draft.core.store.handovers.put(id, { ...row, here: true }));
}

/** This device was taken out. A worker's keeps nothing of what was said; of her own, she decides herself. */
export function takenOut(draft: Draft): void {
	const { store } = draft.core;
	const rows = [...store.handovers.rows].filter(([, row]) => row.conversation === draft.id);
	const handed = rows.some(
		([, row]) => row.side === 'giving' && row.why === 'handover' && row.step === 'done',
	);
	draft.close(handed ? 'handed-over' : 'removed');
	if (store.staff.first() === null) return;
	draft.add(...rows.map(([id]) => store.handovers.delete(id)));
	draft.clear();
}

/** New keys were agreed on with a colleague: what was on its way between the two devices is asked and handed over again. */
export function repeat(draft: Draft): void {
	const { handovers, watches } = draft.core.store;
	for (const [id, row] of handovers.rows) {
		if (row.side !== 'giving' || row.colleague !== draft.id) continue;
		if (row.step === 'packing') draft.add(handovers.put(id, { ...row, step: 'agreed' }));
		if (row.step === 'done') draft.add(handovers.put(id, { ...row, step: 'added' }));
	}
	const watch = watches.get(draft.id);
	if (watch !== undefined) draft.add(watches.put(draft.id, { ...watch, told: [] }));
}
