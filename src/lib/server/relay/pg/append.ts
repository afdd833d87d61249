/**
 * Appending many items, of many logs, in one transaction. The logs' rows are locked first and in the order of their ids,
 * as everything does that touches a log: so two processes wait for one another and never in a circle, and what is decided
 * here about seq, quota and repeats still holds when it is written.
 */
import { ITEM_OVERHEAD, type Appended, type NewItem } from '../store';
import type { Database, Sql } from './database';

export interface Append {
	item: NewItem;
	now: number;
}

interface LogRow {
	id: string;
	quota: number;
	held: number;
	next: number;
	expires: number | null;
}

/** Locks these logs until the transaction ends. */
export const lockLogs = (sql: Sql, ids: readonly string[]): Promise<LogRow[]> =>
	sql.rows<LogRow>(
		'lock-logs',
		`SELECT id, quota, held, next_seq AS next, expires_at AS expires FROM rosebay.logs
			WHERE id = ANY($1) ORDER BY id FOR UPDATE`,
		[[...new Set(ids)].sort()],
	);

/** Which of these mids stand in these logs already, and for what. Asked after the lock, sent together with it. */
const knownMids = (sql: Sql, asked: readonly Append[]) =>
	sql.rows<{ log: string; mid: string; digest: Buffer }>(
		'known-mids',
		`SELECT i.log, i.mid, i.digest FROM unnest($1::text[], $2::text[]) AS asked (log, mid)
			JOIN rosebay.items i ON i.log = asked.log AND i.mid = asked.mid`,
		[asked.map(({ item }) => item.log), asked.map(({ item }) => item.mid)],
	);

interface Row extends NewItem {
	seq: number;
	size: number;
}

/** All bodies travel as one value and are cut apart there: an array of them would travel as text, twice the size. */
function insert(sql: Sql, rows: readonly Row[], logs: readonly LogRow[]): void {
	let at = 1;
	const starts = rows.map(({ body }) => (at += body.length) - body.length);
	sql.last(
		'insert-items',
		`INSERT INTO rosebay.items (log, seq, mid, digest, size, expires_at, early, body)
			SELECT log, seq, mid, digest, size, expires_at, early, substring($8::bytea FROM start FOR length)
			FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bytea[], $5::int[], $6::bigint[], $7::int[], $9::int[],
				$10::bigint[]) AS new (log, seq, mid, digest, size, expires_at, start, length, early)`,
		[
			rows.map(({ log }) => log),
			rows.map(({ seq }) => seq),
			rows.map(({ mid }) => mid),
			rows.map(({ digest }) => Buffer.from(digest)),
			rows.map(({ size }) => size),
			rows.map(({ expiresAt }) => expiresAt),
			starts,
			Buffer.concat(rows.map(({ body }) => body)),
			rows.map(({ body }) => body.length),
			rows.map(({ early }) => early),
		],
	);
	sql.last(
		'count-items',
		`UPDATE rosebay.logs l SET next_seq = new.next, held = new.held
			FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS new (id, next, held) WHERE l.id = new.id`,
		[logs.map(({ id }) => id), logs.map(({ next }) => next), logs.map(({ held }) => held)],
	);
}

/** Each is judged after the ones before it, as if it had come alone. */
export function append(database: Database, asked: readonly Append[]): Promise<Appended[]> {
	return database.transaction(async (sql) => {
		const [locked, known] = await Promise.all([
			lockLogs(
				sql,
				asked.map(({ item }) => item.log),
			),
			knownMids(sql, asked),
		]);
		const logs = new Map(locked.map((log) => [log.id, log]));
		const digests = new Map(known.map(({ log, mid, digest }) => [`${log} ${mid}`, digest]));
		const rows: Row[] = [];
		const answers = asked.map(({ item, now }): Appended => {
			const name = `${item.log} ${item.mid}`;
			const digest = Buffer.from(item.digest);
			const before = digests.get(name);
			if (before !== undefined) return before.equals(digest) ? 'same' : 'conflict';
			const log = logs.get(item.log);
			if (log === undefined || (log.expires !== null && log.expires <= now)) return 'missing';
			const size = item.body.length + ITEM_OVERHEAD;
			if (log.held + size > log.quota) return 'full';
			rows.push({ ...item, seq: log.next, size });
			log.next += 1;
			log.held += size;
			digests.set(name, digest);
			return 'appended';
		});
		const grown = new Set(rows.map(({ log }) => log));
		if (rows.length > 0)
			insert(
				sql,
				rows,
				locked.filter(({ id }) => grown.has(id)),
			);
		return answers;
	});
}
