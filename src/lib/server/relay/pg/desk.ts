/** What happens seldom, one after the other in the order asked: opening and deleting logs, invites, staff. */
import { sameLog, type Invite, type LogRecord } from '../store';
import type { Database, Sql } from './database';
import { ADVISORY } from './migrations';
import { LOG_BY_IDS } from './read';

export type Opened = 'opened' | 'same' | 'conflict';

async function insertLog(sql: Sql, log: LogRecord, transfer: boolean): Promise<boolean> {
	const rows = await sql.rows(
		'open-log',
		`INSERT INTO rosebay.logs (id, write_hash, read_hash, admin_hash, reader_slots, ttl, quota, expires_at, transfer,
				watch_hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id`,
		[
			log.id,
			log.writeTokenHash,
			log.readTokenHash,
			log.adminTokenHash,
			log.readerSlots,
			log.ttl,
			log.quota,
			log.expiresAt,
			transfer,
			log.watchTokenHash,
		],
	);
	return rows.length === 1;
}

async function known(sql: Sql, log: LogRecord): Promise<'same' | 'conflict' | null> {
	const [there] = await sql.rows<LogRecord>('log', LOG_BY_IDS, [[log.id]]);
	if (there === undefined) return null;
	return sameLog(there, log) ? 'same' : 'conflict';
}

export const openLog = (database: Database, log: LogRecord): Promise<Opened> =>
	database.transaction(async (sql) =>
		// Between the two it can only have been deleted; then the id is taken by nobody who could be told.
		(await insertLog(sql, log, false)) ? 'opened' : ((await known(sql, log)) ?? 'conflict'),
	);

/** Counted by one process at a time, so that all of them together open no more than `atMost`. */
export const openTransfer = (
	database: Database,
	log: LogRecord,
	atMost: number,
	now: number,
): Promise<Opened | 'full'> =>
	database.transaction(async (sql) => {
		await sql.rows('transfers-lock', 'SELECT pg_advisory_xact_lock($1)', [ADVISORY.transfers]);
		const there = await known(sql, log);
		if (there !== null) return there;
		const [count] = await sql.rows<{ open: number }>(
			'open-transfers',
			'SELECT count(*) AS open FROM rosebay.logs WHERE transfer AND expires_at > $1',
			[now],
		);
		if ((count?.open ?? 0) >= atMost) return 'full';
		return (await insertLog(sql, log, true)) ? 'opened' : 'conflict';
	});

export const deleteLog = async (database: Database, id: string): Promise<void> => {
	await database.rows('delete-log', 'DELETE FROM rosebay.logs WHERE id = $1', [id]);
};

export const invite = async (
	database: Database,
	{ lookupHash, sealed, expiresAt }: Invite,
): Promise<void> => {
	await database.rows(
		'invite',
		'INSERT INTO rosebay.invites (lookup_hash, sealed, expires_at) VALUES ($1, $2, $3)',
		[lookupHash, Buffer.from(sealed), expiresAt],
	);
};

export async function redeem(
	database: Database,
	lookupHash: string,
	staffTokenHash: string,
	now: number,
): Promise<Uint8Array | null> {
	const [row] = await database.rows<{ sealed: Buffer }>(
		'redeem',
		`WITH used AS (DELETE FROM rosebay.invites WHERE lookup_hash = $1 AND expires_at > $3 RETURNING sealed),
			added AS (INSERT INTO rosebay.staff (token_hash) SELECT $2 FROM used ON CONFLICT DO NOTHING)
			SELECT sealed FROM used`,
		[lookupHash, staffTokenHash, now],
	);
	return row?.sealed ?? null;
}

export async function isStaff(database: Database, tokenHash: string): Promise<boolean> {
	const rows = await database.rows('staff', 'SELECT 1 AS there FROM rosebay.staff WHERE token_hash = $1', [
		tokenHash,
	]);
	return rows.length === 1;
}
