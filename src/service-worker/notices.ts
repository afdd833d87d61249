/**
 * A push: something came, or a time has come. What it was about is in the vault, which is not opened here; nothing of the
 * push is read, whoever sent it. Shown are the words she chose, or nothing.
 */
import { NOTICE_CACHE, NOTICE_PLACE, parseNotice, shownAs, type Notice } from '$protocol/notice';

declare const self: ServiceWorkerGlobalScope;

async function keptNotice(): Promise<Notice | null> {
	try {
		const kept = await (await caches.open(NOTICE_CACHE)).match(NOTICE_PLACE);
		return parseNotice(await kept?.json());
	} catch {
		return null;
	}
}

/** Windows of the survivor's app. The desks of professionals are others' business. */
async function windows(): Promise<readonly WindowClient[]> {
	const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
	return all.filter(({ url }) => new URL(url).pathname === '/');
}

/** In front of her already: the app itself says it. */
const isSeen = async () => (await windows()).some(({ visibilityState }) => visibilityState === 'visible');

export async function showNotice(): Promise<void> {
	const notice = await keptNotice();
	if (notice === null) {
		// Turned off or deleted, and this push was still on its way: the last one.
		await (await self.registration.pushManager.getSubscription())?.unsubscribe();
		return;
	}
	if (await isSeen()) return;
	await self.registration.showNotification(notice.title, shownAs(notice));
}

/** To the app as any icon would open it: its cover or its lock, never further in. */
export async function openFromNotice(): Promise<void> {
	const [open] = await windows();
	if (open) await open.focus();
	else await self.clients.openWindow('/');
}

/**
 * The browser has given up a subscription by itself. The new one is made here, so that it is there when the app is opened
 * next; the relay hears of it then, because only the open app may tell it.
 */
export async function subscribeAgain(options: PushSubscriptionOptions | undefined): Promise<void> {
	const key = options?.applicationServerKey;
	if (!key || (await keptNotice()) === null) return;
	await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}
