/**
 * Noting a day and filling in a question list, over a real vault, by keyboard alone; in English, and from right to left in
 * Arabic. axe looks at each screen. What was drawn is also there as a table.
 */
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup } from 'vitest-browser-svelte';
import checkinAr from '$locales/ar/ui/checkin.json';
import instrumentsAr from '$locales/ar/ui/instruments.json';
import measuresAr from '$locales/ar/ui/measures.json';
import checkin from '$locales/en/ui/checkin.json';
import instruments from '$locales/en/ui/instruments.json';
import measures from '$locales/en/ui/measures.json';
import Days from '../../src/lib/features/checkin/Days.svelte';
import Note from '../../src/lib/features/checkin/Note.svelte';
import TodayCard from '../../src/lib/features/checkin/TodayCard.svelte';
import Fill from '../../src/lib/features/measures/Fill.svelte';
import HandOn from '../../src/lib/features/measures/HandOn.svelte';
import History from '../../src/lib/features/measures/History.svelte';
import { createSession, type Session } from '$platform/session';
import { between, expectFit, show, speaking } from './shown';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const PATIENT = { timeout: 60_000 };
const PIN = '492716';
const WORDS = {
	en: { checkin, measures, instruments },
	ar: { checkin: checkinAr, measures: measuresAr, instruments: instrumentsAr },
};

const sessions: Session[] = [];
async function opened(): Promise<Session> {
	for (const session of sessions.splice(0)) session.end();
	const session = createSession('workshop');
	sessions.push(session);
	await expect.poll(() => session.state, PATIENT).not.toBe('starting');
	await expect.poll(() => session.state, PATIENT).not.toBe('elsewhere');
	const entered = session.state === 'none' ? await session.create(PIN) : await session.unlock(PIN);
	expect(entered.ok).toBe(true);
	for (const name of ['checkins', 'checkin-choices', 'measures', 'letter-drafts'])
		await session.vault.forget([name]);
	return session;
}
afterEach(() => {
	cleanup();
	for (const session of sessions.splice(0)) session.end();
	document.documentElement.removeAttribute('dir');
});

const PLACES = ['today', 'help', 'coping', 'messages'];
async function draw(
	session: Session,
	screen: unknown,
	params: Record<string, string> = {},
	language: 'en' | 'ar' = 'en',
) {
	const i18n = await speaking(language, WORDS[language]);
	const navigation = between(...PLACES);
	await show({ i18n, session, navigation, screen, given: { params } });
	return { i18n, navigation };
}

const heading = () => document.querySelector('h1');
/** As far as Tab takes her to the control of this name; then Enter. */
async function pressByKeyboard(name: string) {
	await expect.element(page.getByRole('button', { name, exact: true }).first(), PATIENT).toBeVisible();
	for (let steps = 0; steps < 40; steps += 1) {
		await userEvent.tab();
		const { activeElement } = document;
		const said = activeElement?.getAttribute('aria-label') ?? activeElement?.textContent.trim();
		if (said !== name) continue;
		await userEvent.keyboard('{Enter}');
		return;
	}
	throw new Error(`Tab does not come to: ${name}`);
}
const asked = (title: string) => expect.poll(() => heading()?.textContent.trim(), PATIENT).toBe(title);
const cells = () =>
	[...document.querySelectorAll('tbody tr')].map((row) =>
		[...row.querySelectorAll('td')].map((cell) => cell.textContent.trim()),
	);

const today = () => {
	const now = new Date();
	return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
		.map((n) => String(n).padStart(2, '0'))
		.join('-');
};
const daysAgo = (days: number) =>
	new Date(Date.parse(today()) - days * 86_400_000).toISOString().slice(0, 10);
const day = (ago: number, said: object) => ({
	collection: 'checkins',
	id: `day-${String(ago)}`,
	value: { v: 1, day: daysAgo(ago), mood: null, sleep: null, safety: null, note: '', ...said },
});

