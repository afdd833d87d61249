/** For a team whose colleague is away: that something waits, and since which hour. Neither how much nor what. */
import { waitingSchema, type WaitingAnswer } from '$protocol/relay';
import { readJson } from '../body';
import { json, problem } from '../problems';
import { tokenMatches } from '../tokens';
import { call, HOUR, type Call, type Parts } from './call';

/** The full hour in or just before which something came that expires then; the disk does not know it better. */
const since = (expiresAt: number, ttl: number): string =>
	new Date(Math.floor((expiresAt - ttl * 1_000 - 1) / HOUR) * HOUR).toISOString();

export const waitingCalls = ({ store, now, reads }: Parts): Call[] => [
	call('POST', '/waiting', async ({ asked, vouched }) => {
		const body = await readJson(asked, waitingSchema);
		if (!body.ok) return problem(body.error.type);
		const { logs } = body.value;
		const ids = logs.map(({ id }) => id);
		const found = new Map((await store.logs(ids, now())).map((log) => [log.id, log]));
		const open = logs.flatMap(({ id, token }) => {
			const log = found.get(id);
			return tokenMatches(token, log?.watchTokenHash ?? undefined) && log !== undefined ? [log] : [];
		});
		if (open.length > 0) vouched();
		// Counted apart from the readers: whoever watches must not be able to slow them down.
		const slow = Math.max(0, ...open.map(({ id }) => reads.take(`watch ${id}`)));
		if (slow > 0) return problem('too-many', slow);
		const there = new Map(open.map((log) => [log.id, log]));
		const waits = await store.waiting([...there.keys()], now());
		return json({
			waiting: waits.map(({ log, expiresAt }) => ({
				log,
				since: since(expiresAt, there.get(log)?.ttl ?? 0),
			})),
			missing: ids.filter((id) => !there.has(id)),
		} satisfies WaitingAnswer);
	}),
];
