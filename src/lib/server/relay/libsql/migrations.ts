/**
 * The embedded store's schema, as numbered steps that are only ever added to. A file made by any earlier version is
 * brought up to date when it is opened; one made by a later version is left alone and refused.
 */
import type Database from 'libsql';
import { StoreUnavailable } from '../store';

export const MIGRATIONS: readonly { version: number; sql: string }[] = [
	{
		version: 1,
		sql: `
			CREATE TABLE logs (
				id TEXT PRIMARY KEY,
				write_hash TEXT NOT NULL,
				read_hash TEXT NOT NULL,
				admin_hash TEXT NOT NULL,
				reader_slots INTEGER NOT NULL,
				ttl INTEGER NOT NULL,
				quota INTEGER NOT NULL,
				expires_at INTEGER,
				next_seq INTEGER NOT NULL DEFAULT 1,
				held INTEGER NOT NULL DEFAULT 0
			);
			CREATE INDEX logs_by_expiry ON logs (expires_at) WHERE expires_at IS NOT NULL;
			CREATE TABLE acks (
				log TEXT NOT NULL REFERENCES logs (id) ON DELETE CASCADE,
				slot INTEGER NOT NULL,
				seq INTEGER NOT NULL,
				PRIMARY KEY (log, slot)
			);
			CREATE TABLE items (
				log TEXT NOT NULL REFERENCES logs (id) ON DELETE CASCADE,
				seq INTEGER NOT NULL,
				mid TEXT NOT NULL,
				digest BLOB NOT NULL,
				size INTEGER NOT NULL,
				expires_at INTEGER NOT NULL,
				body BLOB,
				PRIMARY KEY (log, seq),
				UNIQUE (log, mid)
			);
			CREATE INDEX items_by_expiry ON items (expires_at);
			CREATE TABLE invites (
				lookup_hash TEXT PRIMARY KEY,
				sealed BLOB NOT NULL,
				expires_at INTEGER NOT NULL
			);
			CREATE TABLE staff (token_hash TEXT PRIMARY KEY);
		`,
	},
	{
		version: 2,
		sql: `
			ALTER TABLE logs ADD COLUMN transfer INTEGER NOT NULL DEFAULT 0;
			CREATE INDEX logs_of_transfers ON logs (expires_at) WHERE transfer = 1;
		`,
	},
	{ version: 3, sql: 'ALTER TABLE logs ADD COLUMN watch_hash TEXT;' },
	{
		version: 4,
		sql: `
			CREATE TABLE wakes (
				id TEXT PRIMARY KEY,
				token_hash TEXT NOT NULL,
				endpoint TEXT NOT NULL UNIQUE,
				p256dh TEXT NOT NULL,
				auth TEXT NOT NULL,
				expires_at INTEGER NOT NULL,
				due_at INTEGER,
				timed INTEGER NOT NULL DEFAULT 0,
				tries INTEGER NOT NULL DEFAULT 0,
				not_before INTEGER NOT NULL DEFAULT 0
			);
			CREATE INDEX wakes_by_due ON wakes (due_at) WHERE due_at IS NOT NULL;
			CREATE INDEX wakes_by_expiry ON wakes (expires_at);
			CREATE TABLE wake_logs (
				wake TEXT NOT NULL REFERENCES wakes (id) ON DELETE CASCADE,
				log TEXT NOT NULL REFERENCES logs (id) ON DELETE CASCADE,
				slot INTEGER NOT NULL,
				woken_seq INTEGER NOT NULL,
				PRIMARY KEY (wake, log)
			);
			CREATE INDEX wake_logs_by_log ON wake_logs (log);
			CREATE TABLE wake_times (
				wake TEXT NOT NULL REFERENCES wakes (id) ON DELETE CASCADE,
				at INTEGER NOT NULL,
				PRIMARY KEY (wake, at)
			);
			CREATE INDEX wake_times_by_time ON wake_times (at);
			CREATE TABLE push_keys (
				one INTEGER PRIMARY KEY CHECK (one = 1),
				public_key TEXT NOT NULL,
				private_key TEXT NOT NULL
			);
		`,
	},
	{ version: 5, sql: 'ALTER TABLE items ADD COLUMN early INTEGER NOT NULL DEFAULT 0;' },
];

/** The version this code reads and writes. */
export const SCHEMA_VERSION = 5;

if (MIGRATIONS.some(({ version }, at) => version !== at + 1) || MIGRATIONS.length !== SCHEMA_VERSION) {
	throw new Error('Migrations must be numbered from 1 without a gap, up to SCHEMA_VERSION');
}

/**
 * Brings the file up to SCHEMA_VERSION in one transaction; safe when two processes open a new file at once.
 * @throws {StoreUnavailable} when the file was written by a later version of Rosebay.
 */
export function migrate(db: Database.Database): void {
	db.exec('BEGIN IMMEDIATE');
	try {
		const { user_version: found } = db.prepare('PRAGMA user_version').get() as { user_version: number };
		if (found > SCHEMA_VERSION) {
			throw new StoreUnavailable(
				'The data was written by a later version of Rosebay. Start that version instead.',
			);
		}
		for (const { version, sql } of MIGRATIONS) if (version > found) db.exec(sql);
		db.exec(`PRAGMA user_version = ${String(SCHEMA_VERSION)}`);
		db.exec('COMMIT');
	} catch (error) {
		if (db.inTransaction) db.exec('ROLLBACK');
		throw error;
	}
}
