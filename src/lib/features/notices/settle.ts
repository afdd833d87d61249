/**
 * Each time something is opened: what this phone shows while it is closed is what is on in what is open, and nothing else.
 * Where nothing is on, it is quiet from now on, whatever was on in something else that opens here: a notice that comes
 * while other content is shown would say that there is more. The other turns it on again by itself when it is opened.
 */
import { wornDisguise } from '$platform/disguise';
import type { Session } from '$platform/session';
import {
	askToBeWoken,
	clearNotices,
	forgetNotice,
	isAllowed,
	keepNotice,
	keptNotices,
	registration,
	subscribe,
	unsubscribe,
	type WakeMoment,
} from '$platform/wakes';
import { noticeOf } from './model';

let last: Promise<unknown> = Promise.resolve();

/** One after another: turning on must not meet a settling that finds nothing on yet. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
	const mine = last.then(work, work);
	last = mine.catch(() => undefined);
	return mine;
}

/** Nothing more is shown, and the push service forgets this phone: then so does the relay, at its next try. */
export async function silence(): Promise<void> {
	await forgetNotice();
	await unsubscribe();
}

/** What the relay could not be told before. */
export async function runErrands(session: Session): Promise<void> {
	const kept = keptNotices(session);
	for (const { id, value } of kept.items.filter((item) => !item.value.on)) {
		const dropped = await session.channel.dropWake({ id: value.id, token: value.token });
		if (dropped.ok) await kept.delete(id);
	}
}

/** When what is open wants to be reminded of something, as last told by {@link settle}. */
const reminding = new WeakMap<Session, readonly WakeMoment[]>();
export const momentsOf = (session: Session): readonly WakeMoment[] => reminding.get(session) ?? [];

/** Tells the relay anew for which logs and moments to wake. `false`: not now; the next opening tries again. */
export async function renew(session: Session): Promise<boolean> {
	const kept = keptNotices(session);
	const on = kept.items.find(({ value }) => value.on);
	if (!on || !isAllowed()) return false;
	const key = await session.channel.wakeKey();
	const subscription = key.ok ? await subscribe(key.value) : key;
	if (!subscription.ok) return false;
	const asked = await askToBeWoken(session, on.value, momentsOf(session), subscription.value);
	if (!asked.ok) return false;
	if (JSON.stringify(on.value.told) !== JSON.stringify(asked.value))
		await kept.put({ ...on.value, told: asked.value }, on.id);
	return true;
}

/** @param moments `null`: not known yet. The relay keeps what it was told before; all else is made right at once. */
export function settle(session: Session, moments: readonly WakeMoment[] | null): Promise<void> {
	if (moments !== null) reminding.set(session, moments);
	return inTurn(() => settleNow(session));
}

async function settleNow(session: Session): Promise<void> {
	const kept = keptNotices(session);
	await kept.load();
	const on = kept.items.find(({ value }) => value.on)?.value;
	if (on) {
		// The look may be another since; so may the words on the phone, if other content was open.
		await keepNotice(noticeOf(on, wornDisguise()));
		if (reminding.has(session)) await renew(session);
	} else {
		await silence();
	}
	await runErrands(session);
	const worker = await registration();
	if (worker) await clearNotices(worker);
}