for (const language of ['en', 'ar'] as const) {
	const { checkin: said, measures: lists, instruments: items } = WORDS[language];

	test(`a day is noted by keyboard, and help comes when it does not feel safe (${language})`, async () => {
		const session = await opened();
		const { navigation } = await draw(session, Note, {}, language);
		await asked(said.mood.question);
		expect(document.activeElement).toBe(heading());
		await expectFit();
		await pressByKeyboard(said.mood['4']);
		await asked(said.sleep.question);
		await pressByKeyboard(said.skip);
		await asked(said.safety.question);
		await pressByKeyboard(said.safety['2']);
		await asked(said.help.title);
		await expectFit();
		await pressByKeyboard(said.help.on);
		await asked(said.note.title);
		await userEvent.fill(page.getByLabelText(said.note.label).element(), 'Rain, and tea.');
		await pressByKeyboard(said.note.done);
		await asked(said.kept.title);
		await expect
			.poll(async () => (await session.vault.all('checkins')).map(({ value }) => value), PATIENT)
			.toEqual([{ v: 1, day: today(), mood: 4, sleep: null, safety: 2, note: 'Rain, and tea.' }]);

		// The same day again: what was said is there, and one press leads to the numbers.
		const again = await draw(session, Note, {}, language);
		await asked(said.mood.question);
		const pressed = page.getByRole('button', { pressed: true });
		await expect.element(pressed).toHaveTextContent(said.mood['4']);
		await pressByKeyboard(said.skip);
		await pressByKeyboard(said.skip);
		await asked(said.safety.question);
		await pressByKeyboard(said.safety['1']);
		await pressByKeyboard(said.help.find);
		expect(again.navigation.place).toBe('help');
		expect(navigation.place).toBe('today');
		await expect.poll(async () => (await session.vault.all('checkins')).length).toBe(1);
	});

	test(`days are drawn where there are any, and stand in a table too (${language})`, async () => {
		const session = await opened();
		await session.vault.save([
			day(0, { mood: 5, sleep: 1 }),
			day(1, { mood: 4, safety: 3 }),
			day(4, { mood: 2, note: 'Long.' }),
		]);
		document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
		await draw(session, Days, {}, language);
		await asked(said.title);
		const dots = () =>
			[...document.querySelectorAll('figure')].map((one) => one.querySelectorAll('circle.dot').length);
		expect(dots()).toEqual([3, 1, 1]);
		// Only the two days that lie side by side are joined.
		expect(document.querySelectorAll('line.join')).toHaveLength(1);
		const across = [...document.querySelectorAll('figure:first-child circle.dot')].map(
			(dot) => dot.getBoundingClientRect().x,
		);
		expect(across).toEqual(across.toSorted((a, b) => (language === 'ar' ? b - a : a - b)));
		const table = [
			[said.mood['5'], said.sleep['1'], said.days.notSaid],
			[said.mood['4'], said.days.notSaid, said.safety['3']],
			[said.mood['2'], said.days.notSaid, said.days.notSaid],
		];
		expect(cells()).toEqual(table);
		await expect.element(page.getByRole('table', { name: said.days.title })).toBeInTheDocument();
		expect(document.querySelectorAll('tbody th[scope=row]')).toHaveLength(3);
		expect(document.querySelectorAll('thead th[scope=col]')).toHaveLength(4);
		await expectFit();
		await pressByKeyboard(said.days.table);
		expect(document.querySelectorAll('figure')).toHaveLength(0);
		expect(cells()).toEqual(table);
		await expectFit();

		// A day goes, and comes back.
		await page.getByRole('listitem').filter({ hasText: 'Long.' }).getByRole('button').click();
		await expect.poll(() => cells().length, PATIENT).toBe(2);
		await pressByKeyboard(said.delete.undo);
		await expect.poll(cells, PATIENT).toEqual(table);
	});

	test(`the ninth question opens the way to a person before any number (${language})`, async () => {
		const session = await opened();
		const { navigation } = await draw(session, Fill, { instrument: 'phq9' }, language);
		const answer = items.answers.days;
		for (let question = 1; question <= 8; question += 1) {
			const words = items.phq9[String(question) as keyof typeof items.phq9];
			await expect.element(page.getByText(words, { exact: true }), PATIENT).toBeVisible();
			await pressByKeyboard(answer['2']);
		}
		await expect.element(page.getByText(items.phq9['9']), PATIENT).toBeVisible();
		await expectFit();
		await pressByKeyboard(answer['1']);
		await asked(lists.care.title);
		expect(document.querySelector('.number')).toBeNull();
		await expectFit();
		await pressByKeyboard(lists.care.find);
		expect(navigation.place).toBe('help');
		// Gone on with later: the answer is there, and so is the number.
		const later = await draw(session, Fill, { instrument: 'phq9' }, language);
		await asked(lists.result.title);
		// Over, it is one of the earlier times: Back from what it leads to never begins a new list.
		await expect.poll(() => later.navigation.current.screen, PATIENT).toBe('result');
		await expect.element(page.getByText(lists.result.care)).toBeVisible();
		await expect.element(page.getByText(lists.result.notDiagnosis)).toBeVisible();
		await expect.element(page.getByText(lists.result.early)).toBeVisible();
		expect(document.querySelector('.number')?.textContent).toContain(
			new Intl.NumberFormat(language).format(17),
		);
		await expectFit();
	});
}

