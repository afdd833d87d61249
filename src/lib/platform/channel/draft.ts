/**
 * The next state of one conversation, put together in memory and saved in one piece: the MLS state, the place in the
 * log, what was read, and what is to be sent because of it. Nothing here is true until `writes` are on disk; thrown
 * away, it costs nothing. Use within one turn (core.ts) only.
 *
 * It knows the order of things, not what they mean: which records are to be written stands in draft-records.ts, what
 * follows from a message in hearing/, which commit is due in plans.ts, what follows from a commit in afterwards.ts.
 */
import { bytesToBase64url, bytesToKey, type Bytes } from '$platform/crypto';
import type { Message } from '$protocol/messages';
import { after } from './afterwards';
import { ARRIVALS } from './arrivals';
import { CONTENT } from './content';
import { randomId, text, type Core } from './core';
import { DraftRecords } from './draft-records';
import { bytesOf, messageToBytes, openEnvelope, parseMessage, sealEnvelope } from './envelope';
import { commitMid, encrypt, epochOfMessage, members, receive, type GroupState } from './group';
import { hear } from './hearing';
import { kindOf } from './kinds';
import { membersOf, unnamed } from './members';
import { callAfter, chooseMover } from './people/changes';
import { repeat, takenOut } from './people/handover';
import { advanced, placeOf } from './people/logs';
import { mayRead } from './people/moving';
import { planned } from './plans';
import { askIn, followReturning, rejoinDue } from './rejoin';
import type { ConversationRecord, GroupRecord, MemberRecord, OutboxRecord, Then } from './records';
import type { Write } from './store';

/** Messages kept for an epoch that has not come. More than this is not weather but somebody's doing. */
const HELD = 64;
/** Ids in one message about messages. */
const IDS = 200;

type Distributed<T> = T extends { type: string; body: unknown } ? Pick<T, 'type' | 'body'> : never;
/** A message without its head. */
export type Content = Distributed<Message>;

export class Draft extends DraftRecords {
	readonly #owed: string[] = [];
	/** Pending commit as of this draft: its outbox id and record. */
	#commit: { id: string; entry: OutboxRecord } | null;
	group: GroupRecord;
	conversation: ConversationRecord;

	constructor(core: Core, id: string, group: GroupRecord, conversation: ConversationRecord) {
		super(core, id);
		this.group = group;
		this.conversation = { ...conversation, members: membersOf(core.store, conversation, group) };
		this.#commit = null;
		for (const [entryId, entry] of core.store.outbox.rows)
			if (entry.conversation === id && entry.next !== undefined) this.#commit = { id: entryId, entry };
	}

	/** A draft of a conversation that can still be used, or null. */
	static of(core: Core, id: string): Draft | null {
		const group = core.store.groups.get(id);
		const conversation = core.store.conversations.get(id);
		return group && conversation && conversation.state !== 'closed'
			? new Draft(core, id, group, conversation)
			: null;
	}

