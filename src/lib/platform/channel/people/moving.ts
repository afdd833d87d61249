/**
 * Moving a conversation to a new log, because its members have changed. One member, always a worker (a log needs a staff
 * token), has opened the log before; says `moved` in the old one, under the new epoch's keys; and writes in the new one from
 * then on. Everybody else follows when they read it. Works on a draft: what is moved and the moving are one save.
 *
 * Nothing is lost on the way, and nothing doubled:
 *  - nobody commits between the change and the move, or two logs could each take a commit of one epoch (plans.ts);
 *  - while somebody new cannot read the old log, nothing is put there (outbox.ts waits, see `holds`);
 *  - what was queued for the old log goes to the new one; a message twice is one (its id);
 *  - the old log is read on until everybody was heard of in the new one, and deleted by who moved when all have said so.
 */
import { bytesToKey } from '$platform/crypto';
import type { Message } from '$protocol/messages';
import { randomId } from '../core';
import type { Draft } from '../draft';
import { bytesOf, openEnvelope } from '../envelope';
import type { GroupRecord, NextLog, OutboxRecord, TailRecord } from '../records';
import { advanced, awaitsMove, withoutTail, type LogKeys } from './logs';

/** Items are kept 14 days; a day more. Milliseconds. */
export const TAIL_MS = 15 * 86_400_000;
/** How long the deletion of a log that was left is tried. Milliseconds. */
const DELETE_FOR = 31 * 86_400_000;

/** Keys of all, own one included. */
export const everybody = (draft: Draft): string[] => [draft.own, ...draft.others().map(({ key }) => key)];
export const mustWait = (draft: Draft): boolean => awaitsMove(draft.group, everybody(draft));

/** Own part: tell where it goes on, and go there. The new log is open on the relay. */
export async function moveTo(draft: Draft, next: NextLog): Promise<void> {
	const { log, readers } = next;
	const { id, key, readToken, writeToken, adminToken } = log;
	await draft.say({
		type: 'moved',
		body: { log: { id, key, readToken, writeToken, adminToken }, readers },
	});
	const old = draft.group.log;
	// What was queued before it was said is for those who were there, and goes where they read it.
	for (const [entryId, entry] of draft.queued()) {
		if (entry.on !== undefined || entry.next !== undefined) continue;
		const on = { log: old.id, token: old.writeToken };
		draft.add(draft.core.store.outbox.put(entryId, { ...entry, on }));
	}
	const others = draft.group.readers.filter((reader) => reader !== draft.own);
	enter(draft, log, readers, others, true);
}

function enter(draft: Draft, log: LogKeys, readers: string[], others: string[], mine: boolean): void {
	const { group } = draft;
	const there = draft.others().map(({ key }) => key);
	const awaits = others.filter((key) => there.includes(key));
	const until = draft.core.now() + TAIL_MS;
	const { slot, cursor } = group;
	const tail = { log: group.log, readers: group.readers, slot, cursor, to: log.id, awaits, mine, until };
	const tails = awaits.length > 0 || mine ? [...group.tails, tail] : group.tails;
	draft.group = {
		...group,
		...{ log, readers, tails, slot: readers.indexOf(draft.own), cursor: 0, mover: null, next: null },
	};
	if (mine && awaits.length === 0) settle(draft, tail);
}

/** Somebody else has moved it: follow, and take along what waits. */
export async function moved(
	draft: Draft,
	message: Extract<Message, { type: 'moved' }>,
	by: string,
): Promise<void> {
	draft.owe(message.id);
	const { log, readers } = message.body;
	const known = [draft.group.log.id, ...draft.group.tails.map((tail) => tail.log.id)].includes(log.id);
	const mover = draft.others().find(({ key }) => key === by);
	// Only a worker can have opened it, and only for those who are in it now.
	const right = mover !== undefined && mover.role !== 'survivor' && readers.includes(draft.own);
	const now = everybody(draft);
	if (known || !right || readers.length !== now.length || readers.some((key) => !now.includes(key))) return;
	const before = draft.group;
	const others = before.readers.filter((key) => key !== draft.own && key !== by);
	enter(draft, log, readers, others, false);
	await takeAlong(draft, before);
	const settled = !draft.group.tails.some(({ to }) => to === log.id);
	await draft.say({ type: 'arrived', body: { log: log.id, settled } });
}

