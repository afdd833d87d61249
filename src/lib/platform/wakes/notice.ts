/** The words for the closed app, kept beside the app's own files, where the service worker finds them (protocol/notice.ts). */
import { NOTICE_CACHE, NOTICE_PLACE, shownAs, type Notice } from '$protocol/notice';

/** Whether it is kept. */
export async function keepNotice(notice: Notice): Promise<boolean> {
	try {
		const cache = await globalThis.caches.open(NOTICE_CACHE);
		await cache.put(NOTICE_PLACE, new Response(JSON.stringify(notice)));
		return true;
	} catch {
		return false;
	}
}

/** From now on a push shows nothing. */
export async function forgetNotice(): Promise<void> {
	try {
		await globalThis.caches.delete(NOTICE_CACHE);
	} catch {
		// A window without any storage: then there are none.
	}
}

/** Show it once, now, as it would come. `false` when the phone does not let it. */
export async function tryNotice(registration: ServiceWorkerRegistration, notice: Notice): Promise<boolean> {
	try {
		await registration.showNotification(notice.title, shownAs(notice));
		return true;
	} catch {
		return false;
	}
}

/** Those that still stand on the phone are taken away: she is here now. */
export async function clearNotices(registration: ServiceWorkerRegistration): Promise<void> {
	for (const notice of await registration.getNotifications().catch(() => [])) notice.close();
}
