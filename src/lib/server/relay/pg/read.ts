/** Reading, many polls at once, in one statement; and the looks that need no lock. */
import { ITEM_OVERHEAD, type Cursor, type LogRecord, type Page } from '../store';
import type { Database } from './database';

export interface Read {
	cursors: readonly Cursor[];
	maxBytes: number;
	now: number;
}

interface Row {
	asked: number;
	log: string;
	seq: number;
	mid: string;
	body: Buffer;
	further: boolean;
}

/** Each poll's items in the order of its cursors, cut where they become more than it asked for. */
export async function read(database: Database, asked: readonly Read[]): Promise<Page[]> {
	const cursors = asked.flatMap((one, at) =>
		one.cursors.map((cursor) => ({ ...cursor, at, max: one.maxBytes, now: one.now })),
	);
	const most = Math.max(...asked.map(({ maxBytes }) => maxBytes));
	const rows = await database.rows<Row>(
		'read',
		`SELECT asked, log, seq, mid, body, further FROM (
				SELECT c.asked, c.max, c.place, i.*, sum(i.size) OVER w AS running, row_number() OVER w AS n,
					lead(1) OVER w IS NOT NULL AS further
				FROM unnest($1::int[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[])
					WITH ORDINALITY AS c (asked, log, after, max, now, place)
				CROSS JOIN LATERAL (
					SELECT i.log, i.seq, i.mid, i.body, i.size FROM rosebay.items i
					WHERE i.log = c.log AND i.seq > c.after AND i.body IS NOT NULL AND i.expires_at > c.now
					ORDER BY i.seq LIMIT $6
				) i
				WINDOW w AS (PARTITION BY c.asked ORDER BY c.place, i.seq)
			) page WHERE running <= max OR n = 1 ORDER BY asked, place, seq`,
		[
			cursors.map(({ at }) => at),
			cursors.map(({ log }) => log),
			cursors.map(({ after }) => after),
			cursors.map(({ max }) => max),
			cursors.map(({ now }) => now),
			// More than this cannot fit on a page.
			Math.ceil(most / ITEM_OVERHEAD) + 2,
		],
	);
	const pages = asked.map((): Page => ({ items: [], more: false }));
	for (const { asked: at, log, seq, mid, body, further } of rows) {
		const page = pages[at];
		page?.items.push({ log, seq, mid, body });
		if (page !== undefined) page.more = further;
	}
	return pages;
}

export interface LookUp {
	ids: readonly string[];
	now: number;
}

const LOG_COLUMNS = `id, write_hash AS "writeTokenHash", read_hash AS "readTokenHash", admin_hash AS "adminTokenHash",
	watch_hash AS "watchTokenHash", reader_slots AS "readerSlots", ttl, quota, expires_at AS "expiresAt"`;

export const LOG_BY_IDS = `SELECT ${LOG_COLUMNS} FROM rosebay.logs WHERE id = ANY($1)`;

export async function lookUp(database: Database, asked: readonly LookUp[]): Promise<LogRecord[][]> {
	const rows = await database.rows<LogRecord>('logs', LOG_BY_IDS, [
		[...new Set(asked.flatMap(({ ids }) => ids))],
	]);
	const found = new Map(rows.map((log) => [log.id, log]));
	return asked.map(({ ids, now }) =>
		ids.flatMap((id) => {
			const log = found.get(id);
			return log !== undefined && (log.expiresAt === null || log.expiresAt > now) ? [log] : [];
		}),
	);
}

/** The logs of these cursors that have something after them, or are gone. */
export async function arrivals(database: Database, cursors: readonly Cursor[]): Promise<string[]> {
	const rows = await database.rows<{ log: string }>(
		'arrivals',
		`SELECT DISTINCT c.log FROM unnest($1::text[], $2::bigint[]) AS c (log, after)
			WHERE NOT EXISTS (SELECT 1 FROM rosebay.logs l WHERE l.id = c.log) OR EXISTS (
				SELECT 1 FROM rosebay.items i
				WHERE i.log = c.log AND i.seq > c.after AND i.body IS NOT NULL
			)`,
		[cursors.map(({ log }) => log), cursors.map(({ after }) => after)],
	);
	return rows.map(({ log }) => log);
}

/** How many logs there are, and items with a body. */
export async function count(database: Database): Promise<{ logs: number; items: number }> {
	const [row] = await database.rows<{ logs: number; items: number }>(
		'count',
		`SELECT (SELECT count(*) FROM rosebay.logs) AS logs,
			(SELECT count(*) FROM rosebay.items WHERE body IS NOT NULL) AS items`,
		[],
	);
	return row ?? { logs: 0, items: 0 };
}

/** Of these logs, those with something that slot 0 has not acked, and when the first of it to come would expire by its log's time. */
export const waiting = (
	database: Database,
	ids: readonly string[],
	now: number,
): Promise<{ log: string; expiresAt: number }[]> =>
	database.rows(
		'waiting',
		`SELECT i.log, min(i.expires_at + i.early) AS "expiresAt" FROM rosebay.items i
			LEFT JOIN rosebay.acks a ON a.log = i.log AND a.slot = 0
			WHERE i.log = ANY($1) AND i.seq > coalesce(a.seq, 0) AND i.body IS NOT NULL AND i.expires_at > $2
			GROUP BY i.log`,
		[ids, now],
	);
