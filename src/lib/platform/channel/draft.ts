/**
 * The next state of one conversation, put together in memory and saved in one piece: the MLS state, the place in the
 * log, what was read, and what is to be sent because of it. Nothing here is true until `writes` are on disk; thrown
 * away, it costs nothing. Use within one turn (core.ts) only.
 */
import { bytesToBase64url, bytesToKey } from '$platform/crypto';
import type { Message } from '$protocol/messages';
import { randomId, text, type Core } from './core';
import { bytesOf, messageToBytes, openEnvelope, parseMessage, sealEnvelope } from './envelope';
import { commitEmpty, commitMid, encrypt, receive, type GroupState } from './group';
import { deriveRendezvous } from './pairing';
import type { ConversationRecord, GroupRecord, OutboxRecord } from './records';
import type { Write } from './store';

/** Keys are refreshed after so many messages, or when a day has passed since and something was said. */
const COMMIT_MESSAGES = 50;
const COMMIT_MS = 86_400_000;
/** The other side remembers four epochs back; never run further ahead of one who does not answer. */
const COMMITS_UNANSWERED = 2;
/** Messages kept for an epoch that has not come. More than this is not weather but somebody's doing. */
const HELD = 64;

type Distributed<T> = T extends { type: string; body: unknown } ? Pick<T, 'type' | 'body'> : never;
/** A message without its head. */
export type Content = Distributed<Message>;

/** Which messages people see, and which only the two devices. */
export const isShown = (message: Message): boolean =>
	message.type === 'appointment' || message.type === 'reply';

export class Draft {
	readonly #core: Core;
	readonly #id: string;
	readonly #writes: Write[] = [];
	readonly #owed: string[] = [];
	/** Pending commit as of this draft: its outbox id and record. */
	#commit: { id: string; entry: OutboxRecord } | null;
	group: GroupRecord;
	conversation: ConversationRecord;
	/** We were taken out of the group. */
	removed = false;

