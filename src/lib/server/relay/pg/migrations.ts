/**
 * The schema on PostgreSQL, as numbered steps that are only ever added to. A database left by any earlier version is
 * brought up to date when a relay opens it, by one relay at a time; one of a later version is left alone and refused.
 * Everything is in a schema of its own, `rosebay`, so that a database may hold other things beside it.
 */
import { StoreUnavailable } from '../store';
import type { Database } from './database';

export const MIGRATIONS: readonly { version: number; sql: readonly string[] }[] = [
	{
		version: 1,
		sql: [
			`CREATE TABLE rosebay.logs (
				id text PRIMARY KEY,
				write_hash text NOT NULL,
				read_hash text NOT NULL,
				admin_hash text NOT NULL,
				reader_slots integer NOT NULL,
				ttl bigint NOT NULL,
				quota bigint NOT NULL,
				expires_at bigint,
				transfer boolean NOT NULL,
				next_seq bigint NOT NULL DEFAULT 1,
				held bigint NOT NULL DEFAULT 0,
				-- Up to here every reader has acked, and bodies are gone.
				floor bigint NOT NULL DEFAULT 0
			) WITH (fillfactor = 70)`,
			'CREATE INDEX logs_by_expiry ON rosebay.logs (expires_at) WHERE expires_at IS NOT NULL',
			'CREATE INDEX logs_of_transfers ON rosebay.logs (expires_at) WHERE transfer',
			`CREATE TABLE rosebay.acks (
				log text NOT NULL REFERENCES rosebay.logs (id) ON DELETE CASCADE,
				slot integer NOT NULL,
				seq bigint NOT NULL,
				PRIMARY KEY (log, slot)
			) WITH (fillfactor = 70)`,
			// Bodies are sealed: trying to compress them is work for nothing. Rows that are deleted are to be overwritten soon.
			`CREATE TABLE rosebay.items (
				log text NOT NULL REFERENCES rosebay.logs (id) ON DELETE CASCADE,
				seq bigint NOT NULL,
				mid text NOT NULL,
				digest bytea NOT NULL,
				size integer NOT NULL,
				expires_at bigint NOT NULL,
				body bytea,
				PRIMARY KEY (log, seq),
				UNIQUE (log, mid)
			) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500,
				toast.autovacuum_vacuum_scale_factor = 0.02, toast.autovacuum_vacuum_threshold = 500)`,
			'ALTER TABLE rosebay.items ALTER COLUMN body SET STORAGE EXTERNAL',
			'CREATE INDEX items_by_expiry ON rosebay.items (expires_at)',
			`CREATE TABLE rosebay.invites (
				lookup_hash text PRIMARY KEY,
				sealed bytea NOT NULL,
				expires_at bigint NOT NULL
			)`,
			'CREATE TABLE rosebay.staff (token_hash text PRIMARY KEY)',
		],
	},
	{ version: 2, sql: ['ALTER TABLE rosebay.logs ADD COLUMN watch_hash text'] },
	{
		version: 3,
		sql: [
			`CREATE TABLE rosebay.wakes (
				id text PRIMARY KEY,
				token_hash text NOT NULL,
				endpoint text NOT NULL UNIQUE,
				p256dh text NOT NULL,
				auth text NOT NULL,
				expires_at bigint NOT NULL,
				due_at bigint,
				timed boolean NOT NULL DEFAULT false,
				tries integer NOT NULL DEFAULT 0,
				not_before bigint NOT NULL DEFAULT 0
			)`,
			'CREATE INDEX wakes_by_due ON rosebay.wakes (due_at) WHERE due_at IS NOT NULL',
			'CREATE INDEX wakes_by_expiry ON rosebay.wakes (expires_at)',
			`CREATE TABLE rosebay.wake_logs (
				wake text NOT NULL REFERENCES rosebay.wakes (id) ON DELETE CASCADE,
				log text NOT NULL REFERENCES rosebay.logs (id) ON DELETE CASCADE,
				slot integer NOT NULL,
				woken_seq bigint NOT NULL,
				PRIMARY KEY (wake, log)
			)`,
			'CREATE INDEX wake_logs_by_log ON rosebay.wake_logs (log)',
			`CREATE TABLE rosebay.wake_times (
				wake text NOT NULL REFERENCES rosebay.wakes (id) ON DELETE CASCADE,
				at bigint NOT NULL,
				PRIMARY KEY (wake, at)
			)`,
			'CREATE INDEX wake_times_by_time ON rosebay.wake_times (at)',
			`CREATE TABLE rosebay.push_keys (
				one integer PRIMARY KEY CHECK (one = 1),
				public_key text NOT NULL,
				private_key text NOT NULL
			)`,
		],
	},
	{ version: 4, sql: ['ALTER TABLE rosebay.items ADD COLUMN early bigint NOT NULL DEFAULT 0'] },
];

/** The version this code reads and writes. */
export const SCHEMA_VERSION = 4;

if (MIGRATIONS.some(({ version }, at) => version !== at + 1) || MIGRATIONS.length !== SCHEMA_VERSION) {
	throw new Error('Migrations must be numbered from 1 without a gap, up to SCHEMA_VERSION');
}

/** Advisory locks of this store, one number for each thing that one process does at a time. */
export const ADVISORY = {
	migrate: 0x726f_7301,
	sweep: 0x726f_7302,
	transfers: 0x726f_7303,
	wakes: 0x726f_7304,
} as const;

/**
 * Brings the database up to SCHEMA_VERSION in one transaction.
 * @throws {StoreUnavailable} when a later version of Rosebay wrote it, or when it is set not to write to disk.
 */
export async function migrate(database: Database): Promise<void> {
	const [setting] = await database.rows<{ fsync: string }>(
		'fsync',
		"SELECT current_setting('fsync') AS fsync",
		[],
	);
	if (setting?.fsync === 'off') {
		throw new StoreUnavailable(
			'The database in DATABASE_URL runs with fsync off and would lose messages. Turn it on.',
		);
	}
	await database.transaction(async ({ rows }) => {
		await rows('migrate-lock', 'SELECT pg_advisory_xact_lock($1)', [ADVISORY.migrate]);
		const [there] = await rows<{ there: boolean }>(
			'migrate-there',
			"SELECT to_regclass('rosebay.migrations') IS NOT NULL AS there",
			[],
		);
		if (there?.there !== true) {
			await rows('migrate-schema', 'CREATE SCHEMA IF NOT EXISTS rosebay', []);
			await rows('migrate-table', 'CREATE TABLE rosebay.migrations (version integer PRIMARY KEY)', []);
		}
		const [last] = await rows<{ found: number }>(
			'migrate-found',
			'SELECT coalesce(max(version), 0) AS found FROM rosebay.migrations',
			[],
		);
		const found = last?.found ?? 0;
		if (found > SCHEMA_VERSION) {
			throw new StoreUnavailable(
				'The data was written by a later version of Rosebay. Start that version instead.',
			);
		}
		for (const { version, sql } of MIGRATIONS) {
			if (version <= found) continue;
			for (const [at, step] of sql.entries())
				await rows(`migrate-${String(version)}-${String(at)}`, step, []);
			await rows(`migrated-${String(version)}`, 'INSERT INTO rosebay.migrations (version) VALUES ($1)', [
				version,
			]);
		}
	});
}
