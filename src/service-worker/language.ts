/**
 * The language she chose, its words and its exercises and lessons, kept by the page (platform/packs) in a cache of its own;
 * brought up to date with the app.
 */

/** By language code; put in at build (src/build/language-packs.js, content-packs.js). */
declare const __LANGUAGE_PACKS__: Readonly<Record<string, string>>;
declare const __CONTENT_PACKS__: Readonly<Record<string, string>>;

const CACHE = 'kit-language';
const CHOSEN = '/packs/lang/chosen';
export const PACKS = '/packs/';

const chosenUrls = async (cache: Cache): Promise<string[]> => {
	const language = await (await cache.match(CHOSEN))?.text();
	if (language === undefined) return [];
	return [__LANGUAGE_PACKS__[language], __CONTENT_PACKS__[language]].filter((url) => url !== undefined);
};

/** Answer from what is kept, else from the network. */
export async function keptPack({ request }: { request: Request }): Promise<Response> {
	const kept = await (await caches.open(CACHE)).match(request);
	return kept ?? fetch(request);
}

/** Before a new version is offered, its words in her language must be here too. Fails the installation if they are not. */
export async function refreshKeptPack(): Promise<void> {
	const cache = await caches.open(CACHE);
	for (const url of await chosenUrls(cache)) if (!(await cache.match(url))) await cache.add(url);
}

/** Words of earlier versions and of languages not chosen are let go. */
export async function releaseOldPacks(): Promise<void> {
	const cache = await caches.open(CACHE);
	const urls = await chosenUrls(cache);
	for (const request of await cache.keys()) {
		const { pathname } = new URL(request.url);
		if (pathname !== CHOSEN && !urls.includes(pathname)) await cache.delete(request);
	}
}
