/**
 * Group commit: all writes that arrive while the last group is being put on disk share one transaction, hence one
 * fsync, and are told of it only after it. Each is durable before its promise resolves, at a fraction of the cost.
 *
 * A write must not throw for an expected outcome: one that throws takes its whole group back with it, because a
 * transaction is all or nothing. The others of the group are then tried one by one, so that nobody pays for a
 * neighbour's mistake.
 */
import type Database from 'libsql';
import { StoreFull, StoreUnavailable } from '../store';

interface Waiting {
	run: () => unknown;
	done: (value: unknown) => void;
	fail: (error: unknown) => void;
}

const GROUP_AT_MOST = 256;

/** Which of SQLite's result codes mean that there is no room. An I/O error while writing is how a full disk may show. */
const FULL = /^SQLITE_(FULL|IOERR_(WRITE|FSYNC|TRUNCATE|SHMSIZE|SHMOPEN))$/;
const UNUSABLE = /^SQLITE_(BUSY|LOCKED|READONLY|CANTOPEN|NOTADB|CORRUPT)/;

/** SQLite's errors in the store's words; others as they are. */
export function storeError(error: unknown): unknown {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (FULL.test(code)) return new StoreFull('There is no room left on the disk.', { cause: error });
	if (UNUSABLE.test(code)) {
		return new StoreUnavailable("The data cannot be used right now, or is not Rosebay's.", { cause: error });
	}
	return error;
}

export class GroupCommit {
	#waiting: Waiting[] = [];
	#scheduled = false;

	constructor(private readonly db: Database.Database) {}

	/** Runs this write in the next group; resolves with what it returned once the group is on disk. */
	write<T>(run: () => T): Promise<T> {
		return new Promise<T>((resolve, reject) => {
			this.#waiting.push({
				run,
				done: (value) => {
					resolve(value as T);
				},
				fail: reject,
			});
			this.#schedule();
		});
	}

	/** Puts everything that waits on disk now. */
	flush(): void {
		while (this.#waiting.length > 0) this.#commit(this.#waiting.splice(0, GROUP_AT_MOST));
	}

	#schedule(): void {
		if (this.#scheduled) return;
		this.#scheduled = true;
		setImmediate(() => {
			this.#scheduled = false;
			this.#commit(this.#waiting.splice(0, GROUP_AT_MOST));
			if (this.#waiting.length > 0) this.#schedule();
		});
	}

	#commit(group: Waiting[]): void {
		if (group.length === 0) return;
		const results: unknown[] = [];
		try {
			this.db.exec('BEGIN IMMEDIATE');
			for (const { run } of group) results.push(run());
			this.db.exec('COMMIT');
		} catch (error) {
			// SQLite has already rolled back by itself after some errors, a full disk among them.
			if (this.db.inTransaction) this.db.exec('ROLLBACK');
			const [only] = group;
			if (group.length === 1) only?.fail(storeError(error));
			else for (const one of group) this.#commit([one]);
			return;
		}
		for (const [at, { done }] of group.entries()) done(results[at]);
	}
}
