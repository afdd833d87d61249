/**
 * The records of one conversation as they will be: what is kept, with what a draft has put, deleted and queued on top of it.
 * Everything that asks what was said, or what is still to be sent, asks here; nothing is on disk yet.
 */
import type { Message } from '$protocol/messages';
import type { Core } from './core';
import { fileOf } from './files/keeping';
import type { MessageRecord, OutboxRecord } from './records';
import type { Write } from './store';

export class DraftRecords {
	readonly core: Core;
	/** Of the conversation. */
	readonly id: string;
	readonly #writes: Write[] = [];
	readonly #rows = new Map<string, MessageRecord | null>();

	constructor(core: Core, id: string) {
		this.core = core;
		this.id = id;
	}

	/** What was added so far, in order. */
	protected get added(): readonly Write[] {
		return this.#writes;
	}

	/** Further records that have to be on disk together with this. */
	add(...writes: Write[]): void {
		this.#writes.push(...writes);
	}

	/** What is in the outbox of this conversation, as of this draft. */
	queued(): Map<string, OutboxRecord> {
		const rows = new Map(
			[...this.core.store.outbox.rows].filter(([, entry]) => entry.conversation === this.id),
		);
		for (const { change } of this.#writes) {
			if (change.collection !== 'outbox') continue;
			if ('deleted' in change) rows.delete(change.id);
			else rows.set(change.id, change.value as OutboxRecord);
		}
		return rows;
	}

	/** A message that is kept, as of this draft. */
	message(id: string): MessageRecord | undefined {
		const row = this.#rows.get(id) ?? this.core.store.messages.get(id);
		return row?.conversation === this.id && this.#rows.get(id) !== null ? row : undefined;
	}

	/** All that are kept of this conversation, as of this draft. */
	messages(): MessageRecord[] {
		const rows = [...this.core.store.messages.rows].filter(([id]) => !this.#rows.has(id));
		return [...rows, ...this.#rows].flatMap(([, row]) => (row?.conversation === this.id ? [row] : []));
	}

	put(id: string, row: MessageRecord): void {
		this.#rows.set(id, row);
		this.add(this.core.store.messages.put(id, row));
	}

	/** Keep what somebody else said. An id that is taken, in whichever conversation, keeps what it has. */
	keep(message: Message, by: string): void {
		if (this.core.store.messages.get(message.id) !== undefined) return;
		const order = this.core.store.nextOrder();
		const head = { conversation: this.id, from: 'them' as const, by, readers: [], letGoBy: [], seen: false };
		this.put(message.id, { ...head, order, message });
	}

	/** Delete a message that is kept, and whatever of it is still to be sent. */
	remove(id: string): void {
		const row = this.message(id);
		if (row === undefined) return;
		const file = fileOf(row.message);
		if (file !== null) this.add(...this.core.store.parts.delete(this.id, file));
		this.#rows.set(id, null);
		this.add(this.core.store.messages.delete(id));
		this.unqueue(id);
	}

	/** Nothing that was said stays on this device. */
	clear(): void {
		for (const [id, row] of this.core.store.messages.rows) if (row.conversation === this.id) this.remove(id);
		for (const [id, row] of this.#rows) if (row !== null) this.remove(id);
	}

	/** It need not be sent (again). */
	unqueue(message: string): void {
		const { outbox } = this.core.store;
		for (const [id, entry] of outbox.rows)
			if (entry.message === message && entry.conversation === this.id) this.add(outbox.delete(id));
	}
}
