/**
 * The exercises and lessons that come with the app, in one language: one file, fetched once, kept beside the words of the
 * language she chose. Never before the first screen: it is asked for when she chose a language, or opens something of it.
 */
import type { Reading } from '$protocol/module';
import { failed, ok, type Result } from '$protocol/result';
import { contentPacks } from 'virtual:content-packs';
import { CONTENT, keptLanguage, openCache, type PackUnavailable } from './cache';

/** What was read last: one language is used at a time. */
let last: { language: string; readings: readonly Reading[] } | undefined;

const isReading = (value: unknown): value is Reading =>
	typeof value === 'object' &&
	value !== null &&
	'structure' in value &&
	typeof value.structure === 'object' &&
	'texts' in value &&
	typeof value.texts === 'object';

async function fetched(language: string, url: string): Promise<Response> {
	const cache = await openCache();
	const kept = await cache?.match(url);
	if (kept) return kept;
	const response = await fetch(url);
	if (response.ok && (await keptLanguage()) === language)
		await cache?.put(url, response.clone()).catch(() => undefined);
	return response;
}

/** Everything that comes with the app, in this language, in the order of their names. From this phone where it is kept. */
export async function loadContent(language: string): Promise<Result<readonly Reading[], PackUnavailable>> {
	if (last?.language === language) return ok(last.readings);
	const url = contentPacks[language];
	if (!url) return failed({ type: 'PackUnavailable' });
	try {
		const response = await fetched(language, url);
		const value: unknown = response.ok ? await response.json() : undefined;
		if (!Array.isArray(value) || !value.every(isReading)) return failed({ type: 'PackUnavailable' });
		last = { language, readings: value };
		return ok(value);
	} catch {
		return failed({ type: 'PackUnavailable' });
	}
}

/** Keep it for offline where it is of the language she chose, and let go of others'. Best effort: never fails. */
export async function keepContent(language: string): Promise<void> {
	const url = contentPacks[language];
	const cache = await openCache();
	if (!url || !cache) return;
	try {
		if ((await keptLanguage()) !== language) return;
		if (!(await cache.match(url))) await cache.add(url);
		// She may have chosen another meanwhile.
		const chosen = contentPacks[(await keptLanguage()) ?? language];
		for (const request of await cache.keys()) {
			const { pathname } = new URL(request.url);
			if (pathname.startsWith(CONTENT) && pathname !== chosen) await cache.delete(request);
		}
	} catch {
		// No room, or no network: it is asked for again when she opens something of it.
	}
}
