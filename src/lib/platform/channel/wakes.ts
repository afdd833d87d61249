/**
 * Telling the relay which push subscription to wake for the logs this device reads. Only here, because a log's read token
 * never leaves this worker; the other side of a conversation never learns of it.
 */
import type { Subscription } from '$protocol/wakes';
import { failed, ok, type Result } from '$protocol/result';
import type { WakeError, WakeWish } from './contract';
import type { Core } from './core';
import type { RelayError } from './relay-client';

/** As many as one registration may name. */
const LOGS_AT_MOST = 8;

function wakeError({ type }: RelayError): WakeError {
	if (type === 'Refused') return { type: 'NotTaken' };
	return { type: type === 'TooMany' || type === 'Full' ? 'TryLater' : 'RelayUnreachable' };
}
const answered = <T>(result: Result<T, RelayError>): Result<T, WakeError> =>
	result.ok ? result : failed(wakeError(result.error));

export const wakeKey = async ({ relay }: Core): Promise<Result<string, WakeError>> =>
	answered(await relay.wakeKey());

/** Logs of conversations that are open here. */
function logsOf({ store }: Core) {
	return [...store.groups.rows]
		.filter(([id]) => store.conversations.get(id)?.state === 'open')
		.map(([, { log, slot }]) => ({ id: log.id, token: log.readToken, slot }))
		.slice(0, LOGS_AT_MOST);
}

/** With nothing to wake for, nothing is kept at the relay. */
export async function keepWake(
	core: Core,
	{ id, token, quarters }: WakeWish,
	subscription: Subscription,
): Promise<Result<null, WakeError>> {
	const logs = logsOf(core);
	if (logs.length === 0 && quarters.length === 0) return dropWake(core, { id, token });
	const wish = { id, token, subscription, quarters: [...quarters] };
	const kept = await core.relay.keepWake({ ...wish, logs });
	if (kept.ok || kept.error.type !== 'Missing' || logs.length < 2) return answered(kept);
	// One of them is gone from the relay: the others are asked for one by one.
	const there = [];
	for (const log of logs) if ((await core.relay.keepWake({ ...wish, logs: [log] })).ok) there.push(log);
	return answered(await core.relay.keepWake({ ...wish, logs: there }));
}

/** Gone already is as good as gone now. */
export async function dropWake(
	{ relay }: Core,
	{ id, token }: Pick<WakeWish, 'id' | 'token'>,
): Promise<Result<null, WakeError>> {
	const dropped = await relay.dropWake(id, token);
	return !dropped.ok && dropped.error.type === 'Missing' ? ok(null) : answered(dropped);
}
