/**
 * Feel better over a real vault: the card for when a memory comes, favourites, what calms her, and finding what fits. By
 * keyboard where it counts; in English, and from right to left in Arabic. axe looks at each screen.
 */
import '../../src/lib/ui/tokens.css';
import '../../src/lib/ui/base.css';
import type { Component } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import checkinAr from '$locales/ar/ui/checkin.json';
import contentAr from '$locales/ar/ui/content.json';
import copingAr from '$locales/ar/ui/coping.json';
import modulesAr from '$locales/ar/ui/modules.json';
import picturesAr from '$locales/ar/ui/own-pictures.json';
import playerAr from '$locales/ar/ui/player.json';
import checkin from '$locales/en/ui/checkin.json';
import content from '$locales/en/ui/content.json';
import coping from '$locales/en/ui/coping.json';
import modules from '$locales/en/ui/modules.json';
import pictures from '$locales/en/ui/own-pictures.json';
import player from '$locales/en/ui/player.json';
import CalmWords from '../../src/lib/features/coping/CalmWords.svelte';
import Calm from '../../src/lib/features/coping/Calm.svelte';
import CardWords from '../../src/lib/features/coping/CardWords.svelte';
import Exercises from '../../src/lib/features/coping/Exercises.svelte';
import Here from '../../src/lib/features/coping/Here.svelte';
import List from '../../src/lib/features/coping/List.svelte';
import Play from '../../src/lib/features/coping/Play.svelte';
import TodayCard from '../../src/lib/features/coping/TodayCard.svelte';
import type { Session } from '$platform/session';
import Given from './Given.svelte';
import { opened } from './opened';
import { between, expectFit, speaking } from './shown';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const PATIENT = { timeout: 60_000 };
const WORDS = {
	en: { checkin, content, coping, modules, player, 'own-pictures': pictures },
	ar: {
		checkin: checkinAr,
		content: contentAr,
		coping: copingAr,
		modules: modulesAr,
		player: playerAr,
		'own-pictures': picturesAr,
	},
};
afterEach(() => {
	vi.restoreAllMocks();
	document.documentElement.removeAttribute('dir');
});

async function emptied(): Promise<Session> {
	const session = await opened();
	for (const name of ['favourites', 'card-words', 'calm-words', 'distress'])
		await session.vault.forget([name]);
	return session;
}

const PLACES = ['today', 'help', 'coping'];
const SCREENS: Record<string, unknown> = {
	list: List,
	here: Here,
	words: CardWords,
	exercises: Exercises,
	play: Play,
	calm: Calm,
	'calm-words': CalmWords,
	card: TodayCard,
};
async function draw(
	session: Session,
	screen: string,
	params: Record<string, string> = {},
	language: 'en' | 'ar' = 'en',
) {
	const i18n = await speaking(language, WORDS[language]);
	cleanup();
	const navigation = between(...PLACES);
	navigation.home('coping');
	await render(Given, {
		i18n,
		session,
		navigation,
		screen: SCREENS[screen] as Component,
		given: { params },
	});
	return navigation;
}

const button = (name: string | RegExp) => page.getByRole('button', { name });
const titled = (title: string) =>
	expect.poll(() => document.querySelector('h1')?.textContent.trim(), PATIENT).toBe(title);
/** As far as Tab takes her to the control whose name begins so; then Enter. */
async function pressByKeyboard(name: string) {
	await expect.element(button(name).first(), PATIENT).toBeVisible();
	for (let steps = 0; steps < 40; steps += 1) {
		await userEvent.tab();
		const { activeElement } = document;
		const said = activeElement?.getAttribute('aria-label') ?? activeElement?.textContent.trim();
		if (!said?.startsWith(name)) continue;
		await userEvent.keyboard('{Enter}');
		return;
	}
	throw new Error(`Tab does not come to: ${name}`);
}
const textsIn = async (session: Session, name: string) =>
	(await session.vault.all(name)).map(({ value }) => (value as { text: string }).text);
