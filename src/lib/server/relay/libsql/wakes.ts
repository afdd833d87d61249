/** Wakes in the embedded store (push/store.ts). One process has the file, so whoever claims is alone. */
import type Database from 'libsql';
import type { DueWake, PushKeys, Spread, WakeRecord, WakeStore } from '../../push/store';
import type { GroupCommit } from './group-commit';

/** Something lies in a log it waits on that its reader has not acked, and that it was not yet woken for. */
const UNREAD = `EXISTS (SELECT 1 FROM wake_logs w JOIN logs l ON l.id = w.log
	LEFT JOIN acks a ON a.log = w.log AND a.slot = w.slot
	WHERE w.wake = wakes.id AND l.next_seq - 1 > max(w.woken_seq, coalesce(a.seq, 0)))`;
const SOON = 'max(not_before, ? + abs(random()) % ?)';

/** First instant, and how many milliseconds of chance after it. */
const soon = (now: number, [from, to]: Spread): [number, number] => [now + from, Math.max(1, to - from)];

export class LibsqlWakes implements WakeStore {
	readonly #sql;

	/** @param needRoom throws StoreFull when the disk is full */
	constructor(
		db: Database.Database,
		private readonly group: GroupCommit,
		private readonly needRoom: () => void,
	) {
		this.#sql = statements(db);
	}

	async put(
		{ id, tokenHash, endpoint, p256dh, auth, logs, times, expiresAt }: WakeRecord,
		limits: { perLog: number; atMost: number },
	): Promise<'kept' | 'conflict' | 'full'> {
		this.needRoom();
		const sql = this.#sql;
		return this.group.write(() => {
			const [there] = sql.token.all([id]) as { tokenHash: string }[];
			if (there !== undefined && there.tokenHash !== tokenHash) return 'conflict';
			const { others } = sql.others.get([id, endpoint]) as { others: number };
			if (others >= limits.atMost) return 'full';
			for (const { log } of logs) {
				const { waiting } = sql.waiting.get([log, id, endpoint]) as { waiting: number };
				if (waiting >= limits.perLog) return 'full';
			}
			sql.dropEndpoint.run([endpoint, id]);
			sql.put.run([id, tokenHash, endpoint, p256dh, auth, expiresAt]);
			sql.dropLogs.run([id]);
			sql.dropTimes.run([id]);
			for (const { log, slot } of logs) sql.putLog.run([id, slot, log]);
			for (const at of times) sql.putTime.run([id, at]);
			return 'kept';
		});
	}

	tokenHash(id: string): Promise<string | null> {
		const [row] = this.#sql.token.all([id]) as { tokenHash: string }[];
		return Promise.resolve(row?.tokenHash ?? null);
	}

