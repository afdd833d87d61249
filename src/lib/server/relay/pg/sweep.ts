/** Deletes what has expired, a little at a time, by one process at a time; another that comes meanwhile leaves it to it. */
import { lockLogs } from './append';
import type { Database } from './database';
import { ADVISORY } from './migrations';

/** How many rows one transaction deletes, so that a sweep never holds up the others. */
const SWEEP_ROWS = 500;

/** Whether there may be more. */
const sweepSome = (database: Database, now: number): Promise<boolean> =>
	database.transaction(async (sql) => {
		const [lock] = await sql.rows<{ mine: boolean }>(
			'sweep-lock',
			'SELECT pg_try_advisory_xact_lock($1) AS mine',
			[ADVISORY.sweep],
		);
		if (lock?.mine !== true) return false;
		const expired = await sql.rows<{ log: string; seq: number }>(
			'expired-items',
			'SELECT log, seq FROM rosebay.items WHERE expires_at <= $1 LIMIT $2',
			[now, SWEEP_ROWS],
		);
		if (expired.length > 0) {
			await lockLogs(
				sql,
				expired.map(({ log }) => log),
			);
			sql.last(
				'delete-items',
				`WITH gone AS (
						DELETE FROM rosebay.items i USING unnest($1::text[], $2::bigint[]) AS old (log, seq)
						WHERE i.log = old.log AND i.seq = old.seq RETURNING i.log, i.size
					)
					UPDATE rosebay.logs l SET held = l.held - freed.size
					FROM (SELECT log, sum(size) AS size FROM gone GROUP BY log) freed WHERE l.id = freed.log`,
				[expired.map(({ log }) => log), expired.map(({ seq }) => seq)],
			);
			return true;
		}
		const logs = await sql.rows(
			'delete-logs',
			`DELETE FROM rosebay.logs WHERE id IN (
				SELECT id FROM rosebay.logs WHERE expires_at <= $1 ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED
			) RETURNING id`,
			[now, SWEEP_ROWS],
		);
		await sql.rows('delete-invites', 'DELETE FROM rosebay.invites WHERE expires_at <= $1', [now]);
		return logs.length === SWEEP_ROWS;
	});

export async function sweep(database: Database, now: number): Promise<void> {
	while (await sweepSome(database, now));
}