	get state(): GroupState {
		return bytesOf(this.group.state) as GroupState;
	}
	get pinned() {
		return this.group.pinned.map(bytesOf);
	}
	/** Whether anything can be sealed just now. Otherwise new keys are on their way, and what is said waits for them. */
	get sealing(): boolean {
		return this.group.state !== '' && this.group.joining === null;
	}
	get #closed(): boolean {
		return this.conversation.state === 'closed';
	}

	#take(state: GroupState): void {
		this.group = { ...this.group, state: text(state) };
	}

	/** Everything that has to be on disk together. Makes the receipts and, when one is due, the commit. */
	async writes(): Promise<Write[]> {
		const { groups, conversations, outbox } = this.core.store;
		if (!this.#closed) {
			for (let at = 0; at < this.#owed.length; at += IDS)
				await this.say({ type: 'receipt', body: { received: this.#owed.slice(at, at + IDS) } });
			this.#owed.length = 0;
			if (rejoinDue(this)) await askIn(this);
			await this.#plan();
		}
		const kept = conversations.put(this.id, this.conversation);
		if (!this.#closed) return [...this.added, groups.put(this.id, this.group), kept];
		// Its keys end here, and nothing more is sent.
		const queued = [...outbox.rows].filter(([, entry]) => entry.conversation === this.id);
		return [
			...this.added.filter(({ change }) => change.collection !== 'outbox'),
			...queued.map(([id]) => outbox.delete(id)),
			...(groups.get(this.id) === undefined ? [] : [groups.delete(this.id)]),
			kept,
		];
	}

	/** It is over: nothing more comes in or goes out, and what was said stays. */
	close(ended: NonNullable<ConversationRecord['ended']>): void {
		this.conversation = { ...this.conversation, state: 'closed', ended };
	}

	/** A receipt for this goes out with this draft. */
	owe(message: string): void {
		this.#owed.push(message);
	}

	/** Something came that does not make sense. */
	unreadable(): void {
		this.conversation = { ...this.conversation, unreadable: this.conversation.unreadable + 1 };
	}

	/** All others who are in it now. */
	others(): MemberRecord[] {
		return this.conversation.members.filter(({ gone }) => !gone);
	}

	// What is to be said.

	/** Keep a message where people see it, seal it and queue it. Its id. */
	async say(content: Content, id?: string): Promise<string> {
		const message = this.#compose(content, id);
		const { shown } = kindOf(message);
		const entry = this.sealing ? await this.#seal(message) : null;
		const order = entry?.order ?? this.core.store.nextOrder();
		if (shown) {
			this.group = { ...this.group, sinceCommit: this.group.sinceCommit + 1 };
			const readers = this.others().map(({ key }) => key);
			const head = { conversation: this.id, from: 'me', delivery: 'waiting', by: null } as const;
			this.put(message.id, { ...head, readers, letGoBy: [], seen: false, order, message });
		}
		if (entry !== null) this.#send(message, entry);
		return message.id;
	}

	#send(message: Message, entry: OutboxRecord): void {
		const mine = kindOf(message).receipted ? { ...entry, message: message.id } : entry;
		this.add(this.core.store.outbox.put(randomId(this.core.random), mine));
	}

	/** Under new keys: everything once more that the others have not said they have, in the order in which it was said. */
	async sayAgain(): Promise<void> {
		const { outbox } = this.core.store;
		for (const [id, entry] of this.queued()) {
			if (entry.part === true) this.add(outbox.put(id, { ...entry, sent: false }));
			else if (entry.message !== undefined) this.add(outbox.delete(id));
		}
		const mine = this.messages().filter(({ from }) => from === 'me');
		const open = mine.filter(({ delivery }) => delivery === 'waiting' || delivery === 'sent');
		for (const row of open.sort((a, b) => a.order - b.order)) {
			// Nothing from before somebody came in is ever sealed for them.
			if (row.askedBack !== undefined || !mayRead(this, row)) continue;
			this.#send(row.message, await this.#seal(row.message));
			this.put(row.message.id, { ...row, delivery: 'waiting' });
		}
		repeat(this);
		const items = mine.filter(({ askedBack }) => askedBack === 'asked').map(({ message }) => message.id);
		for (let at = 0; at < items.length; at += IDS)
			await this.say({ type: 'ask-back', body: { items: items.slice(at, at + IDS) } });
	}

	#compose(content: Content, id?: string): Message {
		const sentAt = new Date(this.core.now()).toISOString();
		return { v: 1, id: id ?? randomId(this.core.random), sentAt, ...content };
	}

	/** Seal a message, under keys that are used up by it. Not queued: whoever asks sees to it. */
	async seal(content: Content): Promise<OutboxRecord> {
		return this.#seal(this.#compose(content));
	}

	async #seal(message: Message): Promise<OutboxRecord> {
		const sealed = await encrypt(this.state, messageToBytes(message));
		this.#take(sealed.state);
		return this.envelope(bytesToBase64url(this.core.random(32)), sealed.message);
	}

	/**
	 * Send content that is no MLS message (content.ts).
	 * @param part of a file: its mid, and the message that names it
	 */
	async queue(content: Uint8Array, part?: { mid: string; message: string }): Promise<void> {
		const { store, random } = this.core;
		const entry = await this.envelope(part?.mid ?? bytesToBase64url(random(32)), content);
		const whole: OutboxRecord = part ? { ...entry, message: part.message, part: true } : entry;
		this.add(store.outbox.put(randomId(random), whole));
	}

	/** The same message under the keys of now: for members who could not open it as it was, and may. */
	async sealAgain(message: Message): Promise<Pick<OutboxRecord, 'mid' | 'body'>> {
		const { mid, body } = await this.#seal(message);
		return { mid, body };
	}

	/** Content in the log's own envelope, next in the order of what is sent. */
	async envelope(mid: string, content: Uint8Array): Promise<OutboxRecord> {
		const { log, slot } = this.group;
		const body = await sealEnvelope(bytesToKey(bytesOf(log.key)), { log: log.id, mid }, slot, content);
		const order = this.core.store.nextOrder();
		return { conversation: this.id, order, mid, body: text(body), sent: false };
	}

	// Commits.

	/** Whether `writes` would make a commit: to see to it also where nothing else is to be saved. */
	async commitDue(): Promise<boolean> {
		return rejoinDue(this) || (this.#mayCommit && (await planned(this)) !== null);
	}

	get #mayCommit(): boolean {
		return this.conversation.state === 'open' && this.#commit === null && this.sealing;
	}

	/** A commit goes where the other side's would go too; it counts only once the relay has taken it there. */
	async #plan(): Promise<void> {
		const plan = this.#mayCommit ? await planned(this) : null;
		if (plan === null) return;
		const envelope = await this.envelope(await commitMid(this.state), plan.commit);
		const { then } = plan;
		const entry = { ...envelope, next: text(plan.next), ...(then === undefined ? {} : { then }) };
		const id = randomId(this.core.random);
		this.#commit = { id, entry };
		this.add(this.core.store.outbox.put(id, entry));
	}

	/** The relay took our commit: from here on the new keys. */
	async merge(entryId: string): Promise<void> {
		const pending = this.#commit;
		if (pending?.id !== entryId || pending.entry.next === undefined) return;
		const ownCommits = this.group.ownCommits + 1;
		this.group = { ...this.group, state: pending.entry.next, ownCommits, wantsCommit: false };
		await this.#turned(this.own, pending.entry.then);
	}

	/** Another commit came first; ours is of an epoch that is over. */
	dropCommit(): void {
		if (this.#commit !== null) this.add(this.core.store.outbox.delete(this.#commit.id));
		this.#commit = null;
	}

	/** A new epoch: no pending commit fits it any more, and what was kept for it may open now. */
	async #turned(by: string, then?: Then): Promise<void> {
		this.dropCommit();
		await this.#countMembers();
		chooseMover(this, by);
		callAfter(this);
		if (then !== undefined) await after(this, then);
		// After the welcome: what is said again opens only with it.
		await followReturning(this);
		const { held } = this.group;
		const lastCommitAt = this.core.now();
		this.group = { ...this.group, sinceCommit: 0, lastCommitAt, held: [], stuckSince: null };
		for (const { mid, content } of held) await this.#open(mid, bytesOf(content));
	}

	/** Who is in the group now is who is shown. Whoever has gone is not let in again under the old word. */
	async #countMembers(): Promise<void> {
		const keys = new Set((await members(this.state)).map(text));
		// Out for one epoch, to come in again with new keys: has not gone.
		if (this.group.returning !== null) keys.add(this.group.returning.key);
		const before = this.conversation.members;
		const left = new Set(before.filter(({ key, gone }) => !gone && !keys.has(key)).map(({ key }) => key));
		const own = this.own;
		const known = new Set([own, ...before.map(({ key }) => key)]);
		const since = new Date(this.core.now()).toISOString();
		const come = [...keys].filter((key) => !known.has(key)).map((key) => unnamed(key, since));
		const all = [...before.map((one) => ({ ...one, gone: !keys.has(one.key) })), ...come];
		this.conversation = { ...this.conversation, members: all };
		this.group = { ...this.group, pinned: this.group.pinned.filter((key) => !left.has(key)) };
	}

	/** Own key, base64url. */
	get own(): string {
		return this.core.store.identity.first()?.value.publicKey ?? '';
	}

	// What came.

	/** One item of a log, in order. Whatever it is, the place in the log moves on. */
	async read(from: string, seq: number, mid: string, body: Uint8Array): Promise<void> {
		const place = placeOf(this.group, from);
		if (place === null || seq <= place.cursor || this.#closed) return;
		this.group = advanced(this.group, from, seq);
		const { log, slot } = place;
		const opened = await openEnvelope(bytesToKey(bytesOf(log.key)), { log: log.id, mid }, body);
		if (opened === null) this.unreadable();
		else if (opened.slot !== slot) await this.#arrive(mid, opened.content);
		// Our own commit, and the relay's answer to it was lost on the way: it counts.
		else if (this.#commit?.entry.mid === mid && this.#commit.entry.body === bytesToBase64url(body))
			await this.merge(this.#commit.id);
	}

	/** By its first byte (content.ts): an MLS message, or something that lies in the outer envelope alone. */
	async #arrive(mid: string, content: Bytes): Promise<void> {
		const take = ARRIVALS[content[0] ?? CONTENT.mls];
		if (take === undefined) await this.#open(mid, content);
		else if (this.conversation.state === 'open') await take(this, mid, content);
		else this.unreadable();
	}

	async #open(mid: string, content: Uint8Array): Promise<void> {
		// From before this device came in: sealed for others, and none of its business.
		if (this.#closed || (epochOfMessage(content) ?? this.group.from) < this.group.from) return;
		// Its keys are not here; what was not receipted is said again once they are.
		if (this.group.state === '') return;
		const received = await receive(this.state, content, this.pinned);
		switch (received.kind) {
			case 'message': {
				this.#take(received.state);
				this.group = { ...this.group, ownCommits: 0 };
				const message = parseMessage(received.bytes);
				if (message === null) this.unreadable();
				else await hear(this, message, text(received.by));
				return;
			}
			case 'commit':
				this.#take(received.state);
				this.group = { ...this.group, ownCommits: 0 };
				await this.#turned(text(received.by));
				return;
			case 'future': {
				const { held, stuckSince } = this.group;
				if (held.length >= HELD) this.unreadable();
				else this.group = { ...this.group, held: [...held, { mid, content: bytesToBase64url(content) }] };
				this.group = { ...this.group, stuckSince: stuckSince ?? this.core.now() };
				return;
			}
			case 'removed':
				// To be added again in the next epoch, as was asked.
				if (this.group.joining === null) takenOut(this);
				return;
			case 'foreign':
				// Somebody unknown at the door, let in by somebody who is inside: not a word more.
				this.close('key');
				return;
			case 'stale':
				return;
			case 'unreadable':
				this.unreadable();
		}
	}
}