const shown = () => [...document.querySelectorAll('.link-card .title')].map((one) => one.textContent);

for (const language of ['en', 'ar'] as const) {
	const said = WORDS[language].coping;

	test(`a memory came: one press, with nothing kept and nothing fetched; then in her words (${language})`, async () => {
		const session = await emptied();
		document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
		const room = await draw(session, 'list', {}, language);
		await titled(said.title);
		await expect.element(button(said.feelings.ashamed), PATIENT).toBeVisible();
		await expectFit();
		await pressByKeyboard(said.here.title);
		expect(room.current.screen).toBe('here');

		const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('offline'));
		const card = await draw(session, 'here', {}, language);
		await titled(said.here.title);
		for (const line of Object.values(said.here.app))
			await expect.element(page.getByText(line), PATIENT).toBeVisible();
		const year = new Intl.DateTimeFormat(language, { year: 'numeric', calendar: 'gregory' });
		expect(document.querySelector('time')?.textContent).toContain(year.format(new Date()));
		expect(fetched).not.toHaveBeenCalled();
		await expectFit();
		await pressByKeyboard(said.here.person);
		expect(card.place).toBe('help');

		// Written, and then nothing pressed: it is kept all the same.
		await draw(session, 'words', {}, language);
		await button(said.words.begin).click(PATIENT);
		const field = page.getByLabelText(said.words.label);
		await expect.element(field).toHaveValue(said.words.beginnings);
		await userEvent.fill(field.element(), `${said.words.beginnings}\nThe door is mine.`);
		await expectFit();
		await expect
			.poll(() => textsIn(session, 'card-words'), PATIENT)
			.toEqual([`${said.words.beginnings}\nThe door is mine.`]);
		await draw(session, 'here', {}, language);
		await expect.element(page.getByText('The door is mine.'), PATIENT).toBeVisible();
		expect(document.body.textContent).not.toContain(said.here.app[2]);
		expect(document.body.textContent).not.toContain('…');
		await expect.element(button(said.here.change)).toBeVisible();

		// Emptied, the app's own words are there again.
		await draw(session, 'words', {}, language);
		await expect.element(page.getByLabelText(said.words.label), PATIENT).toBeVisible();
		await userEvent.fill(page.getByLabelText(said.words.label).element(), '');
		await expect.poll(() => textsIn(session, 'card-words'), PATIENT).toEqual([]);
	});

	test(`a feeling leads to a few; nothing that fits is said calmly, and has a way out (${language})`, async () => {
		const session = await emptied();
		document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
		const navigation = await draw(session, 'exercises', { feeling: 'on-edge' }, language);
		await titled(said.feelings['on-edge']);
		await expect.poll(() => shown().length, PATIENT).toBe(3);
		await pressByKeyboard(said.more);
		await expect.poll(() => shown().length, PATIENT).toBeGreaterThan(3);
		// The keyboard goes on at the first that has come.
		expect(document.activeElement).toBe(document.querySelectorAll('.link-card')[3]);
		await expectFit();

		await page.getByText(said.find.label).click();
		await page.getByLabelText(said.find.time).selectOptions('few');
		for (const use of ['breath', 'body', 'senses', 'thoughts', 'writing'] as const)
			await button(said.find[use]).click();
		await expect.element(page.getByText(said.find.none.title), PATIENT).toBeVisible();
		expect(shown()).toEqual([]);
		await expectFit();
		await pressByKeyboard(said.find.none.all);
		await expect.poll(() => shown().length, PATIENT).toBeGreaterThan(3);

		// What she chose is there again when she comes back from an exercise.
		await button(said.find.breath).click();
		await page.getByRole('button', { name: shown()[0] ?? '' }).click();
		expect(navigation.current.screen).toBe('play');
		navigation.back();
		expect(navigation.current.params).toMatchObject({ feeling: 'on-edge', without: 'breath' });
		await draw(session, 'exercises', navigation.current.params, language);
		await expect
			.element(page.getByRole('button', { pressed: true }), PATIENT)
			.toHaveTextContent(said.find.breath);
	});
}

