/**
 * Her own pictures over a real vault: what is kept of a camera's file, what one more of them costs, what is drawn, and
 * what is said when it does not work.
 */
import { openDB } from 'idb';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import lettersAr from '$locales/ar/ui/letters.json';
import picturesAr from '$locales/ar/ui/own-pictures.json';
import letters from '$locales/en/ui/letters.json';
import pictures from '$locales/en/ui/own-pictures.json';
import { openAlbum, OwnPictures, type Album } from '$parts/own-pictures';
import { prepare } from '../../src/lib/parts/own-pictures/album.svelte';
import { base64urlToBytes } from '$platform/crypto';
import type { Session } from '$platform/session';
import { failed } from '$protocol/result';
import { figure } from '../support/figure';
import { opened } from './opened';
import { gps, photo, text, TRACES } from './photo';
import { between, expectFit, show, speaking } from './shown';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const PATIENT = { timeout: 60_000 };
const WORDS = {
	en: { 'own-pictures': pictures, letters },
	ar: { 'own-pictures': picturesAr, letters: lettersAr },
};
const COLLECTIONS = ['calm-pictures', 'calm-picture-bytes'];

async function empty(): Promise<{ session: Session; album: Album }> {
	const session = await opened();
	await session.vault.forget(COLLECTIONS);
	const album = openAlbum(session, 'calm');
	await album.load();
	return { session, album };
}

async function draw(session: Session, language: 'en' | 'ar' = 'en') {
	const i18n = await speaking(language, WORDS[language]);
	const navigation = between('today');
	await show({ i18n, session, navigation, screen: OwnPictures, given: { album: 'calm' } });
}
const press = (name: string) => page.getByRole('button', { name, exact: true });
const file = async (name: string) => new File([await photo(1600, 1200, 6)], name, { type: 'image/jpeg' });
/** A picture with so much in it that it comes out near the most that is kept. */
async function rich(seed: number): Promise<Blob> {
	const canvas = new OffscreenCanvas(1600, 1200);
	const context = canvas.getContext('2d');
	if (!context) throw new Error('No canvas here');
	let state = seed;
	const next = () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) >> 8;
	for (let at = 0; at < 9_000; at += 1) {
		context.fillStyle = `hsl(${String(next() % 360)} 60% ${String(20 + (next() % 60))}%)`;
		context.fillRect(next() % 1600, next() % 1200, 4 + (next() % 60), 4 + (next() % 60));
	}
	return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
}
/** Length of each sealed row, by id. */
async function rows(): Promise<Map<string, number>> {
	const db = await openDB('kit-3');
	const all = (await db.getAll('rows')) as { id: Uint8Array; sealed: Uint8Array }[];
	db.close();
	return new Map(all.map(({ id, sealed }) => [Array.from(id).join(), sealed.length]));
}

test('a camera’s file is kept small and bare, with her words, through a lock; looked at, renamed, deleted', async () => {
	const { session } = await empty();
	await draw(session);
	await press(pictures.add).click();
	await userEvent.upload(page.getByLabelText(new RegExp(pictures.choose)), await file('IMG_1.jpg'));
	await page.getByRole('textbox').fill('The beach');
	await expect.element(page.getByText(pictures.original)).toBeVisible();
	await expectFit();
	await press(pictures.keep).click();
	await expect.element(page.getByText(pictures.added), PATIENT).toBeVisible();

	const stored = await session.vault.all('calm-picture-bytes');
	expect(stored).toHaveLength(1);
	const { content } = stored[0]?.value as { content: string };
	const bytes = base64urlToBytes(content);
	if (!bytes) throw new Error('Not bytes');
	expect(bytes.length).toBeLessThanOrEqual(150_000);
	for (const trace of [...TRACES, gps()]) expect(text(bytes)).not.toContain(trace);
	expect(JSON.stringify(await session.vault.all('calm-pictures'))).not.toContain('IMG_1');

	await draw(await opened());
	await expect.element(page.getByRole('img', { name: 'The beach' }), PATIENT).toBeVisible();
	await page.getByRole('button', { name: 'The beach' }).click();
	await press(pictures.larger).click();
	await expectFit();
	await press(pictures.changeWords).click();
	await page.getByRole('textbox').fill('The lake');
	await press(pictures.keepWords).click();
	await expect.element(page.getByRole('heading', { name: 'The lake' }), PATIENT).toBeVisible();
	await press(pictures.delete.do).click();
	await expect.element(page.getByText(pictures.delete.leaves)).toBeVisible();
	await press(pictures.delete.yes).click();
	await expect.element(page.getByText(pictures.deleted), PATIENT).toBeVisible();
	const again = await opened();
	for (const name of COLLECTIONS) expect(await again.vault.all(name)).toEqual([]);
});

