/**
 * The embedded store: one SQLite file through libsql, WAL and synchronous=FULL, so that a resolved promise means on
 * disk. `secure_delete` overwrites what is deleted. Reading and writing share one connection and run one after the
 * other; another process (the command line) may open the same file.
 *
 * libsql aborts the whole process when a statement is given a bare Buffer: always bind an array.
 */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import {
	ITEM_OVERHEAD,
	REMEMBER_MS,
	sameLog,
	StoreFull,
	type Appended,
	type Cursor,
	type Invite,
	type LogRecord,
	type NewItem,
	type Page,
	type Store,
} from '../store';
import { GroupCommit, storeError } from './group-commit';
import type { WakeStore } from '../../push/store';
import { migrate } from './migrations';
import { LibsqlWakes } from './wakes';

/** How many expired rows one transaction deletes, so that a sweep never holds up the others. */
const SWEEP_ROWS = 500;

const LOG_COLUMNS = `id, write_hash AS writeTokenHash, read_hash AS readTokenHash, admin_hash AS adminTokenHash,
	watch_hash AS watchTokenHash, reader_slots AS readerSlots, ttl, quota, expires_at AS expiresAt`;

/** libsql hands a blob out as a Buffer from `get` and as an ArrayBuffer from `all`. */
const bytes = (blob: Buffer | ArrayBuffer): Uint8Array => new Uint8Array(blob);

export interface LibsqlOptions {
	/** The file; it is made when it is not there. Its folder must be. */
	path: string;
	/** Largest size of the file, in bytes; beyond it the store is full. Default: as much as the disk has. */
	maxBytes?: number;
	/**
	 * Bytes of the disk that new items and logs leave alone, so that reading, acking and deleting, which need a little
	 * room too, still work on a disk that is full for everyone else, and make room again.
	 */
	reserve?: number;
}

const RESERVE = 16 * 1024 * 1024;
/** How long a look at the disk counts, milliseconds. */
const LOOK_MS = 1_000;

/**
 * Opens the embedded store, bringing an older file up to date.
 * @throws {StoreUnavailable} when another process holds the file, or a later version wrote it.
 * @throws {StoreFull} when there is no room to begin with.
 */
export function openLibsqlStore({ path, maxBytes, reserve = RESERVE }: LibsqlOptions): Store {
	let db;
	try {
		db = new Database(path, { timeout: 5_000 });
		db.pragma('journal_mode = WAL');
		db.pragma('synchronous = FULL');
		db.pragma('foreign_keys = ON');
		db.pragma('secure_delete = ON');
		db.pragma('journal_size_limit = 4194304');
		if (maxBytes !== undefined) db.pragma(`max_page_count = ${String(Math.floor(maxBytes / 4_096))}`);
		migrate(db);
	} catch (error) {
		throw storeError(error);
	}
	return new LibsqlStore(db, dirname(path), reserve);
}

class LibsqlStore implements Store {
	readonly #db: Database.Database;
	readonly #group: GroupCommit;
	readonly #sql;
	readonly wakes: WakeStore;
	readonly #listeners = new Set<(logs: readonly string[]) => void>();

	#looked = -Infinity;
	#room = 0;

