/** Using up a one-time invite. */
import { redeemSchema } from '$protocol/relay';
import { readJson } from '../body';
import { json, problem } from '../problems';
import { newToken, tokenHash } from '../tokens';
import { call, type Call, type Parts } from './call';

export const staffCalls = ({ store, now }: Parts): Call[] => [
	call('POST', '/staff', async ({ asked, vouched }) => {
		const body = await readJson(asked, redeemSchema);
		if (!body.ok) return problem(body.error.type);
		const staffToken = newToken();
		const sealed = await store.redeem(tokenHash(body.value.lookup), tokenHash(staffToken), now());
		if (sealed === null) return problem('not-found');
		vouched();
		return json({ staffToken, sealed: Buffer.from(sealed).toString('base64url') });
	}),
];
