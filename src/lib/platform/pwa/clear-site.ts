/**
 * Undoing what installing did: the kept files of the app, and everything else the browser holds for this address. It
 * does not touch the vault, which destroys itself first (platform/vault).
 */

/** `browser`: the browser itself was told to drop everything. `page`: no network; only what a page can reach is gone. */
export type Cleared = 'browser' | 'page';

async function forgetFiles(): Promise<void> {
	const names = await globalThis.caches.keys();
	await Promise.all(names.map((name) => globalThis.caches.delete(name)));
}

async function unregister(): Promise<void> {
	const workers = await navigator.serviceWorker.getRegistrations();
	await Promise.all(workers.map((worker) => worker.unregister()));
}

/** How long everything else waits for a push service that may not answer, milliseconds. */
const PATIENCE = 5_000;

/** The push service forgets this phone, where it knew it; the relay does so at its next try (server/push). */
async function unsubscribe(): Promise<void> {
	const workers = await navigator.serviceWorker.getRegistrations();
	for (const worker of workers)
		if ('pushManager' in worker) await (await worker.pushManager.getSubscription())?.unsubscribe();
}

/** Answered by our own server with `Clear-Site-Data`. The service worker has no answer of its own for it. */
async function askBrowser(): Promise<boolean> {
	const answer = await fetch('/api/clear', { method: 'POST', headers: { 'x-rosebay': 'clear' } });
	return answer.ok;
}

/** Drops what can be dropped; never fails. Can be tried again when the network is back. */
export async function clearSite(): Promise<Cleared> {
	// Before all else: it needs the service worker.
	const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
	await Promise.race([unsubscribe().catch(() => undefined), late]);
	// Asked before the rest: once the service worker is gone nothing else may run before the answer is there.
	const asked = await askBrowser().catch(() => false);
	// Some browsers know no such header, and some windows have neither of these.
	await Promise.allSettled([forgetFiles(), unregister()]);
	return asked ? 'browser' : 'page';
}