	constructor(core: Core, id: string, group: GroupRecord, conversation: ConversationRecord) {
		this.#core = core;
		this.#id = id;
		this.group = group;
		this.conversation = conversation;
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

	get #state(): GroupState {
		return bytesOf(this.group.state) as GroupState;
	}
	get #pinned() {
		return this.group.pinned.map(bytesOf);
	}

	#take(state: GroupState): void {
		this.group = { ...this.group, state: text(state) };
	}

	add(...writes: Write[]): void {
		this.#writes.push(...writes);
	}

	/** Everything that has to be on disk together. Makes the receipt and, when one is due, the commit. */
	async writes(): Promise<Write[]> {
		const { groups, conversations, outbox } = this.#core.store;
		if (this.removed) {
			const mine = [...outbox.rows].filter(([, entry]) => entry.conversation === this.#id);
			this.add(...mine.map(([id]) => outbox.delete(id)), groups.delete(this.#id));
			this.add(conversations.put(this.#id, { ...this.conversation, state: 'closed' }));
			return this.#writes;
		}
		for (let at = 0; at < this.#owed.length; at += 200)
			await this.say({ type: 'receipt', body: { received: this.#owed.slice(at, at + 200) } });
		this.#owed.length = 0;
		if (this.commitDue()) await this.#queueCommit();
		this.add(groups.put(this.#id, this.group), conversations.put(this.#id, this.conversation));
		return this.#writes;
	}

	/** Seal a message and queue it. Its id. */
	async say(content: Content): Promise<string> {
		const { store, random, now } = this.#core;
		const id = randomId(random);
		const message = { v: 1, id, sentAt: new Date(now()).toISOString(), ...content } as Message;
		const sealed = await encrypt(this.#state, messageToBytes(message));
		this.#take(sealed.state);
		const entry = await this.#envelope(bytesToBase64url(random(32)), sealed.message);
		const order = entry.order;
		if (isShown(message)) {
			this.group = { ...this.group, sinceCommit: this.group.sinceCommit + 1 };
			const row = { conversation: this.#id, from: 'me', delivery: 'waiting', order, message } as const;
			this.add(store.messages.put(id, row), store.outbox.put(randomId(random), { ...entry, message: id }));
		} else {
			this.add(store.outbox.put(randomId(random), entry));
		}
		return id;
	}

	async #envelope(mid: string, content: Uint8Array): Promise<OutboxRecord> {
		const { log, slot } = this.group;
		const body = await sealEnvelope(bytesToKey(bytesOf(log.key)), { log: log.id, mid }, slot, content);
		return {
			conversation: this.#id,
			order: this.#core.store.nextOrder(),
			mid,
			body: text(body),
			sent: false,
		};
	}

	commitDue(): boolean {
		const { wantsCommit, sinceCommit, lastCommitAt, ownCommits } = this.group;
		if (this.conversation.state !== 'open' || this.#commit !== null || ownCommits >= COMMITS_UNANSWERED)
			return false;
		const aDayLater = sinceCommit > 0 && this.#core.now() - lastCommitAt > COMMIT_MS;
		return wantsCommit || sinceCommit >= COMMIT_MESSAGES || aDayLater;
	}

	/** A commit goes where the other side's would go too; it counts only once the relay has taken it there. */
	async #queueCommit(): Promise<void> {
		const { commit, next } = await commitEmpty(this.#state, this.#pinned);
		const entry = { ...(await this.#envelope(await commitMid(this.#state), commit)), next: text(next) };
		const id = randomId(this.#core.random);
		this.#commit = { id, entry };
		this.add(this.#core.store.outbox.put(id, entry));
	}

	/** The relay took our commit: from here on the new keys. */
	async merge(entryId: string): Promise<void> {
		const pending = this.#commit;
		if (pending?.id !== entryId || pending.entry.next === undefined) return;
		const ownCommits = this.group.ownCommits + 1;
		this.group = { ...this.group, state: pending.entry.next, ownCommits, wantsCommit: false };
		await this.#turned();
	}

	/** Another commit came first; ours is of an epoch that is over. */
	dropCommit(): void {
		if (this.#commit !== null) this.add(this.#core.store.outbox.delete(this.#commit.id));
		this.#commit = null;
	}

	/** A new epoch: no pending commit fits it any more, and what was kept for it may open now. */
	async #turned(): Promise<void> {
		this.dropCommit();
		const { held } = this.group;
		this.group = { ...this.group, sinceCommit: 0, lastCommitAt: this.#core.now(), held: [] };
		for (const { mid, content } of held) await this.#open(mid, bytesOf(content));
	}

	/** One item of the log, in order. Whatever it is, the place in the log moves on. */
	async read(seq: number, mid: string, body: Uint8Array): Promise<void> {
		if (seq <= this.group.cursor || this.removed) return;
		this.group = { ...this.group, cursor: seq };
		const { log, slot } = this.group;
		const opened = await openEnvelope(bytesToKey(bytesOf(log.key)), { log: log.id, mid }, body);
		if (opened === null) this.#unreadable();
		else if (opened.slot !== slot) await this.#open(mid, opened.content);
		// Our own commit, and the relay's answer to it was lost on the way: it counts.
		else if (this.#commit?.entry.mid === mid && this.#commit.entry.body === bytesToBase64url(body))
			await this.merge(this.#commit.id);
	}

	#unreadable(): void {
		this.conversation = { ...this.conversation, unreadable: this.conversation.unreadable + 1 };
	}

	async #open(mid: string, content: Uint8Array): Promise<void> {
		const received = await receive(this.#state, content, this.#pinned);
		switch (received.kind) {
			case 'message': {
				this.#take(received.state);
				const message = parseMessage(received.bytes);
				if (message === null) this.#unreadable();
				else await this.#hear(message);
				return;
			}
			case 'commit':
				this.#take(received.state);
				this.group = { ...this.group, ownCommits: 0 };
				await this.#turned();
				return;
			case 'future':
				if (this.group.held.length >= HELD) this.#unreadable();
				else
					this.group = {
						...this.group,
						held: [...this.group.held, { mid, content: bytesToBase64url(content) }],
					};
				return;
			case 'removed':
				this.removed = true;
				return;
			case 'stale':
				return;
			case 'unreadable':
				this.#unreadable();
		}
	}

	async #hear(message: Message): Promise<void> {
		const { store } = this.#core;
		this.group = { ...this.group, ownCommits: 0 };
		switch (message.type) {
			case 'confirmed':
				await this.agree('theirs');
				return;
			case 'receipt':
				for (const id of message.body.received) this.#delivered(id);
				return;
			case 'appointment':
			case 'reply':
				// Nobody speaks before both have compared the digits.
				if (this.conversation.state !== 'open') {
					this.#unreadable();
					return;
				}
				this.#owed.push(message.id);
				// The same message a second time, or somebody who borrows an id: what is there stays as it is.
				if (store.messages.get(message.id) !== undefined || this.#has(message.id)) return;
				this.group = { ...this.group, sinceCommit: this.group.sinceCommit + 1 };
				this.add(
					store.messages.put(message.id, {
						conversation: this.#id,
						from: 'them',
						order: store.nextOrder(),
						message,
					}),
				);
		}
	}

	/**
	 * One of the two said that the digits are the same on both screens. When both have, the conversation is open, the
	 * rendezvous is to be deleted, and each side owes a commit.
	 */
	async agree(who: 'mine' | 'theirs'): Promise<void> {
		const { store } = this.#core;
		const { pairing, errands } = store;
		const found = pairing.first();
		if (found === null || !('conversation' in found.value) || found.value.conversation !== this.#id) return;
		const record = { ...found.value, [who]: true };
		if (!record.mine || !record.theirs || record.step !== 'comparing') {
			this.add(pairing.put(found.id, record));
			return;
		}
		const { log, adminToken } = await deriveRendezvous(bytesOf(record.seed));
		const errand = { log, token: adminToken, until: record.expiresAt, order: store.nextOrder() };
		this.add(pairing.delete(found.id), errands.put(randomId(this.#core.random), errand));
		const startedAt = new Date(this.#core.now()).toISOString();
		this.conversation = { ...this.conversation, state: 'open', startedAt };
		this.group = { ...this.group, wantsCommit: true };
	}

	#has(messageId: string): boolean {
		return this.#writes.some(({ change }) => change.collection === 'messages' && change.id === messageId);
	}

	#delivered(messageId: string): void {
		const { messages, outbox } = this.#core.store;
		const row = messages.get(messageId);
		if (row?.conversation !== this.#id || row.from !== 'me') return;
		this.add(messages.put(messageId, { ...row, delivery: 'delivered' }));
		for (const [id, entry] of outbox.rows) if (entry.message === messageId) this.add(outbox.delete(id));
	}
}
