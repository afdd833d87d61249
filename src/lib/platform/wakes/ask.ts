/** One asking of the relay: to be woken for what comes, and at these moments, which it learns only about (times.ts). */
import type { WakeError } from '$platform/channel/contract';
import { randomBelow } from '$platform/crypto';
import type { Session } from '$platform/session';
import { ok, type Result } from '$protocol/result';
import type { Subscription } from '$protocol/wakes';
import type { KeptNotices } from './kept';
import { wakeQuarters, type Told, type WakeMoment } from './times';

/** @returns what the relay has then been told, to be kept */
export async function askToBeWoken(
	{ channel }: Pick<Session, 'channel'>,
	{ id, token, told = [] }: Pick<KeptNotices, 'id' | 'token' | 'told'>,
	moments: readonly WakeMoment[],
	subscription: Subscription,
): Promise<Result<Told[], WakeError>> {
	const now = Date.now() + (await channel.clockAhead());
	const telling = wakeQuarters(moments, { now, told, below: randomBelow });
	const asked = await channel.keepWake({ id, token, quarters: telling.quarters }, subscription);
	return asked.ok ? ok(telling.told) : asked;
}
