import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepLanguage, loadContent } from '.';
import { keepContent } from './content-pack';

const forget = () => caches.delete('kit-language');
const kept = async () =>
	(await (await caches.open('kit-language')).keys())
		.map(({ url }) => new URL(url).pathname)
		.filter((path) => path.startsWith('/packs/content/'))
		.map((path) => path.split('/').at(-1)?.slice(0, 2));

beforeEach(forget);
afterEach(forget);

it('is there in every language, with the words of that language', async () => {
	const titles = new Set<string | undefined>();
	for (const language of ['en', 'es', 'ar', 'fr']) {
		const loaded = await loadContent(language);
		if (!loaded.ok) throw new Error(loaded.error.type);
		const lesson = loaded.value.find(({ structure }) => structure.id === 'in:safer-phone');
		expect(lesson?.language).toBe(language);
		titles.add(lesson?.texts.title);
	}
	expect(titles.size).toBe(4);
});

it('is kept with the language she chose, and another’s is let go', async () => {
	await keepLanguage('ar');
	await expect.poll(kept).toEqual(['ar']);
	await keepLanguage('fr');
	await expect.poll(kept).toEqual(['fr']);
});

it('is only kept of the language she chose', async () => {
	await keepLanguage('fr');
	await expect.poll(kept).toEqual(['fr']);
	await keepContent('es');
	await loadContent('ar');
	expect(await kept()).toEqual(['fr']);
});

it('says so when there is none', async () => {
	expect(await loadContent('xx')).toEqual({ ok: false, error: { type: 'PackUnavailable' } });
});