test('the twentieth picture rewrites none of the nineteen; more are declined in words; few are drawn at once', async () => {
	const { album } = await empty();
	const sources = await Promise.all([1, 2, 3].map(rich));
	const made = await Promise.all(sources.map(prepare));
	const small = made.flatMap((one) => (one.ok ? [one.value] : []));
	for (let at = 0; at < 19; at += 1) {
		const one = small[at % small.length];
		if (!one) throw new Error('Nothing made');
		expect((await album.add(one, `Picture ${String(at)}`)).ok).toBe(true);
	}
	const before = await rows();
	const [first] = small;
	if (!first) throw new Error('Nothing made');
	expect((await album.add(first, 'The twentieth')).ok).toBe(true);
	const after = await rows();
	const written = [...after].filter(([id]) => !before.has(id)).map(([, size]) => size);
	const total = written.reduce((sum, size) => sum + size, 0);
	figure('own pictures: written for the 20th, KiB', total / 1024, '<= 300 (itself, its words, the list)');
	figure('own pictures: one of them, bytes', first.bytes.length, '<= 150 000');
	expect(total).toBeLessThanOrEqual(300 * 1024);
	expect(await album.add(first, 'One more')).toEqual({ ok: false, error: { type: 'Enough' } });

	const started = performance.now();
	const again = await opened();
	figure(
		'own pictures: opening a vault with 20, key derivation and all, s',
		(performance.now() - started) / 1_000,
		'',
	);
	await page.viewport(360, 740);
	await draw(again);
	await expect
		.element(page.getByText(pictures.enough_other.replace('{{count}}', '20')), PATIENT)
		.toBeInTheDocument();
	await expect.poll(() => document.querySelectorAll('img').length, PATIENT).toBeGreaterThan(0);
	const drawn = document.querySelectorAll('img').length;
	figure('own pictures: drawn at once of 20, at 360x740', drawn, '<= 12');
	expect(drawn).toBeLessThanOrEqual(12);
	const revoked = vi.spyOn(URL, 'revokeObjectURL');
	window.scrollTo(0, document.body.scrollHeight);
	await expect.poll(() => revoked.mock.calls.length, PATIENT).toBeGreaterThan(0);
	await expect
		.poll(() => [...document.querySelectorAll('img')].some(({ alt }) => alt === 'Picture 0'), PATIENT)
		.toBe(true);
	expect(document.querySelectorAll('img').length).toBeLessThanOrEqual(12);
	revoked.mockRestore();
	await again.vault.forget(COLLECTIONS);
});

test('no picture, and no room: said calmly, nothing half kept, and her words stay; in Arabic too', async () => {
	const { session } = await empty();
	let full = true;
	const vault = new Proxy(session.vault, {
		get: (target, key) =>
			key === 'save' && full
				? () => Promise.resolve(failed({ type: 'StorageFull' }))
				: (Reflect.get(target, key) as unknown),
	});
	const short = new Proxy(session, {
		get: (target, key) => (key === 'vault' ? vault : (Reflect.get(target, key, target) as unknown)),
	});
	await draw(short, 'ar');
	await press(picturesAr.add).click();
	const choose = page.getByLabelText(new RegExp(picturesAr.choose));
	await userEvent.upload(choose, new File(['no picture'], 'a.jpg', { type: 'image/jpeg' }));
	await expect.element(page.getByText(picturesAr.failed.NotAPicture), PATIENT).toBeVisible();
	await userEvent.upload(choose, await file('b.jpg'));
	await page.getByRole('textbox').fill('البحر');
	await press(picturesAr.keep).click();
	await expect.element(page.getByText(picturesAr.failed.StorageFull), PATIENT).toBeVisible();
	await expectFit();
	for (const name of COLLECTIONS) expect(await session.vault.all(name)).toEqual([]);
	await expect.element(page.getByRole('textbox')).toHaveValue('البحر');
	full = false;
	await press(picturesAr.keep).click();
	await expect.element(page.getByText(picturesAr.added), PATIENT).toBeVisible();
	for (const name of COLLECTIONS) expect(await session.vault.all(name)).toHaveLength(1);
	await session.vault.forget(COLLECTIONS);
});
