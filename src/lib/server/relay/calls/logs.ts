/** Opening and forgetting a log. */
import { openLogSchema } from '$protocol/relay';
import { readJson } from '../body';
import { empty, problem } from '../problems';
import { bearerToken, tokenHash } from '../tokens';
import { call, expiry, logFor, type Call, type Parts } from './call';

export const logCalls = (parts: Parts): Call[] => [
	call('POST', '/logs', async ({ asked, vouched }) => {
		const token = bearerToken(asked);
		if (token === null || !(await parts.store.isStaff(tokenHash(token)))) return problem('not-found');
		vouched();
		const body = await readJson(asked, openLogSchema);
		if (!body.ok) return problem(body.error.type);
		const { lifetime, watchTokenHash = null, ...log } = body.value;
		const expiresAt = lifetime === 0 ? null : expiry(parts.now(), lifetime);
		const opened = await parts.store.openLog({
			...log,
			watchTokenHash,
			expiresAt,
			quota: parts.limits.logQuota,
		});
		return opened === 'conflict' ? problem('conflict') : empty(201);
	}),

	call('DELETE', '/logs/{id}', async ({ asked, vouched }, id = '') => {
		if ((await logFor(parts, asked, id, 'adminTokenHash')) === null) return problem('not-found');
		vouched();
		await parts.store.deleteLog(id);
		// Whoever waits on it learns at once that it is gone.
		parts.waits.wake([id]);
		return empty(204);
	}),
];
