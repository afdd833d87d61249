/// <reference types="@sveltejs/kit" />
/**
 * Starts Rosebay without a network. It keeps files that are the same for everyone, and nothing of anyone's: no keys, no
 * words she wrote, no answers of the relay (/api is never touched). A newer version waits until she agrees to it.
 * A push shows the neutral words she chose (notices.ts).
 */
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { build, files, prerendered, version } from '$service-worker';
import { deskFile, isDesk, keepDesk, refreshDesk, releaseOldDesk } from './desk';
import { openFromNotice, showNotice, subscribeAgain } from './notices';
import { keptPack, PACKS, refreshKeptPack, releaseOldPacks } from './language';

declare const self: ServiceWorkerGlobalScope;

/** Names that carry their content's hash need no revision. */
const IMMUTABLE = '/_app/immutable/';
/** The browser takes these itself when it installs, and needs a network for that anyway: the disguises', and large icons. */
const FOR_INSTALLING = /^\/looks\/|^\/icons\/.+\.png$/;

const hers = (url: string) => !isDesk(url);

precacheAndRoute([
	...build.filter(hers).map((url) => ({ url, revision: url.startsWith(IMMUTABLE) ? null : version })),
	...files.filter((url) => !FOR_INSTALLING.test(url)).map((url) => ({ url, revision: version })),
	...prerendered.filter(hers).map((url) => ({ url, revision: version })),
]);
cleanupOutdatedCaches();

registerRoute(({ url }) => url.pathname.startsWith(PACKS), keptPack);
registerRoute(({ url }) => isDesk(url.pathname), deskFile);

self.addEventListener('install', (event) => {
	event.waitUntil(Promise.all([refreshKeptPack(), refreshDesk()]));
});
self.addEventListener('activate', (event) => {
	event.waitUntil(Promise.all([releaseOldPacks(), releaseOldDesk(), self.clients.claim()]));
});
self.addEventListener('message', (event) => {
	const said = (event.data as { type?: unknown } | null)?.type;
	if (said === 'skip-waiting') void self.skipWaiting();
	// Full storage or a lost network: the desk goes on asking the network.
	if (said === 'keep-desk') event.waitUntil(keepDesk().catch(() => undefined));
});

self.addEventListener('push', (event) => {
	event.waitUntil(showNotice());
});
self.addEventListener('notificationclick', (event) => {
	event.notification.close();
	event.waitUntil(openFromNotice());
});
self.addEventListener('pushsubscriptionchange', (event) => {
	const { oldSubscription } = event as { oldSubscription?: PushSubscription | null };
	(event as ExtendableEvent).waitUntil(subscribeAgain(oldSubscription?.options));
});
