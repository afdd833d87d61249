import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import { expect, it, vi } from 'vitest';
import en from '$locales/en/ui/covers.json';
import recipes from '$locales/en/ui/recipes.json';
import { I18n, provideI18n } from '$platform/i18n';
import { deviceBox } from '$platform/vault';
import { ok } from '$protocol/result';
import type { Cover as CoverName } from '$platform/disguise';
import { HOLD_MS } from './hold';
import { Notes } from './notes/store.svelte';
import Cover from './Cover.svelte';

const PIN = '280614';

async function show(cover: CoverName) {
	const i18n = new I18n({
		load: () => Promise.resolve(ok({ covers: en, recipes })),
		keep: () => Promise.resolve(),
		preferred: ['en'],
	});
	await i18n.use('en');
	const [onsecret, onheld] = [vi.fn<(secret: string) => void>(), vi.fn<() => void>()];
	const Given = (...[anchor, props]: Parameters<typeof Cover>) => {
		provideI18n(i18n);
		return Cover(anchor, props);
	};
	const screen = await render(Given as typeof Cover, { cover, onsecret, onheld });
	return { screen, onsecret, onheld };
}

it('a converter converts, and hands on a long number when it is confirmed', async () => {
	const { screen, onsecret } = await show('converter');
	const amount = screen.getByLabelText('Amount');
	await amount.fill('2.54');
	await expect.element(screen.getByText('1', { exact: true })).toBeVisible();
	await userEvent.keyboard('{Enter}');
	expect(onsecret).not.toHaveBeenCalled();
	await amount.fill(PIN);
	expect(onsecret, 'not while it is typed').not.toHaveBeenCalled();
	await screen.getByRole('button', { name: 'Convert', exact: true }).click();
	expect(onsecret).toHaveBeenCalledExactlyOnceWith(PIN);
});

it('recipes are found, counted for more people, and a long number in the search is handed on', async () => {
	const { screen, onsecret } = await show('recipes');
	const search = screen.getByLabelText('Search').first();
	await search.fill('lentil');
	await screen.getByRole('button', { name: 'Red lentil soup' }).click();
	await expect.element(screen.getByText('red lentils: 250 g')).toBeVisible();
	await screen.getByRole('button', { name: 'More people' }).click();
	await expect.element(screen.getByText('For 5 people')).toBeVisible();
	await screen.getByRole('button', { name: 'Back' }).click();
	await screen.getByLabelText('Search').first().fill(PIN);
	await userEvent.keyboard('{Enter}');
	expect(onsecret).toHaveBeenCalledExactlyOnceWith(PIN);
	await expect.element(screen.getByText('No recipe found.')).toBeVisible();
});

it('notes are written and kept, and no word of them is in the database', async () => {
	await deviceBox().write([]);
	const { screen } = await show('notes');
	await screen.getByRole('button', { name: 'New note' }).click();
	await screen.getByLabelText('Note').fill('buy canary seed');
	await screen.getByRole('button', { name: 'Save' }).click();
	await expect.element(screen.getByRole('button', { name: 'buy canary seed' })).toBeVisible();

	const again = new Notes();
	await again.load();
	expect(again.items.map(({ text }) => text)).toEqual(['buy canary seed']);
	const kept = await new Promise<unknown[]>((resolve, reject) => {
		const opening = indexedDB.open('kit-4');
		opening.onsuccess = () => {
			const all = opening.result.transaction('a').objectStore('a').getAll();
			all.onsuccess = () => {
				resolve(all.result as unknown[]);
			};
		};
		opening.onerror = () => {
			reject(new Error('no database'));
		};
	});
	expect(kept).toHaveLength(2);
	for (const value of kept) expect(new TextDecoder().decode(value as Uint8Array)).not.toContain('canary');
});

it('the title leads on when it is held long enough, and not before', async () => {
	const { screen, onheld } = await show('calculator');
	const title = screen.getByRole('button', { name: 'Calculator' }).element();
	vi.useFakeTimers();
	try {
		title.dispatchEvent(new PointerEvent('pointerdown'));
		vi.advanceTimersByTime(HOLD_MS - 1);
		title.dispatchEvent(new PointerEvent('pointerup'));
		vi.advanceTimersByTime(HOLD_MS);
		expect(onheld).not.toHaveBeenCalled();
		title.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter' }));
		title.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', repeat: true }));
		vi.advanceTimersByTime(HOLD_MS);
		expect(onheld).toHaveBeenCalledOnce();
	} finally {
		vi.useRealTimers();
	}
});