test('a skipped question means no number, and that is said plainly; earlier times stand in a table', async () => {
	const session = await opened();
	await session.vault.save([
		{
			collection: 'measures',
			id: 'earlier',
			value: {
				v: 1,
				instrument: 'gad7',
				at: `${daysAgo(30)}T10:00:00.000Z`,
				exposed: null,
				answers: [1, 1, 1, 1, 1, 1, 1],
				done: true,
				language: 'en',
			},
		},
	]);
	await draw(session, Fill, { instrument: 'gad7' });
	for (let question = 1; question <= 6; question += 1) await pressByKeyboard('Several days');
	await asked('7 of 7');
	await pressByKeyboard(measures.fill.skip);
	await asked(measures.result.title);
	await expect.element(page.getByText(measures.result.none)).toBeVisible();
	expect(document.querySelector('.number')).toBeNull();
	await draw(session, History, { instrument: 'gad7' });
	await expect.poll(cells, PATIENT).toEqual([[measures.history.noNumber], ['7 of 21']]);
	expect(document.querySelectorAll('circle.dot')).toHaveLength(1);
	await expectFit();
});

test('where nothing of that kind happened the list ends with its published 0; all skipped is kept nowhere', async () => {
	const session = await opened();
	await draw(session, Fill, { instrument: 'pcptsd5' });
	await asked(measures.fill.event);
	await expectFit();
	await pressByKeyboard('No');
	await asked(measures.result.title);
	await expect.element(page.getByText(measures.result.noEvent)).toBeVisible();
	const kept = async () => (await session.vault.all('measures')).map(({ value }) => value);
	await expect.poll(kept, PATIENT).toMatchObject([{ exposed: false, answers: [], done: true }]);
	await session.vault.forget(['measures']);
	await draw(session, Fill, { instrument: 'gad7' });
	for (let question = 1; question <= 7; question += 1) await pressByKeyboard(measures.fill.skip);
	await asked(measures.result.title);
	expect(await kept()).toEqual([]);
});

test('what is handed on is a draft of a share, seen before, and never takes the place of another', async () => {
	const session = await opened();
	const at = `${daysAgo(1)}T10:00:00.000Z`;
	const value = { v: 1, instrument: 'phq9', at, exposed: null, answers: Array(9).fill(1), done: true };
	await session.vault.save([{ collection: 'measures', id: 'one', value: { ...value, language: 'en' } }]);
	const conversations = [{ id: 'C'.repeat(22), state: 'open', name: 'Mariam', members: [] }];
	const connected = new Proxy(session, {
		get: (target, key) =>
			key === 'conversations' ? conversations : (Reflect.get(target, key, target) as unknown),
	});
	const drafts = async () => (await session.vault.all('letter-drafts')).map(({ value: draft }) => draft);
	const hand = () => page.getByRole('button', { name: /^Put it into a share for .*Mariam/ });

	const { navigation } = await draw(connected, HandOn, { instrument: 'phq9' });
	await expect.element(page.getByText(/Number: 9 of 27/), PATIENT).toBeVisible();
	await expectFit();
	expect(await drafts()).toEqual([]);
	await page.getByRole('checkbox', { name: measures.handOn.date }).click();
	await hand().click();
	await expect.poll(() => navigation.current, PATIENT).toMatchObject({ room: 'messages', screen: 'share' });
	const [kept] = await drafts();
	expect(kept).toMatchObject({ kind: 'share', title: 'PHQ-9' });
	expect(JSON.stringify(kept)).toMatch(/Number: 9 of 27.*This is not a diagnosis/);
	expect(JSON.stringify(kept)).not.toMatch(/Day:|hurting yourself/);

	// What is half written there stays.
	const again = await draw(connected, HandOn, { instrument: 'phq9' });
	await page.getByRole('checkbox', { name: measures.handOn.answers }).click();
	await hand().click();
	await expect.element(page.getByText(measures.handOn.busy), PATIENT).toBeVisible();
	expect(again.navigation.current.room).toBe('today');
	expect(await drafts()).toEqual([kept]);
});

test('Today asks only who turned it on, and only until the day is noted', async () => {
	const session = await opened();
	const card = () => page.getByRole('button', { name: checkin.card.title });
	await draw(session, Days);
	await page.getByRole('checkbox', { name: checkin.today.label }).click();
	await expect.poll(async () => (await session.vault.all('checkin-choices')).length, PATIENT).toBe(1);
	await draw(session, TodayCard);
	await expect.element(card(), PATIENT).toBeVisible();
	await session.vault.save([day(0, { mood: 3 })]);
	await draw(session, TodayCard);
	await expect.poll(() => card().query(), PATIENT).toBeNull();
});
