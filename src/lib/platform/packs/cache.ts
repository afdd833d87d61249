/** Where packs are kept, and which language is the chosen one: a cache that the service worker knows too. */

export interface PackUnavailable {
	type: 'PackUnavailable';
}

/** Also known to the service worker, which answers from it and brings it up to date. */
export const LANGUAGE_CACHE = 'kit-language';
export const CHOSEN = '/packs/lang/chosen';
/** Where content lies, beside the words. */
export const CONTENT = '/packs/content/';

/** Cache Storage is missing on plain http and in some private windows; Rosebay then fetches packs each time. */
export const openCache = async (): Promise<Cache | undefined> => {
	try {
		return await globalThis.caches.open(LANGUAGE_CACHE);
	} catch {
		return undefined;
	}
};

/** The language chosen on this phone, if any. */
export async function keptLanguage(): Promise<string | undefined> {
	try {
		return await (await (await openCache())?.match(CHOSEN))?.text();
	} catch {
		return undefined;
	}
}
