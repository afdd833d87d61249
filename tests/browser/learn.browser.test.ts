/**
 * Learn, over a real vault and with the lessons that come with the app: by what they are about, the begun one on top, those of
 * other countries behind one press; by keyboard, and from right to left in Arabic. axe looks at it.
 */
import axe from 'axe-core';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import * as z from 'zod/mini';
import lessonsAr from '$locales/ar/ui/lessons.json';
import modulesAr from '$locales/ar/ui/modules.json';
import playerAr from '$locales/ar/ui/player.json';
import lessons from '$locales/en/ui/lessons.json';
import modules from '$locales/en/ui/modules.json';
import player from '$locales/en/ui/player.json';
import List from '../../src/lib/features/lessons/List.svelte';
import { progressIn } from '$parts/player';
import { languageInfo } from '$platform/i18n';
import { Navigation } from '$platform/navigation';
import { loadContent } from '$platform/packs';
import { openCollection, type Session } from '$platform/session';
import Given from './Given.svelte';
import { opened } from './opened';
import { speaking } from './shown';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 100_000 });
const PATIENT = { timeout: 60_000 };
const WORDS = {
	en: { lessons, modules, player },
	ar: { lessons: lessonsAr, modules: modulesAr, player: playerAr },
};
const US = 'in:clearing-a-record';

afterEach(() => {
	document.documentElement.removeAttribute('dir');
});

async function draw(session: Session, language: 'en' | 'ar' = 'en') {
	cleanup();
	const i18n = await speaking(language, WORDS[language]);
	document.documentElement.dir = i18n.dir;
	const places = ['today', 'lessons', 'help'].map((id, order) => ({ id, order, screen: 'list' }));
	const navigation = new Navigation(places);
	navigation.home('lessons');
	render(Given, { i18n, session, navigation, screen: List, given: {} });
	return navigation;
}
async function titleOf(id: string, language = 'en'): Promise<string> {
	const loaded = await loadContent(language);
	if (!loaded.ok) throw new Error(loaded.error.type);
	return loaded.value.find(({ structure }) => structure.id === id)?.texts.title ?? '';
}
const group = (name: string) => page.getByRole('region', { name, exact: true });
const choose = async (session: Session, country: string) => {
	const schema = z.looseObject({ key: z.string(), country: z.optional(z.string()) });
	const settings = openCollection(session, 'settings', schema);
	await settings.load();
	const kept = settings.items.find(({ value }) => value.key === 'help-country');
	expect((await settings.put({ key: 'help-country', country }, kept?.id)).ok).toBe(true);
};
async function withoutFaults() {
	// The page around the screen is the test's, not the app's.
	const { violations } = await axe.run(document.body, {
		rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
	});
	expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

it('shows every lesson with its country while none is chosen, and says where to choose one', async () => {
	const session = await opened();
	await session.vault.forget(['settings', 'progress']);
	const navigation = await draw(session);
	const record = group(lessons.groups.rights).getByRole('button', { name: await titleOf(US) });
	await expect.element(record, PATIENT).toHaveTextContent(/Holds in.*United States/);
	await expect
		.element(group(lessons.groups.phone).getByRole('button', { name: await titleOf('in:safer-phone') }))
		.toHaveTextContent(player.everywhere);
	expect(page.getByText(lessons.elsewhere).query()).toBeNull();
	await withoutFaults();
	await page.getByRole('button', { name: lessons.country.choose }).click();
	expect(navigation.current.room).toBe('help');
});

it('puts lessons of other countries behind one press, found by keyboard', async () => {
	const session = await opened();
	await session.vault.forget(['settings', 'progress']);
	await choose(session, 'FR');
	const navigation = await draw(session);
	const union = await titleOf('in:not-to-blame-eu');
	await expect
		.element(group(lessons.groups.rights).getByRole('button', { name: union }), PATIENT)
		.toBeVisible();
	const record = page.getByRole('button', { name: await titleOf(US) });
	expect(record.query()).toBeNull();
	(page.getByText(lessons.elsewhere).element() as HTMLElement).focus();
	await userEvent.keyboard('{Enter}');
	await expect.element(record).toBeVisible();
	await withoutFaults();
	await userEvent.tab();
	await userEvent.keyboard('{Enter}');
	expect(navigation.current).toMatchObject({ room: 'lessons', screen: 'play' });
});

it('has the begun one on top and only there; in Arabic, and says that the words are a draft', async () => {
	const session = await opened();
	await session.vault.forget(['settings', 'progress']);
	await choose(session, 'GB');
	const begun = { v: 1 as const, module: US, page: 'p3', done: false, answers: {} };
	expect(await progressIn(session).save(begun)).toBe(true);
	await draw(session, 'ar');
	const card = page.getByRole('button', { name: await titleOf(US, 'ar') });
	await expect
		.element(group(lessonsAr.begun).getByRole('button'), PATIENT)
		.toHaveTextContent(await titleOf(US, 'ar'));
	expect(card.elements()).toHaveLength(1);
	await expect.element(page.getByText(languageInfo('ar').draft)).toBeVisible();
	expect(document.documentElement.dir).toBe('rtl');
	await withoutFaults();
});
