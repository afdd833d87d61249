/**
 * Waking a phone on which the app is closed: which subscription, for which logs, and when else. Who asks proves by each log's
 * own read token that she reads it; whoever writes there learns nothing of it. Sending is push/'s.
 */
import { logIdSchema } from '$protocol/relay';
import { keepWakeSchema, QUARTER_MS, WAKE_DAYS, type KeepWake } from '$protocol/wakes';
import { isPoint, newPushKeys } from '../../push/post';
import { parseEndpoint } from '../../push/services';
import { readJson } from '../body';
import { empty, json, problem } from '../problems';
import { bearerToken, tokenHash, tokenMatches } from '../tokens';
import { call, expiry, type Call, type Parts } from './call';

/** Seconds after which some that are forgotten may have made room. */
const COME_AGAIN = 3_600;

export function wakeCalls({ store, limits, now, wakes, pushServices }: Parts): Call[] {
	const isRead = async (logs: KeepWake['logs']): Promise<boolean> => {
		const found = await store.logs(
			logs.map(({ id }) => id),
			now(),
		);
		return logs.every(({ id, token, slot }) => {
			const log = found.find((one) => one.id === id);
			return tokenMatches(token, log?.readTokenHash) && slot < (log?.readerSlots ?? 0);
		});
	};

	return [
		call('GET', '/wakes', async () => {
			const { publicKey } = await store.wakes.keys(newPushKeys());
			return json({ key: publicKey });
		}),

		call('POST', '/wakes', async ({ asked, from, vouched }) => {
			const body = await readJson(asked, keepWakeSchema);
			if (!body.ok) return problem(body.error.type);
			const { id, token, subscription, logs, quarters } = body.value;
			const known = parseEndpoint(subscription.endpoint, pushServices) !== null;
			const isEmpty = logs.length === 0 && quarters.length === 0;
			if (!known || isEmpty || !isPoint(subscription.p256dh)) return problem('invalid');
			// A phone that reads something here counts by itself alone; nobody vouches for one that only names times.
			const wait = wakes.take(logs[0] === undefined ? from() : `log ${logs[0].id}`);
			if (!(await isRead(logs))) return problem('not-found');
			if (logs.length > 0) vouched();
			if (wait > 0) return problem('too-many', wait);
			const kept = await store.wakes.put(
				{
					id,
					tokenHash: tokenHash(token),
					...subscription,
					logs: logs.map(({ id: log, slot }) => ({ log, slot })),
					times: quarters.map((quarter) => quarter * QUARTER_MS),
					expiresAt: expiry(now(), WAKE_DAYS * 86_400),
				},
				{ perLog: limits.wakesPerLog, atMost: limits.wakes },
			);
			if (kept === 'full') return problem('full', COME_AGAIN);
			return kept === 'conflict' ? problem('conflict') : empty(201);
		}),

		call('DELETE', '/wakes/{id}', async ({ asked, vouched }, id = '') => {
			const kept = logIdSchema.safeParse(id).success ? await store.wakes.tokenHash(id) : null;
			if (!tokenMatches(bearerToken(asked) ?? '', kept ?? undefined)) return problem('not-found');
			vouched();
			await store.wakes.drop(id);
			return empty(204);
		}),
	];
}