	constructor(
		db: Database.Database,
		private readonly folder: string,
		private readonly reserve: number,
	) {
		this.#db = db;
		this.#group = new GroupCommit(db);
		this.#sql = statements(db);
		this.wakes = new LibsqlWakes(db, this.#group, () => this.#needRoom(0));
	}

	/** By `all`, because `get` puts a `_metadata` of its own into the row. */
	#log(id: string): LogRecord | undefined {
		return (this.#sql.log.all([id]) as LogRecord[])[0];
	}

	/**
	 * Looks at the disk once a second, and counts what is written in between.
	 * @throws {StoreFull} when only the reserve is left.
	 */
	#needRoom(bytes: number): void {
		const now = performance.now();
		if (now - this.#looked >= LOOK_MS) {
			const { bavail, bsize } = statfsSync(this.folder);
			this.#room = bavail * bsize - this.reserve;
			this.#looked = now;
		}
		// Once into the write-ahead log, once into the file, and a few pages of indexes.
		const taken = 2 * bytes + 32_768;
		if (this.#room < taken) throw new StoreFull('There is no room left on the disk.');
		this.#room -= taken;
	}

	async openLog(log: LogRecord): Promise<'opened' | 'same' | 'conflict'> {
		this.#needRoom(0);
		return this.#group.write(() => this.#known(log) ?? this.#open(log, 0));
	}

	async openTransfer(
		log: LogRecord,
		atMost: number,
		now: number,
	): Promise<'opened' | 'same' | 'conflict' | 'full'> {
		this.#needRoom(0);
		return this.#group.write(() => {
			const known = this.#known(log);
			if (known !== null) return known;
			const { open } = this.#sql.openTransfers.get([now]) as { open: number };
			return open >= atMost ? 'full' : this.#open(log, 1);
		});
	}

	/** What stands under this id already, if anything does. */
	#known(log: LogRecord): 'same' | 'conflict' | null {
		const there = this.#log(log.id);
		if (there === undefined) return null;
		return sameLog(there, log) ? 'same' : 'conflict';
	}

	#open(log: LogRecord, transfer: 0 | 1): 'opened' {
		const { id, writeTokenHash, readTokenHash, adminTokenHash, watchTokenHash } = log;
		const { readerSlots, ttl, quota, expiresAt } = log;
		this.#sql.openLog.run([
			id,
			writeTokenHash,
			readTokenHash,
			adminTokenHash,
			watchTokenHash,
			readerSlots,
			ttl,
			quota,
			expiresAt,
			transfer,
		]);
		return 'opened';
	}

	async logs(ids: readonly string[], now: number): Promise<LogRecord[]> {
		const found: LogRecord[] = [];
		for (const id of ids) {
			const row = this.#log(id);
			if (row !== undefined && (row.expiresAt === null || row.expiresAt > now)) found.push(row);
		}
		return Promise.resolve(found);
	}

	async append(item: NewItem, now: number): Promise<Appended> {
		this.#needRoom(item.body.length);
		const result = await this.#group.write((): Appended => {
			const before = this.#sql.digest.get([item.log, item.mid]) as { digest: Buffer } | undefined;
			if (before !== undefined) return before.digest.equals(item.digest) ? 'same' : 'conflict';
			const size = item.body.length + ITEM_OVERHEAD;
			const next = this.#sql.takeSeq.get([size, item.log, now, size]) as { seq: number } | undefined;
			if (next === undefined) {
				const log = this.#log(item.log);
				return log === undefined || (log.expiresAt !== null && log.expiresAt <= now) ? 'missing' : 'full';
			}
			this.#sql.append.run([
				item.log,
				next.seq,
				item.mid,
				item.digest,
				size,
				item.expiresAt,
				item.early,
				item.body,
			]);
			return 'appended';
		});
		if (result === 'appended') for (const listener of this.#listeners) listener([item.log]);
		return result;
	}

	async read(cursors: readonly Cursor[], maxBytes: number, now: number): Promise<Page> {
		const page: Page = { items: [], more: false };
		let room = maxBytes;
		for (const { log, after } of cursors) {
			// Sizes first: a long log is not read from disk only to be cut.
			const rows = this.#sql.sizes.all([log, after, now]) as { seq: number; size: number }[];
			for (const { seq, size } of rows) {
				if (page.items.length > 0 && size > room) {
					page.more = true;
					return Promise.resolve(page);
				}
				const { mid, body } = this.#sql.item.get([log, seq]) as { mid: string; body: Buffer };
				page.items.push({ log, seq, mid, body: bytes(body) });
				room -= size;
			}
		}
		return Promise.resolve(page);
	}

	waiting(ids: readonly string[], now: number): Promise<{ log: string; expiresAt: number }[]> {
		return Promise.resolve(
			ids.flatMap((log) => {
				const [found] = this.#sql.waiting.all([log, log, now]) as { expiresAt: number | null }[];
				return typeof found?.expiresAt === 'number' ? [{ log, expiresAt: found.expiresAt }] : [];
			}),
		);
	}

	ack(log: string, slot: number, seq: number, now: number): Promise<void> {
		return this.#group.write(() => {
			this.#sql.ack.run([log, slot, seq, log]);
			const floor = (this.#sql.floor.get([log, log]) as { floor: number } | undefined)?.floor;
			if (floor === undefined) return;
			const { freed } = this.#sql.freed.get([log, floor]) as { freed: number };
			if (freed === 0) return;
			this.#sql.release.run([freed, log]);
			this.#sql.empty.run([now + REMEMBER_MS, log, floor]);
		});
	}

	deleteLog(id: string): Promise<void> {
		return this.#group.write(() => {
			this.#sql.deleteLog.run([id]);
		});
	}

	async sweep(now: number): Promise<void> {
		for (let again = true; again;) {
			again = await this.#group.write(() => {
				const items = this.#sql.expiredItems.all([now, SWEEP_ROWS]) as {
					log: string;
					seq: number;
					size: number;
				}[];
				for (const { log, seq, size } of items) {
					this.#sql.release.run([size, log]);
					this.#sql.deleteItem.run([log, seq]);
				}
				const logs = this.#sql.deleteExpiredLogs.run([now, SWEEP_ROWS]).changes;
				this.#sql.deleteExpiredInvites.run([now]);
				return items.length === SWEEP_ROWS || logs === SWEEP_ROWS;
			});
		}
		// What was deleted would linger in the write-ahead log until it is written over.
		try {
			this.#db.pragma('wal_checkpoint(TRUNCATE)');
		} catch (error) {
			throw storeError(error);
		}
	}

	watch(listener: (logs: readonly string[]) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	invite({ lookupHash, sealed, expiresAt }: Invite): Promise<void> {
		return this.#group.write(() => {
			this.#sql.invite.run([lookupHash, sealed, expiresAt]);
		});
	}

	redeem(lookupHash: string, staffTokenHash: string, now: number): Promise<Uint8Array | null> {
		return this.#group.write(() => {
			const row = this.#sql.redeem.get([lookupHash, now]) as { sealed: Buffer } | undefined;
			if (row === undefined) return null;
			this.#sql.addStaff.run([staffTokenHash]);
			return bytes(row.sealed);
		});
	}

	isStaff(tokenHash: string): Promise<boolean> {
		return Promise.resolve(this.#sql.staff.get([tokenHash]) !== undefined);
	}

	count(): Promise<{ logs: number; items: number }> {
		const [row] = this.#sql.count.all([]) as { logs: number; items: number }[];
		return Promise.resolve(row ?? { logs: 0, items: 0 });
	}

	close(): Promise<void> {
		this.#group.flush();
		this.#db.close();
		return Promise.resolve();
	}
}

