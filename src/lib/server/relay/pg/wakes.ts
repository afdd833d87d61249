/** Wakes on PostgreSQL (push/store.ts). Several processes look at once: what one has locked, the others leave to it. */
import type { DueWake, PushKeys, Spread, WakeRecord, WakeStore } from '../../push/store';
import type { Database } from './database';
import { ADVISORY } from './migrations';

/** Something lies in a log it waits on that its reader has not acked, and that it was not yet woken for. */
const UNREAD = `EXISTS (SELECT 1 FROM rosebay.wake_logs w JOIN rosebay.logs l ON l.id = w.log
	LEFT JOIN rosebay.acks a ON a.log = w.log AND a.slot = w.slot
	WHERE w.wake = k.id AND l.next_seq - 1 > greatest(w.woken_seq, coalesce(a.seq, 0)))`;
/** $1 and $2: the first instant, and how many milliseconds of chance after it. */
const SOON = 'greatest(not_before, $1::bigint + floor(random() * $2::bigint)::bigint)';

const soon = (now: number, [from, to]: Spread): [number, number] => [now + from, Math.max(1, to - from)];

export class PgWakes implements WakeStore {
	constructor(private readonly database: Database) {}

	put(
		{ id, tokenHash, endpoint, p256dh, auth, logs, times, expiresAt }: WakeRecord,
		limits: { perLog: number; atMost: number },
	): Promise<'kept' | 'conflict' | 'full'> {
		const names = logs.map(({ log }) => log);
		return this.database.transaction(async (sql) => {
			// One at a time, so that all processes together keep to the limits, and no two have one subscription.
			await sql.rows('wakes-lock', 'SELECT pg_advisory_xact_lock($1)', [ADVISORY.wakes]);
			const [there] = await sql.rows<{ tokenHash: string }>('wake-token', TOKEN, [id]);
			if (there !== undefined && there.tokenHash !== tokenHash) return 'conflict';
			const [count] = await sql.rows<{ others: number; waiting: number }>(
				'wake-room',
				`SELECT (SELECT count(*) FROM rosebay.wakes WHERE id <> $1 AND endpoint <> $2) AS others,
					coalesce((SELECT max(n) FROM (
						SELECT count(*) AS n FROM rosebay.wake_logs JOIN rosebay.wakes ON id = wake
						WHERE log = ANY($3) AND id <> $1 AND endpoint <> $2 GROUP BY log
					) each), 0) AS waiting`,
				[id, endpoint, names],
			);
			if ((count?.others ?? 0) >= limits.atMost || (count?.waiting ?? 0) >= limits.perLog) return 'full';
			sql.last('wake-endpoint', 'DELETE FROM rosebay.wakes WHERE endpoint = $1 AND id <> $2', [endpoint, id]);
			sql.last(
				'wake-put',
				`INSERT INTO rosebay.wakes (id, token_hash, endpoint, p256dh, auth, expires_at)
					VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET endpoint = excluded.endpoint,
					p256dh = excluded.p256dh, auth = excluded.auth, expires_at = excluded.expires_at,
					due_at = NULL, timed = false, tries = 0`,
				[id, tokenHash, endpoint, p256dh, auth, expiresAt],
			);
			sql.last('wake-drop-logs', 'DELETE FROM rosebay.wake_logs WHERE wake = $1', [id]);
			sql.last('wake-drop-times', 'DELETE FROM rosebay.wake_times WHERE wake = $1', [id]);
			sql.last(
				'wake-logs',
				`INSERT INTO rosebay.wake_logs (wake, log, slot, woken_seq)
					SELECT $1, l.id, given.slot, l.next_seq - 1
					FROM unnest($2::text[], $3::int[]) AS given (log, slot) JOIN rosebay.logs l ON l.id = given.log
					FOR KEY SHARE OF l ON CONFLICT DO NOTHING`,
				[id, names, logs.map(({ slot }) => slot)],
			);
			sql.last(
				'wake-times',
				`INSERT INTO rosebay.wake_times (wake, at) SELECT $1, unnest($2::bigint[]) ON CONFLICT DO NOTHING`,
				[id, times],
			);
			return 'kept';
		});
	}

	async tokenHash(id: string): Promise<string | null> {
		const [row] = await this.database.rows<{ tokenHash: string }>('wake-token', TOKEN, [id]);
		return row?.tokenHash ?? null;
	}

	async drop(id: string): Promise<void> {
		await this.database.rows('wake-drop', 'DELETE FROM rosebay.wakes WHERE id = $1', [id]);
	}

