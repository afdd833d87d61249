/**
 * Rows of sealed bytes in IndexedDB, through `idb` (1.2 KB; Dexie would be 27). Knows nothing of what is in them, and
 * nobody who reads the database does either: ids are random, and chaff looks the same.
 */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Bytes } from '$platform/crypto';

export interface Row {
	/** 16 random bytes. */
	id: Bytes;
	/** One of the bucket sizes, see row-format. */
	sealed: Bytes;
}

interface Schema extends DBSchema {
	rows: { key: Bytes; value: Row };
}

const DATABASE_VERSION = 1;
const STORE = 'rows';

export class Rows {
	readonly #database: IDBPDatabase<Schema>;

	private constructor(database: IDBPDatabase<Schema>) {
		this.#database = database;
	}

	static async open(name: string): Promise<Rows> {
		return new Rows(
			await openDB<Schema>(name, DATABASE_VERSION, {
				upgrade: (database) => {
					database.createObjectStore(STORE, { keyPath: 'id' });
				},
			}),
		);
	}

	/** Delete the whole store. Whoever has it open must have closed it. What lay there stays on the medium, sealed. */
	static destroy(name: string): Promise<void> {
		return deleteDB(name);
	}

	all(): Promise<Row[]> {
		return this.#database.getAll(STORE);
	}

	/** One strict transaction: when this resolves all of it is on disk, when it rejects none of it is. */
	async commit(change: { put: readonly Row[]; gone: readonly Bytes[]; clear?: boolean }): Promise<void> {
		const transaction = this.#database.transaction(STORE, 'readwrite', { durability: 'strict' });
		const requests: Promise<unknown>[] = [];
		if (change.clear) requests.push(transaction.store.clear());
		for (const id of change.gone) requests.push(transaction.store.delete(id));
		for (const row of change.put) requests.push(transaction.store.put(row));
		// Nothing more is to come: the disk need not wait to hear so.
		transaction.commit();
		// The transaction's own error says why (no room); a request's only says that it was aborted, and some never answer
		// once the disk has refused.
		let first: unknown;
		for (const request of requests) request.catch((error: unknown) => (first ??= error));
		try {
			await transaction.done;
		} catch (error) {
			throw transaction.error ?? first ?? error;
		}
	}

	close(): void {
		this.#database.close();
	}
}