test('a favourite stands on top of the room and on Today, until it is none any more', async () => {
	const session = await emptied();
	await draw(session, 'card');
	await expect.element(page.getByText(coping.card.text), PATIENT).toBeVisible();
	await draw(session, 'play', { module: 'in:feet-on-the-floor' });
	await pressByKeyboard(player.favourite.keep);
	await expect.element(button(player.favourite.drop), PATIENT).toBeVisible();
	expect(await session.vault.all('favourites')).toHaveLength(1);

	const room = await draw(session, 'list');
	await expect.element(page.getByRole('heading', { name: coping.favourites.title }), PATIENT).toBeVisible();
	await expectFit();
	await pressByKeyboard('Feet on the floor');
	expect(room.current).toMatchObject({ screen: 'play', params: { module: 'in:feet-on-the-floor' } });

	const today = await draw(session, 'card');
	await expect.element(page.getByText('Feet on the floor'), PATIENT).toBeVisible();
	await pressByKeyboard(coping.card.title);
	expect(today.current).toMatchObject({ room: 'coping', params: { module: 'in:feet-on-the-floor' } });

	await draw(session, 'play', { module: 'in:feet-on-the-floor' });
	await button(player.favourite.drop).click();
	await expect.poll(async () => (await session.vault.all('favourites')).length, PATIENT).toBe(0);
	// What is never offered by itself is not offered on Today either, favourite or not.
	await draw(session, 'play', { module: 'in:strong-sensation' });
	await button(player.favourite.keep).click();
	await expect.poll(async () => (await session.vault.all('favourites')).length, PATIENT).toBe(1);
	await draw(session, 'card');
	await expect.element(page.getByText(coping.card.text), PATIENT).toBeVisible();
});

test('strong skills stand apart at the end, and are not among what a feeling shows first', async () => {
	const session = await emptied();
	await draw(session, 'exercises', { feeling: 'numb' });
	await expect.poll(() => shown().length, PATIENT).toBeGreaterThan(0);
	expect(page.getByRole('heading', { name: coping.strong.title }).query()).toBeNull();
	await button(coping.more).click();
	await expect.element(page.getByRole('heading', { name: coping.strong.title }), PATIENT).toBeVisible();
	expect(document.querySelectorAll('section .link-card')).toHaveLength(1);
	await expectFit();
});

test('what calms her is written, kept while it is typed, deleted and brought back', async () => {
	const session = await emptied();
	const navigation = await draw(session, 'calm');
	await expect.element(page.getByText(coping.calm.none), PATIENT).toBeVisible();
	await expectFit();
	await pressByKeyboard(coping.calm.add);
	expect(navigation.current.screen).toBe('calm-words');
	await draw(session, 'calm-words');
	const field = () => page.getByLabelText(coping.calmWords.label).element();
	await expect.element(page.getByLabelText(coping.calmWords.label), PATIENT).toBeVisible();
	await userEvent.fill(field(), 'The sea.');
	await expect.poll(() => textsIn(session, 'calm-words'), PATIENT).toEqual(['The sea.']);
	const again = await draw(session, 'calm');
	await pressByKeyboard('Change: The sea.');
	await draw(session, 'calm-words', again.current.params);
	await expect.element(page.getByLabelText(coping.calmWords.label), PATIENT).toHaveValue('The sea.');
	await userEvent.fill(field(), 'The sea at night.');
	await expect.poll(() => textsIn(session, 'calm-words'), PATIENT).toEqual(['The sea at night.']);
	await draw(session, 'calm');
	await pressByKeyboard('Delete: The sea at night.');
	await expect.poll(() => textsIn(session, 'calm-words'), PATIENT).toEqual([]);
	await pressByKeyboard(coping.past.undo);
	await expect.element(page.getByText('The sea at night.'), PATIENT).toBeVisible();
	await expectFit();
});
