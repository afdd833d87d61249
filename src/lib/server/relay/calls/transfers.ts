/**
 * Opening a log over which one phone hands its content to another. Nobody vouches for this one: it counts against its
 * address, twice, and against the number of all that are open.
 */
import { openTransferSchema, TRANSFER_QUOTA, TRANSFER_SECONDS } from '$protocol/relay';
import { readJson } from '../body';
import { empty, problem } from '../problems';
import { call, expiry, type Call, type Parts } from './call';

/** Seconds after which one of too many may have ended. */
const COME_AGAIN = 60;

export const transferCalls = ({ store, limits, now, transfers }: Parts): Call[] => [
	call('POST', '/transfers', async ({ asked, from }) => {
		const body = await readJson(asked, openTransferSchema);
		if (!body.ok) return problem(body.error.type);
		const wait = transfers.take(from());
		if (wait > 0) return problem('too-many', wait);
		const log = {
			...body.value,
			watchTokenHash: null,
			readerSlots: 2,
			ttl: TRANSFER_SECONDS,
			quota: TRANSFER_QUOTA,
			expiresAt: expiry(now(), TRANSFER_SECONDS),
		};
		const opened = await store.openTransfer(log, limits.transfers, now());
		if (opened === 'full') return problem('full', COME_AGAIN);
		return opened === 'conflict' ? problem('conflict') : empty(201);
	}),
];