/** What waits for the relay, or for a receipt, goes out in the new log. */
async function takeAlong(draft: Draft, before: GroupRecord): Promise<void> {
	const { outbox } = draft.core.store;
	const queued = [...draft.queued()]
		.filter(([, entry]) => entry.on === undefined && entry.next === undefined)
		.sort(([, a], [, b]) => a.order - b.order);
	for (const [id, entry] of queued) {
		if (entry.part === true) {
			// Its bytes open under the file's own key, whoever is here: only the envelope is another.
			draft.add(outbox.put(id, { ...(await elsewhere(draft, before, entry)), sent: false }));
			continue;
		}
		const said = entry.message === undefined ? undefined : draft.message(entry.message);
		if (said?.from === 'me' && mayRead(draft, said)) {
			const { mid, body } = await draft.sealAgain(said.message);
			draft.add(outbox.put(id, { ...entry, mid, body, sent: false }));
			const readers = draft.others().map(({ key }) => key);
			const delivery = said.delivery === 'sent' ? 'waiting' : said.delivery;
			draft.put(said.message.id, { ...said, readers, ...(delivery === undefined ? {} : { delivery }) });
		} else if (!entry.sent) {
			draft.add(outbox.put(id, await elsewhere(draft, before, entry)));
		} else {
			draft.add(outbox.put(id, { ...entry, on: { log: before.log.id, token: before.log.writeToken } }));
		}
	}
}

/**
 * Whether everybody who is here now may read this: they were here when it was written, or the survivor had said yes to
 * them before. Nothing from before that is ever sealed for somebody new.
 */
export function mayRead(draft: Draft, said: { order: number; readers: string[] }): boolean {
	const agreed = draft.messages().flatMap((row) => {
		if (row.message.type !== 'consent' || !row.message.body.yes || row.order > said.order) return [];
		const introduction = draft.message(row.message.body.introduction)?.message;
		return introduction?.type === 'introduction' ? [introduction.body.key] : [];
	});
	return draft.others().every(({ key }) => said.readers.includes(key) || agreed.includes(key));
}

/** The same sealed message in the new log's outer envelope. */
async function elsewhere(draft: Draft, before: GroupRecord, entry: OutboxRecord): Promise<OutboxRecord> {
	const place = { log: before.log.id, mid: entry.mid };
	const opened = await openEnvelope(bytesToKey(bytesOf(before.log.key)), place, bytesOf(entry.body));
	if (opened === null) throw new TypeError('An own envelope that does not open');
	const { body } = await draft.envelope(entry.mid, opened.content);
	return { ...entry, body };
}

/** Somebody writes in the new log from here on. */
export async function arrived(
	draft: Draft,
	message: Extract<Message, { type: 'arrived' }>,
	by: string,
): Promise<void> {
	const { log, settled } = message.body;
	for (const tail of draft.group.tails) {
		if (tail.to !== log || (tail.mine && !settled)) continue;
		const awaits = tail.awaits.filter((key) => key !== by);
		const tails = draft.group.tails.map((one) => (one === tail ? { ...tail, awaits } : one));
		draft.group = { ...draft.group, tails };
		if (awaits.length === 0) await leaveTail(draft, tail);
	}
}

/** Nothing more is to be read there. */
export async function leaveTail(draft: Draft, tail: TailRecord): Promise<void> {
	if (tail.mine) settle(draft, tail);
	else {
		draft.group = withoutTail(draft.group, tail.log.id);
		await draft.say({ type: 'arrived', body: { log: tail.to, settled: true } });
	}
}

/** Delete the log that everybody has left. */
function settle(draft: Draft, tail: TailRecord): void {
	const { store, random, now } = draft.core;
	const { id: log, adminToken: token } = tail.log;
	const errand = { log, token, until: now() + DELETE_FOR, order: store.nextOrder() };
	draft.group = withoutTail(draft.group, log);
	draft.add(store.errands.put(randomId(random), errand));
	for (const [id, entry] of draft.queued()) if (entry.on?.log === log) draft.add(store.outbox.delete(id));
}

/** Everything in this log up to `seq` is dealt with. */
export function advance(draft: Draft, log: string, seq: number): void {
	draft.group = advanced(draft.group, log, seq);
}
