/** Acking, many at once, in one transaction: what every slot of a log has is emptied, and its mid remembered for a day. */
import { REMEMBER_MS } from '../store';
import { lockLogs } from './append';
import type { Database } from './database';

export interface Ack {
	log: string;
	slot: number;
	seq: number;
	now: number;
}

/** One row a slot of a log, the furthest: PostgreSQL refuses to touch a row twice in one statement. */
function furthest(asked: readonly Ack[]): Ack[] {
	const by = new Map<string, Ack>();
	for (const ack of asked) {
		const name = `${ack.log} ${String(ack.slot)}`;
		if (ack.seq >= (by.get(name)?.seq ?? 0)) by.set(name, ack);
	}
	return [...by.values()];
}

/** Up to where all slots of these logs have acked, where that is further than it was. */
const FLOORS = `SELECT l.id, l.floor AS before, min(a.seq) AS floor FROM rosebay.logs l
	JOIN rosebay.acks a ON a.log = l.id WHERE l.id = ANY($1)
	GROUP BY l.id HAVING count(*) >= l.reader_slots AND min(a.seq) > l.floor`;

export function ack(database: Database, asked: readonly Ack[]): Promise<undefined[]> {
	return database.transaction(async (sql) => {
		const acks = furthest(asked);
		const logs = [...new Set(acks.map(({ log }) => log))];
		await Promise.all([
			lockLogs(sql, logs),
			sql.rows(
				'ack',
				`INSERT INTO rosebay.acks (log, slot, seq)
					SELECT l.id, new.slot, least(new.seq, l.next_seq - 1)
					FROM unnest($1::text[], $2::int[], $3::bigint[]) AS new (log, slot, seq)
					JOIN rosebay.logs l ON l.id = new.log
					ON CONFLICT (log, slot) DO UPDATE SET seq = greatest(acks.seq, excluded.seq)`,
				[acks.map(({ log }) => log), acks.map(({ slot }) => slot), acks.map(({ seq }) => seq)],
			),
		]);
		sql.last(
			'empty-items',
			// Every part of one statement sees the items as they were before it: `freed` counts what `emptied` empties.
			`WITH floors AS (${FLOORS}), freed AS (
					SELECT i.log, sum(i.size) AS size FROM floors f
					JOIN rosebay.items i ON i.log = f.id AND i.seq > f.before AND i.seq <= f.floor AND i.body IS NOT NULL
					GROUP BY i.log
				), emptied AS (
					UPDATE rosebay.items i SET body = NULL, size = 0, expires_at = least(i.expires_at, $2)
					FROM floors f WHERE i.log = f.id AND i.seq > f.before AND i.seq <= f.floor AND i.body IS NOT NULL
				)
				UPDATE rosebay.logs l SET floor = f.floor, held = l.held - coalesce(freed.size, 0)
				FROM floors f LEFT JOIN freed ON freed.log = f.id WHERE l.id = f.id`,
			[logs, Math.max(...asked.map(({ now }) => now)) + REMEMBER_MS],
		);
		return asked.map(() => undefined);
	});
}
