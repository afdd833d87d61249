/**
 * This browser's push subscription. There is one for the whole app, whatever is open in it; its keys are the browser's own
 * and open nothing of hers.
 */
import { base64urlToBytes, bytesToBase64url } from '$platform/crypto';
import { failed, ok, type Result } from '$protocol/result';
import type { Subscription } from '$protocol/wakes';

/** `NoPush`: not in this browser, this window, or (iPhone) not outside the installed app. `Denied`: she or somebody said no to the phone's question. */
export type SubscribeError = { type: 'NoPush' } | { type: 'Denied' } | { type: 'Failed' };

/** How long the service worker is waited for, milliseconds: in some windows there never is one. */
const PATIENCE = 5_000;
/** How long the push service may take. */
const SERVICE_PATIENCE = 15_000;

/** Whether this browser can do it at all, as far as can be known without asking. */
export function canNotify(): 'yes' | 'denied' | 'no' {
	if (!('serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis))
		return 'no';
	return Notification.permission === 'denied' ? 'denied' : 'yes';
}

/** The phone's own leave is there. */
export const isAllowed = (): boolean => canNotify() === 'yes' && Notification.permission === 'granted';

/** The app's service worker, or `null`. */
export async function registration(): Promise<ServiceWorkerRegistration | null> {
	if (!('serviceWorker' in navigator)) return null;
	return within(PATIENCE, navigator.serviceWorker.ready);
}

/** `null` when it takes longer: what waits for a push service that never answers would wait for ever. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<null>((resolve) => (timer = setTimeout(resolve, ms, null)));
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}

function toSubscription(of: PushSubscription): Subscription | null {
	const [p256dh, auth] = [of.getKey('p256dh'), of.getKey('auth')];
	if (!p256dh || !auth) return null;
	const text = (key: ArrayBuffer) => bytesToBase64url(new Uint8Array(key));
	return { endpoint: of.endpoint, p256dh: text(p256dh), auth: text(auth) };
}

/** Asks the phone for leave. To be called from a press: some browsers ask at no other time. */
export const askLeave = async (): Promise<boolean> => (await Notification.requestPermission()) === 'granted';

/** The subscription under the relay's key, made if need be. Leave must have been given. */
export async function subscribe(key: string): Promise<Result<Subscription, SubscribeError>> {
	const worker = canNotify() === 'no' ? null : await registration();
	if (worker === null) return failed({ type: 'NoPush' });
	if (!isAllowed()) return failed({ type: 'Denied' });
	try {
		const made = await within(SERVICE_PATIENCE, subscription(worker.pushManager, key));
		return made ? ok(made) : failed({ type: 'Failed' });
	} catch (error) {
		const denied = error instanceof DOMException && error.name === 'NotAllowedError';
		return failed({ type: denied ? 'Denied' : 'Failed' });
	}
}

async function subscription(manager: PushManager, key: string): Promise<Subscription | null> {
	const there = await manager.getSubscription();
	const under = there?.options.applicationServerKey;
	if (there && under && bytesToBase64url(new Uint8Array(under)) === key) return toSubscription(there);
	// A relay that was set up anew has another key.
	await there?.unsubscribe();
	const applicationServerKey = base64urlToBytes(key);
	return toSubscription(await manager.subscribe({ userVisibleOnly: true, applicationServerKey }));
}

/** From now on the push service knows this subscription no more, and the relay forgets it at its next try. */
export async function unsubscribe(): Promise<void> {
	if (canNotify() === 'no') return;
	try {
		const there = await (await registration())?.pushManager.getSubscription();
		if (there) await within(PATIENCE, there.unsubscribe());
	} catch {
		// No network: what still comes shows nothing, because the words are gone.
	}
}