function statements(db: Database.Database) {
	return {
		openLog:
			db.prepare(`INSERT INTO logs (id, write_hash, read_hash, admin_hash, watch_hash, reader_slots, ttl, quota,
			expires_at, transfer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
		openTransfers: db.prepare('SELECT count(*) AS open FROM logs WHERE transfer = 1 AND expires_at > ?'),
		log: db.prepare(`SELECT ${LOG_COLUMNS} FROM logs WHERE id = ?`),
		digest: db.prepare('SELECT digest FROM items WHERE log = ? AND mid = ?'),
		takeSeq: db.prepare(`UPDATE logs SET next_seq = next_seq + 1, held = held + ?
			WHERE id = ? AND (expires_at IS NULL OR expires_at > ?) AND held + ? <= quota RETURNING next_seq - 1 AS seq`),
		append: db.prepare(`INSERT INTO items (log, seq, mid, digest, size, expires_at, early, body)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`),
		sizes: db.prepare(`SELECT seq, size FROM items
			WHERE log = ? AND seq > ? AND body IS NOT NULL AND expires_at > ? ORDER BY seq`),
		item: db.prepare('SELECT mid, body FROM items WHERE log = ? AND seq = ?'),
		waiting: db.prepare(`SELECT min(expires_at + early) AS expiresAt FROM items WHERE log = ?
			AND seq > coalesce((SELECT seq FROM acks WHERE log = ? AND slot = 0), 0)
			AND body IS NOT NULL AND expires_at > ?`),
		ack: db.prepare(`INSERT INTO acks (log, slot, seq) SELECT ?, ?, min(?, next_seq - 1) FROM logs WHERE id = ?
			ON CONFLICT (log, slot) DO UPDATE SET seq = max(seq, excluded.seq)`),
		floor: db.prepare(`SELECT min(seq) AS floor FROM acks WHERE log = ?
			HAVING count(*) >= (SELECT reader_slots FROM logs WHERE id = ?)`),
		freed: db.prepare(`SELECT coalesce(sum(size), 0) AS freed FROM items
			WHERE log = ? AND seq <= ? AND body IS NOT NULL`),
		release: db.prepare('UPDATE logs SET held = held - ? WHERE id = ?'),
		empty: db.prepare(`UPDATE items SET body = NULL, size = 0, expires_at = min(expires_at, ?)
			WHERE log = ? AND seq <= ? AND body IS NOT NULL`),
		deleteLog: db.prepare('DELETE FROM logs WHERE id = ?'),
		expiredItems: db.prepare('SELECT log, seq, size FROM items WHERE expires_at <= ? LIMIT ?'),
		deleteItem: db.prepare('DELETE FROM items WHERE log = ? AND seq = ?'),
		deleteExpiredLogs: db.prepare(`DELETE FROM logs
			WHERE id IN (SELECT id FROM logs WHERE expires_at <= ? LIMIT ?)`),
		deleteExpiredInvites: db.prepare('DELETE FROM invites WHERE expires_at <= ?'),
		invite: db.prepare('INSERT INTO invites (lookup_hash, sealed, expires_at) VALUES (?, ?, ?)'),
		redeem: db.prepare('DELETE FROM invites WHERE lookup_hash = ? AND expires_at > ? RETURNING sealed'),
		addStaff: db.prepare('INSERT INTO staff (token_hash) VALUES (?) ON CONFLICT DO NOTHING'),
		count: db.prepare(`SELECT (SELECT count(*) FROM logs) AS logs,
			(SELECT count(*) FROM items WHERE body IS NOT NULL) AS items`),
		staff: db.prepare('SELECT 1 AS there FROM staff WHERE token_hash = ?'),
	};
}
