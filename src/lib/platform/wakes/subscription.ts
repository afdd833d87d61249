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
	let timer: ReturnType<typeof setTimeout> | undefined;
	const never = new Promise<null>((resolve) => (timer = setTimeout(resolve, PATIENCE, null)));
	try {
		return await Promise.race([navigator.serviceWorker.ready, never]);
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
		const there = await worker.pushManager.getSubscription();
		const under = there?.options.applicationServerKey;
		const same = under && bytesToBase64url(new Uint8Array(under)) === key;
		// A relay that was set up anew has another key.
		if (there && !same) await there.unsubscribe();
		const made =
			there && same
				? there
				: await worker.pushManager.subscribe({
						userVisibleOnly: true,
						applicationServerKey: base64urlToBytes(key),
					});
		const subscription = toSubscription(made);
		return subscription ? ok(subscription) : failed({ type: 'Failed' });
	} catch (error) {
		return failed({
			type: error instanceof DOMException && error.name === 'NotAllowedError' ? 'Denied' : 'Failed',
		});
	}
}

/** From now on the push service knows this subscription no more, and the relay forgets it at its next try. */
export async function unsubscribe(): Promise<void> {
	if (canNotify() === 'no') return;
	try {
		await (await (await registration())?.pushManager.getSubscription())?.unsubscribe();
	} catch {
		// No network: what still comes shows nothing, because the words are gone.
	}
}
