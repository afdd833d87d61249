/** The commits that change who is in a conversation, each alone in its own, and what follows once the relay has them. */
import { bytesOf } from '../envelope';
import { text } from '../core';
import type { Draft } from '../draft';
import { addMember, removeMember } from '../group';
import type { Plan } from '../plans';
import type { Then } from '../records';
import { givingIn } from './handover';
import { fits } from './logs';
import { everybody, moveTo, mustWait } from './moving';

/** Keys in the order in which workers see to a new log when nobody who could has made the change. */
const workers = (draft: Draft): string[] =>
	[
		...(draft.core.store.staff.first() === null ? [] : [draft.own]),
		...draft.others().flatMap(({ key, role }) => (role === 'survivor' ? [] : [key])),
	].sort();

/** Who sees to the new log: who has changed the members, or, where that was the survivor, the first of the workers. */
export function chooseMover(draft: Draft, by: string): void {
	if (!mustWait(draft)) {
		draft.group = { ...draft.group, mover: null };
		return;
	}
	const able = workers(draft);
	draft.group = { ...draft.group, mover: able.includes(by) ? by : (able[0] ?? null) };
}

/** Somebody she has said yes to, whose key package is here, into a log that is open. */
export const adding: Plan = async (draft) => {
	const found = givingIn(draft.core, draft.id);
	const next = draft.group.next;
	if (found?.row.step !== 'packed' || mustWait(draft)) return null;
	if (!fits(next, [...everybody(draft), found.row.key]) || !next.open) return null;
	const keyPackage = bytesOf(found.row.keyPackage);
	const added = await addMember(draft.state, keyPackage, draft.pinned, draft.core.relay.now());
	if (!added.ok) return null;
	const { commit, next: state, welcome } = added.value;
	const then: Then = { do: 'added', handover: found.id, welcome: text(welcome) };
	return { commit, next: state, then };
};

/** A worker has the log for those who stay open before; the survivor cannot open one, and a worker does it for her. */
export const removing: Plan = async (draft) => {
	const { removes, next } = draft.group;
	if (removes === null || mustWait(draft) || !draft.others().some(({ key }) => key === removes)) return null;
	const stay = everybody(draft).filter((key) => key !== removes);
	const staff = draft.core.store.staff.first() !== null;
	if (staff && (!fits(next, stay) || !next.open)) return null;
	const made = await removeMember(draft.state, bytesOf(removes), draft.pinned);
	return made === null ? null : { ...made, then: { do: 'removed' } };
};

export async function afterAdding(draft: Draft, then: Extract<Then, { do: 'added' }>): Promise<void> {
	const { handovers } = draft.core.store;
	const row = handovers.get(then.handover);
	const { next } = draft.group;
	if (row?.side !== 'giving' || next === null) throw new TypeError('Added without a log');
	const done = { step: 'added' as const, welcome: then.welcome, way: next, keyPackage: '' };
	draft.add(handovers.put(then.handover, { ...row, ...done }));
	await moveTo(draft, next);
}

export async function afterRemoving(draft: Draft): Promise<void> {
	draft.group = { ...draft.group, removes: null };
	const { next } = draft.group;
	if (fits(next, everybody(draft)) && next.open) await moveTo(draft, next);
	else chooseMover(draft, draft.own);
}

/** On her phone a conversation is called after who accompanies her: after a handover, that is somebody else. */
export function callAfter(draft: Draft): void {
	const there = draft.others();
	if (draft.core.store.staff.first() !== null || there.some(({ name }) => name === draft.conversation.name))
		return;
	const name = there.find(({ role }) => role === 'worker')?.name ?? there[0]?.name;
	if (name !== undefined) draft.conversation = { ...draft.conversation, name };
}
