/**
 * The channel's collections, held in memory while the vault is open. A save is one strict transaction over any of them;
 * memory changes only after the disk has it. Knows nothing of what the records mean.
 */
import type { Change, Stored, VaultError } from '$platform/vault/contract';
import { failed, ok, type Result } from '$protocol/result';
import type * as z from 'zod/mini';
import { Parts } from './files/parts';
import {
	conversationRecord,
	errandRecord,
	groupRecord,
	handoverRecord,
	identityRecord,
	messageRecord,
	outboxRecord,
	pairingRecord,
	staffRecord,
	watchRecord,
} from './records';

/** What the channel needs of the vault, and nothing more. */
export interface Shelf {
	all(collection: string): Promise<Stored[]>;
	save(changes: Change[]): Promise<Result<null, VaultError>>;
}

/** One change of one record, not on disk yet. A later write to the same record in one save replaces the earlier. */
export interface Write {
	change: Change;
	apply(): void;
}

export class Table<T> {
	readonly #name: string;
	readonly #schema: z.ZodMiniType<T>;
	readonly #rows = new Map<string, T>();

	constructor(name: string, schema: z.ZodMiniType<T>) {
		this.#name = name;
		this.#schema = schema;
	}

	get rows(): ReadonlyMap<string, T> {
		return this.#rows;
	}

	get(id: string): T | undefined {
		return this.#rows.get(id);
	}

	/** For a table of at most one record. */
	first(): { id: string; value: T } | null {
		for (const [id, value] of this.#rows) return { id, value };
		return null;
	}

	/** A record that no longer fits is passed over: the others are worth more than an error. */
	async load(shelf: Shelf): Promise<void> {
		for (const { id, value } of await shelf.all(this.#name)) {
			const parsed = this.#schema.safeParse(value);
			if (parsed.success) this.#rows.set(id, parsed.data);
		}
	}

	put(id: string, value: T): Write {
		return { change: { collection: this.#name, id, value }, apply: () => void this.#rows.set(id, value) };
	}

	delete(id: string): Write {
		return { change: { collection: this.#name, id, deleted: true }, apply: () => void this.#rows.delete(id) };
	}
}

export type SaveError = { type: 'StorageFull' } | { type: 'NotOpen' };

export class Store {
	readonly identity = new Table('identity', identityRecord);
	readonly staff = new Table('staff', staffRecord);
	readonly conversations = new Table('conversations', conversationRecord);
	readonly groups = new Table('groups', groupRecord);
	readonly messages = new Table('messages', messageRecord);
	readonly outbox = new Table('outbox', outboxRecord);
	readonly errands = new Table('errands', errandRecord);
	readonly pairing = new Table('pairing', pairingRecord);
	readonly handovers = new Table('handovers', handoverRecord);
	readonly watches = new Table('watches', watchRecord);
	readonly parts = new Parts('parts');
	readonly #shelf: Shelf;
	readonly #saved: (error: SaveError | null) => void;
	#order = 0;

	/** @param saved told after each save how it went */
	constructor(shelf: Shelf, saved: (error: SaveError | null) => void) {
		this.#shelf = shelf;
		this.#saved = saved;
	}

	async load(): Promise<void> {
		const tables = [this.identity, this.staff, this.conversations, this.groups] as const;
		const more = [this.messages, this.outbox, this.errands, this.pairing, this.handovers] as const;
		const all = [...tables, ...more, this.watches, this.parts];
		await Promise.all(all.map((one) => one.load(this.#shelf)));
		for (const table of [this.messages, this.outbox, this.errands])
			for (const { order } of table.rows.values()) this.#order = Math.max(this.#order, order);
	}

	/** Rises with each call: the order in which things were written here. */
	nextOrder(): number {
		this.#order += 1;
		return this.#order;
	}

	/** All of it is on disk and in memory when this says ok; nothing of it otherwise. */
	async save(writes: readonly Write[]): Promise<Result<null, SaveError>> {
		const last = new Map(writes.map((write) => [`${write.change.collection}/${write.change.id}`, write]));
		if (last.size === 0) return ok(null);
		const result = await this.#shelf.save([...last.values()].map((write) => write.change));
		const error: SaveError | null = result.ok
			? null
			: { type: result.error.type === 'StorageFull' ? 'StorageFull' : 'NotOpen' };
		if (error === null) for (const write of last.values()) write.apply();
		this.#saved(error);
		return error === null ? ok(null) : failed(error);
	}

	/** Writes that leave nothing of a conversation. */
	forget(conversation: string): Write[] {
		const of = <T extends { conversation: string }>(table: Table<T>) =>
			[...table.rows].filter(([, row]) => row.conversation === conversation).map(([id]) => table.delete(id));
		return [
			...(this.conversations.get(conversation) ? [this.conversations.delete(conversation)] : []),
			...(this.groups.get(conversation) ? [this.groups.delete(conversation)] : []),
			...of(this.messages),
			...of(this.outbox),
			...of(this.handovers),
			...(this.watches.get(conversation) ? [this.watches.delete(conversation)] : []),
			...this.parts.delete(conversation),
		];
	}
}