	plan(now: number, how: { news: Spread; times: Spread; stale: number }): Promise<void> {
		return this.database.transaction(async (sql) => {
			// Whoever plans now plans for all.
			const [lock] = await sql.rows<{ mine: boolean }>(
				'plan-lock',
				'SELECT pg_try_advisory_xact_lock($1) AS mine',
				[ADVISORY.wakes],
			);
			if (lock?.mine !== true) return;
			sql.last('plan-expire', 'DELETE FROM rosebay.wakes WHERE expires_at <= $1', [now]);
			sql.last('plan-stale', 'DELETE FROM rosebay.wake_times WHERE at <= $1', [now - how.stale]);
			sql.last(
				'plan-times',
				`WITH past AS (DELETE FROM rosebay.wake_times WHERE at <= $3 RETURNING wake)
					UPDATE rosebay.wakes SET timed = true, due_at = least(due_at, ${SOON})
					WHERE id IN (SELECT wake FROM past)`,
				[...soon(now, how.times), now],
			);
			sql.last(
				'plan-news',
				`UPDATE rosebay.wakes k SET due_at = ${SOON} WHERE due_at IS NULL AND ${UNREAD}`,
				soon(now, how.news),
			);
			sql.last(
				'plan-idle',
				`DELETE FROM rosebay.wakes WHERE due_at IS NULL
					AND NOT EXISTS (SELECT 1 FROM rosebay.wake_logs WHERE wake = id)
					AND NOT EXISTS (SELECT 1 FROM rosebay.wake_times WHERE wake = id)`,
				[],
			);
		});
	}

	claim(now: number, { lease, atMost }: { lease: number; atMost: number }): Promise<DueWake[]> {
		return this.database.transaction(async (sql) => {
			await sql.rows(
				'wakes-read',
				`UPDATE rosebay.wakes SET due_at = NULL, tries = 0 WHERE id IN (
					SELECT id FROM rosebay.wakes k WHERE due_at <= $1 AND NOT timed AND NOT ${UNREAD}
					FOR UPDATE SKIP LOCKED
				)`,
				[now],
			);
			return sql.rows<DueWake>(
				'wakes-claim',
				`UPDATE rosebay.wakes SET due_at = $2, tries = tries + 1 WHERE id IN (
					SELECT id FROM rosebay.wakes WHERE due_at <= $1 ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED
				) RETURNING id, endpoint, p256dh, auth, tries`,
				[now, now + lease, atMost],
			);
		});
	}

	sent(wake: DueWake, notBefore: number): Promise<void> {
		return this.#settle(wake, notBefore);
	}

	async later(wake: DueWake, at: number | null): Promise<void> {
		if (at === null) await this.#settle(wake, 0);
		else
			await this.database.rows(
				'wake-again',
				'UPDATE rosebay.wakes SET due_at = $3 WHERE id = $1 AND endpoint = $2',
				[wake.id, wake.endpoint, at],
			);
	}

	async gone({ id, endpoint }: DueWake): Promise<void> {
		await this.database.rows('wake-gone', 'DELETE FROM rosebay.wakes WHERE id = $1 AND endpoint = $2', [
			id,
			endpoint,
		]);
	}

	async keys(made: PushKeys): Promise<PushKeys> {
		await this.database.rows(
			'push-keys-put',
			'INSERT INTO rosebay.push_keys (one, public_key, private_key) VALUES (1, $1, $2) ON CONFLICT DO NOTHING',
			[made.publicKey, made.privateKey],
		);
		const [kept = made] = await this.database.rows<PushKeys>(
			'push-keys',
			'SELECT public_key AS "publicKey", private_key AS "privateKey" FROM rosebay.push_keys',
			[],
		);
		return kept;
	}

	async #settle({ id, endpoint }: DueWake, notBefore: number): Promise<void> {
		await this.database.rows(
			'wake-settle',
			`WITH settled AS (
					UPDATE rosebay.wakes SET due_at = NULL, timed = false, tries = 0, not_before = $3
					WHERE id = $1 AND endpoint = $2 RETURNING id
				)
				UPDATE rosebay.wake_logs w SET woken_seq = l.next_seq - 1
				FROM rosebay.logs l, settled WHERE l.id = w.log AND w.wake = settled.id`,
			[id, endpoint, notBefore],
		);
	}
}

const TOKEN = 'SELECT token_hash AS "tokenHash" FROM rosebay.wakes WHERE id = $1';
