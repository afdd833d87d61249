/**
 * A language's words, fetched once and kept for offline. Only what she chose is kept: the others would only take room.
 *
 * Which language she chose must be known before anything is unlocked (the lock screen speaks it), so it stands outside
 * the vault, in the Cache Storage beside the pack itself. It tells a finder no more than the pack does.
 * This room never says what is searched or read: packs are whole, and the same for everyone.
 */
import { failed, ok, type Result } from '$protocol/result';
import { languagePacks } from 'virtual:language-packs';
import { CHOSEN, CONTENT, openCache, type PackUnavailable } from './cache';

/** Words by room, nested as in the room's file. */
export type LanguagePack = Readonly<Record<string, Record<string, unknown>>>;
/** Addresses by language as JSON, for the script in app.html that asks for the words before the app has come. */
export const languagePackAddresses = JSON.stringify(languagePacks);

const isPack = (value: unknown): value is LanguagePack =>
	typeof value === 'object' &&
	value !== null &&
	Object.values(value).every((room) => typeof room === 'object' && room !== null);

const readPack = async (response: Response): Promise<LanguagePack | undefined> => {
	const value: unknown = await response.json();
	return isPack(value) ? value : undefined;
};

/** The words of a language, from this phone if it has them, else from the server. */
export async function loadLanguagePack(language: string): Promise<Result<LanguagePack, PackUnavailable>> {
	const url = languagePacks[language];
	if (!url) return failed({ type: 'PackUnavailable' });
	try {
		const kept = await (await openCache())?.match(url);
		const response = kept ?? (await fetch(url));
		const pack = response.ok ? await readPack(response) : undefined;
		return pack ? ok(pack) : failed({ type: 'PackUnavailable' });
	} catch {
		return failed({ type: 'PackUnavailable' });
	}
}

/** Keep this language for offline, as the chosen one, and let the others go. Best effort: never fails. */
export async function keepLanguage(language: string): Promise<void> {
	const url = languagePacks[language];
	const cache = await openCache();
	if (!url || !cache) return;
	try {
		if (!(await cache.match(url))) await cache.add(url);
		await cache.put(CHOSEN, new Response(language));
		for (const request of await cache.keys()) {
			const { pathname } = new URL(request.url);
			if (pathname !== CHOSEN && pathname !== url && !pathname.startsWith(CONTENT))
				await cache.delete(request);
		}
	} catch {
		// No room, or no network: she reads it now, and it is fetched again next time.
	}
	void keepContentOf(language);
}

/** After the words, from a file of its own and unwaited for: the first screen has no use for it. */
async function keepContentOf(language: string): Promise<void> {
	try {
		const { keepContent } = await import('./content-pack');
		await keepContent(language);
	} catch {
		// Its file could not be had: as above.
	}
}
