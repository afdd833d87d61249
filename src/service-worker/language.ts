/** The language she chose, kept by the page (platform/packs) in a cache of its own; brought up to date with the app. */

/** By language code; put in at build (src/build/language-packs.js). */
declare const __LANGUAGE_PACKS__: Readonly<Record<string, string>>;

const CACHE = 'kit-language';
const CHOSEN = '/packs/lang/chosen';
export const PACKS = '/packs/lang/';

const chosenUrl = async (cache: Cache): Promise<string | undefined> => {
	const language = await (await cache.match(CHOSEN))?.text();
	return language === undefined ? undefined : __LANGUAGE_PACKS__[language];
};

/** Answer from what is kept, else from the network. */
export async function keptPack({ request }: { request: Request }): Promise<Response> {
	const kept = await (await caches.open(CACHE)).match(request);
	return kept ?? fetch(request);
}

/** Before a new version is offered, its words in her language must be here too. Fails the installation if they are not. */
export async function refreshKeptPack(): Promise<void> {
	const cache = await caches.open(CACHE);
	const url = await chosenUrl(cache);
	if (url !== undefined && !(await cache.match(url))) await cache.add(url);
}

/** Words of earlier versions and of languages not chosen are let go. */
export async function releaseOldPacks(): Promise<void> {
	const cache = await caches.open(CACHE);
	const url = await chosenUrl(cache);
	for (const request of await cache.keys()) {
		const { pathname } = new URL(request.url);
		if (pathname !== CHOSEN && pathname !== url) await cache.delete(request);
	}
}