	drop(id: string): Promise<void> {
		return this.group.write(() => void this.#sql.drop.run([id]));
	}

	async plan(now: number, how: { news: Spread; times: Spread; stale: number }): Promise<void> {
		const sql = this.#sql;
		// Most looks find nothing to do, and do not write.
		const { work } = sql.work.get([now, now]) as { work: number };
		if (work === 0) return;
		await this.group.write(() => {
			sql.expire.run([now]);
			sql.staleTimes.run([now - how.stale]);
			sql.planTimes.run([...soon(now, how.times), now]);
			sql.pastTimes.run([now]);
			sql.planNews.run(soon(now, how.news));
			sql.idle.run([]);
		});
	}

	async claim(now: number, { lease, atMost }: { lease: number; atMost: number }): Promise<DueWake[]> {
		const { due } = this.#sql.due.get([now]) as { due: number };
		if (due === 0) return [];
		return this.group.write(() => {
			this.#sql.readMeanwhile.run([now]);
			return (this.#sql.claim.all([now + lease, now, atMost]) as DueWake[]).map(
				({ id, endpoint, p256dh, auth, tries }) => ({ id, endpoint, p256dh, auth, tries }),
			);
		});
	}

	sent({ id, endpoint }: DueWake, notBefore: number): Promise<void> {
		return this.group.write(() => {
			if (this.#sql.settle.run([null, notBefore, id, endpoint]).changes > 0) this.#sql.woken.run([id]);
		});
	}

	later({ id, endpoint }: DueWake, at: number | null): Promise<void> {
		return this.group.write(() => {
			if (at !== null) this.#sql.again.run([at, id, endpoint]);
			else if (this.#sql.settle.run([null, 0, id, endpoint]).changes > 0) this.#sql.woken.run([id]);
		});
	}

	gone({ id, endpoint }: DueWake): Promise<void> {
		return this.group.write(() => void this.#sql.gone.run([id, endpoint]));
	}

	keys(made: PushKeys): Promise<PushKeys> {
		return this.group.write(() => {
			this.#sql.putKeys.run([made.publicKey, made.privateKey]);
			const [{ publicKey, privateKey } = made] = this.#sql.keys.all([]) as PushKeys[];
			return { publicKey, privateKey };
		});
	}
}

function statements(db: Database.Database) {
	return {
		token: db.prepare('SELECT token_hash AS tokenHash FROM wakes WHERE id = ?'),
		others: db.prepare('SELECT count(*) AS others FROM wakes WHERE id <> ? AND endpoint <> ?'),
		waiting: db.prepare(`SELECT count(*) AS waiting FROM wake_logs JOIN wakes ON id = wake
			WHERE log = ? AND id <> ? AND endpoint <> ?`),
		dropEndpoint: db.prepare('DELETE FROM wakes WHERE endpoint = ? AND id <> ?'),
		put: db.prepare(`INSERT INTO wakes (id, token_hash, endpoint, p256dh, auth, expires_at)
			VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET endpoint = excluded.endpoint,
			p256dh = excluded.p256dh, auth = excluded.auth, expires_at = excluded.expires_at,
			due_at = NULL, timed = 0, tries = 0`),
		dropLogs: db.prepare('DELETE FROM wake_logs WHERE wake = ?'),
		dropTimes: db.prepare('DELETE FROM wake_times WHERE wake = ?'),
		putLog: db.prepare(`INSERT INTO wake_logs (wake, slot, log, woken_seq)
			SELECT ?, ?, id, next_seq - 1 FROM logs WHERE id = ? ON CONFLICT DO NOTHING`),
		putTime: db.prepare('INSERT INTO wake_times (wake, at) VALUES (?, ?) ON CONFLICT DO NOTHING'),
		drop: db.prepare('DELETE FROM wakes WHERE id = ?'),
		work: db.prepare(`SELECT EXISTS (SELECT 1 FROM wakes WHERE expires_at <= ?)
			OR EXISTS (SELECT 1 FROM wake_times WHERE at <= ?)
			OR EXISTS (SELECT 1 FROM wakes WHERE due_at IS NULL AND (${UNREAD}
				OR NOT EXISTS (SELECT 1 FROM wake_logs WHERE wake = id)
					AND NOT EXISTS (SELECT 1 FROM wake_times WHERE wake = id))) AS work`),
		expire: db.prepare('DELETE FROM wakes WHERE expires_at <= ?'),
		staleTimes: db.prepare('DELETE FROM wake_times WHERE at <= ?'),
		planTimes: db.prepare(`UPDATE wakes SET timed = 1, due_at = min(coalesce(due_at, 9e15), ${SOON})
			WHERE id IN (SELECT wake FROM wake_times WHERE at <= ?)`),
		pastTimes: db.prepare('DELETE FROM wake_times WHERE at <= ?'),
		planNews: db.prepare(`UPDATE wakes SET due_at = ${SOON} WHERE due_at IS NULL AND ${UNREAD}`),
		idle: db.prepare(`DELETE FROM wakes WHERE due_at IS NULL
			AND NOT EXISTS (SELECT 1 FROM wake_logs WHERE wake = id)
			AND NOT EXISTS (SELECT 1 FROM wake_times WHERE wake = id)`),
		due: db.prepare('SELECT EXISTS (SELECT 1 FROM wakes WHERE due_at <= ?) AS due'),
		readMeanwhile: db.prepare(`UPDATE wakes SET due_at = NULL, tries = 0
			WHERE due_at <= ? AND timed = 0 AND NOT ${UNREAD}`),
		claim: db.prepare(`UPDATE wakes SET due_at = ?, tries = tries + 1
			WHERE id IN (SELECT id FROM wakes WHERE due_at <= ? ORDER BY due_at LIMIT ?)
			RETURNING id, endpoint, p256dh, auth, tries`),
		settle: db.prepare(`UPDATE wakes SET due_at = ?, timed = 0, tries = 0, not_before = ?
			WHERE id = ? AND endpoint = ?`),
		woken: db.prepare(`UPDATE wake_logs SET woken_seq = (SELECT next_seq - 1 FROM logs WHERE id = log)
			WHERE wake = ?`),
		again: db.prepare('UPDATE wakes SET due_at = ? WHERE id = ? AND endpoint = ?'),
		gone: db.prepare('DELETE FROM wakes WHERE id = ? AND endpoint = ?'),
		putKeys: db.prepare(`INSERT INTO push_keys (one, public_key, private_key) VALUES (1, ?, ?)
			ON CONFLICT DO NOTHING`),
		keys: db.prepare('SELECT public_key AS publicKey, private_key AS privateKey FROM push_keys'),
	};
}
