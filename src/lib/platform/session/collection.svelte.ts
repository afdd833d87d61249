/**
 * A vault collection on the page: what was read once, kept in memory, and reactive. Rooms write through it and see the
 * change only when it is on disk.
 */
import type * as z from 'zod/mini';
import { randomId } from '$platform/crypto';
import type { Change, Stored, VaultApi, VaultError } from '$platform/vault';
import { ok, type Result } from '$protocol/result';
import { Breather } from './breather';
import type { Session } from './session';

/** Collections of one vault on this page, by name and then by schema: who shows the same must hear of every change. */
const shown = new WeakMap<VaultApi, Map<string, Map<unknown, Collection<unknown>>>>();

function showing(vault: VaultApi, name: string): Map<unknown, Collection<unknown>> {
	const names = shown.get(vault) ?? new Map<string, Map<unknown, Collection<unknown>>>();
	shown.set(vault, names);
	const collections = names.get(name) ?? new Map<unknown, Collection<unknown>>();
	names.set(name, collections);
	return collections;
}

export class Collection<T> {
	readonly #vault: VaultApi;
	readonly #name: string;
	readonly #schema: z.ZodMiniType<T>;
	#items = $state.raw<Stored<T>[]>([]);
	#damaged = $state(0);
	/** Changes that came while a load goes on, for each load: what it read is older than they are. */
	readonly #meanwhile = new Set<Change[]>();
	#forgotten = 0;

	constructor(vault: VaultApi, name: string, schema: z.ZodMiniType<T>) {
		this.#vault = vault;
		this.#name = name;
		this.#schema = schema;
	}

	/** In no promised order: sort by something of the record's own. */
	get items(): Stored<T>[] {
		return this.#items;
	}
	/** Records that opened but are not of this shape: left on disk, left out here. */
	get damaged(): number {
		return this.#damaged;
	}

	/** Read everything. The vault must be open. */
	async load(): Promise<void> {
		const meanwhile: Change[] = [];
		const forgotten = this.#forgotten;
		this.#meanwhile.add(meanwhile);
		try {
			const { items, damaged } = await this.#read();
			if (forgotten !== this.#forgotten) return;
			this.#items = items;
			this.#damaged = damaged;
			for (const change of meanwhile) this.#show(change);
		} finally {
			this.#meanwhile.delete(meanwhile);
		}
	}

	async #read(): Promise<{ items: Stored<T>[]; damaged: number }> {
		const stored = await this.#vault.all(this.#name);
		const items: Stored<T>[] = [];
		const breather = new Breather();
		for (const { id, value } of stored) {
			await breather.breathe();
			const parsed = this.#schema.safeParse(value);
			if (parsed.success) items.push({ id, value: parsed.data });
		}
		return { items, damaged: stored.length - items.length };
	}

	/**
	 * Save one record, new or (with `id`) changed. Resolved when it is on disk. Throws when it is not of the schema's shape.
	 * @param along further changes of the same save, of other collections: all of it is on disk then, or none
	 */
	async put(
		value: T,
		id: string = randomId(),
		along: readonly Change[] = [],
	): Promise<Result<Stored<T>, VaultError>> {
		const plain = this.#schema.parse($state.snapshot(value));
		const saved = await this.#save({ collection: this.#name, id, value: plain }, ...along);
		return saved.ok ? ok({ id, value: plain }) : saved;
	}

	/**
	 * Save many at once, new or (with `id`) changed: all of them are on disk then, or none. Throws when one is not of the
	 * schema's shape.
	 */
	async putAll(values: readonly { value: T; id?: string }[]): Promise<Result<null, VaultError>> {
		const changes: Change[] = values.map(({ value, id = randomId() }) => ({
			collection: this.#name,
			id,
			value: this.#schema.parse($state.snapshot(value)),
		}));
		return this.#save(...changes);
	}

	/** @param along as in {@link put} */
	async delete(id: string, along: readonly Change[] = []): Promise<Result<null, VaultError>> {
		return this.#save({ collection: this.#name, id, deleted: true }, ...along);
	}

	/** What the vault holds of it is gone: nothing is shown any more. */
	forgotten(): void {
		this.#forgotten += 1;
		this.#items = [];
		this.#damaged = 0;
	}

	async #save(...changes: Change[]): Promise<Result<null, VaultError>> {
		const saved = await this.#vault.save(changes);
		if (saved.ok)
			for (const change of changes)
				for (const one of showing(this.#vault, change.collection).values()) one.#apply(change);
		return saved;
	}

	#apply(change: Change): void {
		for (const changes of this.#meanwhile) changes.push(change);
		this.#show(change);
	}

	#show(change: Change): void {
		if ('deleted' in change) {
			this.#items = this.#items.filter(({ id }) => id !== change.id);
			return;
		}
		const parsed = this.#schema.safeParse(change.value);
		if (!parsed.success) return;
		const item = { id: change.id, value: parsed.data };
		const known = this.#items.some(({ id }) => id === item.id);
		this.#items = known
			? this.#items.map((other) => (other.id === item.id ? item : other))
			: [...this.#items, item];
	}
}

/**
 * The collection `name` of this session's vault, its records held to `schema`. Call `load` before reading. The same
 * name and schema give the same object, so two screens see one another's changes.
 */
export function openCollection<T>(session: Session, name: string, schema: z.ZodMiniType<T>): Collection<T> {
	const collections = showing(session.vault, name);
	// A schema object stands for one T, so what was kept under it is a Collection of that T.
	const known = collections.get(schema) as Collection<T> | undefined;
	if (known) return known;
	const collection = new Collection(session.vault, name, schema);
	collections.set(schema, collection);
	return collection;
}

/** These collections were deleted as a whole: pages that show them show nothing of them now. */
export function forgetShown(vault: VaultApi, names: readonly string[]): void {
	for (const name of names) for (const one of showing(vault, name).values()) one.forgotten();
}
