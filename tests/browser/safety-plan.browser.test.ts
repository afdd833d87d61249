/**
 * A safety plan over a real vault: written and kept through a lock in the middle of a word, taken over from examples,
 * deleted and brought back, put into a share, and what of all that the printer would get.
 */
import type {} from '@vitest/browser-playwright';
import { expect, test, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import planAr from '$locales/ar/ui/safety-plan.json';
import messages from '$locales/en/ui/messages.json';
import plan from '$locales/en/ui/safety-plan.json';
import { contactFrom } from '$parts';
import Give from '../../src/lib/features/safety-plan/Give.svelte';
import Line from '../../src/lib/features/safety-plan/Line.svelte';
import OneList from '../../src/lib/features/safety-plan/OneList.svelte';
import Plan from '../../src/lib/features/safety-plan/Plan.svelte';
import Print from '../../src/lib/features/safety-plan/Print.svelte';
import TodayCard from '../../src/lib/features/safety-plan/TodayCard.svelte';
import type { ChannelMessage, Conversation } from '$platform/channel';
import type { Session } from '$platform/session';
import { opened } from './opened';
import { between, expectFit, show, speaking } from './shown';
import '../../src/lib/ui/tokens.css';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const PATIENT = { timeout: 60_000 };
const WORDS = { en: { 'safety-plan': plan, messages }, ar: { 'safety-plan': planAr, messages } };
const PLACES = ['today', 'help'];

async function draw(
	session: Session,
	screen: unknown,
	params: Record<string, string> = {},
	language: 'en' | 'ar' = 'en',
) {
	const i18n = await speaking(language, WORDS[language]);
	const navigation = between(...PLACES);
	await show({ i18n, session, navigation, screen, given: { params } });
	return navigation;
}
const press = (name: string) => page.getByRole('button', { name, exact: true });
const said = (words: string, values: Record<string, string>) =>
	Object.entries(values).reduce((text, [key, value]) => text.replace(`{{${key}}}`, value), words);
const kept = async (session: Session) =>
	(await session.vault.all('safety-plan')).map(({ value }) => (value as { text: string }).text).sort();
const line = (id: string, list: string, text: string, more: Record<string, string> = {}) => ({
	collection: 'safety-plan',
	id: id.repeat(22),
	value: {
		list,
		text,
		how: '',
		knows: '',
		at: `2026-05-01T09:00:0${String(id.charCodeAt(0) % 10)}.000Z`,
		...more,
	},
});

test('a line is kept while it is written; an example is taken over; what was deleted comes back', async () => {
	const session = await opened();
	await session.vault.forget(['safety-plan']);
	await draw(session, TodayCard);
	await expect.element(page.getByText(plan.card)).not.toBeInTheDocument();
	await draw(session, Line, { list: 'people' });
	await userEvent.type(page.getByLabelText(plan.line.name), 'An');
	await page.getByLabelText(plan.line.how).fill('+34 600 11 22 33');
	await expect.poll(() => kept(session), PATIENT).toEqual(['An']);

	// Locked in the middle of a word.
	const again = await opened();
	await draw(again, TodayCard);
	await expect.element(page.getByText(plan.card), PATIENT).toBeVisible();
	const { id = '' } = (await again.vault.all('safety-plan'))[0] ?? {};
	await draw(again, Line, { list: 'people', id });
	await expect.element(page.getByLabelText(plan.line.name), PATIENT).toHaveValue('An');
	await page.getByLabelText(plan.line.name).fill('Ana');
	await expect.poll(() => kept(again), PATIENT).toEqual(['Ana']);

	// By keyboard alone.
	await draw(again, OneList, { list: 'pack' });
	const take = press(said(plan.take, { text: plan.example.pack['2'] }));
	await expect.element(take, PATIENT).toBeVisible();
	(take.element() as HTMLElement).focus();
	await userEvent.keyboard('{Enter}');
	await expect.poll(() => kept(again), PATIENT).toEqual(['Ana', plan.example.pack['2']]);
	await expect.element(take).not.toBeInTheDocument();
	await expectFit();
	await press(said(plan.delete.label, { text: plan.example.pack['2'] })).click();
	await expect.poll(() => kept(again), PATIENT).toEqual(['Ana']);
	await press(plan.delete.undo).click();
	await expect.poll(() => kept(again), PATIENT).toEqual(['Ana', plan.example.pack['2']]);

	// A call goes by the screen that says what it leaves.
	const navigation = await draw(again, Plan);
	await page.getByRole('button', { name: /Call .*Ana/ }).click();
	expect(navigation.current).toMatchObject({ room: 'help', screen: 'reaching' });
	// That screen's own reader takes it.
	expect(contactFrom(navigation.current.params ?? {})).toMatchObject({
		method: 'call',
		dial: '+34600112233',
	});
	await expectFit();
	await again.vault.forget(['safety-plan']);
});

test('the printer gets what she ticked and nothing else: no name, no exit, no button; black on white in the dark too', async () => {
	const session = await opened();
	await session.vault.forget(['safety-plan']);
	await session.vault.save([
		line('a', 'signs', 'The same car'),
		line('b', 'places', 'At Mina’s'),
		line('c', 'words', 'Is the soup ready?'),
	]);
	const printing = vi.spyOn(window, 'print').mockImplementation(() => undefined);
	await draw(session, Print);
	await expect.element(page.getByText(plan.printing.found), PATIENT).toBeVisible();
	await expect.element(press(plan.printing.now)).not.toBeInTheDocument();
	await page.getByRole('checkbox', { name: 'At Mina’s' }).click();
	await page.getByRole('checkbox', { name: 'Is the soup ready?' }).click();
	await expectFit();
	await press(plan.printing.now).click();
	expect(printing).toHaveBeenCalledTimes(1);
	const sheet = document.querySelector<HTMLElement>('.printed-sheet');
	expect(sheet?.checkVisibility()).toBe(false);
	await cdp().send('Emulation.setEmulatedMedia', {
		media: 'print',
		features: [{ name: 'prefers-color-scheme', value: 'dark' }],
	});
	try {
		expect(document.body.innerText.split('\n').filter(Boolean)).toEqual([
			plan.list.places.title,
			'At Mina’s',
			plan.list.words.title,
			'Is the soup ready?',
		]);
		expect(sheet && getComputedStyle(sheet).color).toBe('rgb(0, 0, 0)');
		expect(getComputedStyle(document.body).backgroundColor).toBe('rgb(255, 255, 255)');
	} finally {
		await cdp().send('Emulation.setEmulatedMedia', { media: '', features: [] });
	}
	// Off the page with the screen it came from.
	await draw(session, Plan);
	expect(document.querySelector('.printed-sheet')).toBeNull();
	printing.mockRestore();
	await session.vault.forget(['safety-plan']);
});

test('what her worker has stands beside the line, and what is new goes into a share that she still has to send', async () => {
	const session = await opened();
	await session.vault.forget(['safety-plan', 'letter-drafts']);
	await session.vault.save([line('a', 'signs', 'The same car'), line('b', 'places', 'At Mina’s')]);
	const conversation: Conversation = {
		...{ id: 'A'.repeat(22), name: 'Mariam', kind: 'case', state: 'open', ended: null, unreadable: 0 },
		...{ startedAt: '2026-05-01T09:00:00.000Z', tellsSeen: false, rejoining: false },
		members: [
			{ key: 'k1', name: 'Mariam', role: 'worker', sure: 'compared', since: '2026-05-01T09:00:00.000Z' },
		],
	};
	const sentAt = '2026-05-03T09:00:00.000Z';
	const share = {
		...{ id: 'M'.repeat(22), conversation: conversation.id, from: 'me', by: null, delivery: 'delivered' },
		...{ readers: ['k1'], letGoBy: [], seen: true, order: 1 },
		message: {
			...{ v: 1, id: 'M'.repeat(22), sentAt, type: 'share' },
			body: { title: plan.title, text: `${plan.list.signs.title}\n- The same car`, language: 'en' },
		},
	} as unknown as ChannelMessage;
	const connected = new Proxy(session, {
		get: (target, key) =>
			key === 'conversations'
				? [conversation]
				: key === 'messages'
					? [share]
					: (Reflect.get(target, key, target) as unknown),
	});
	const navigation = await draw(connected, Give);
	await expect.element(page.getByText(/Mariam.* got this line on/), PATIENT).toBeVisible();
	expect(page.getByText(/got this line/).elements()).toHaveLength(1);
	await page.getByRole('checkbox', { name: 'At Mina’s' }).click();
	await expectFit();
	await page.getByRole('button', { name: /Put it into a share/ }).click();
	await expect.poll(() => navigation.current.screen, PATIENT).toBe('share');
	const drafts = (await session.vault.all('letter-drafts')).map(({ value }) => value);
	expect(drafts).toMatchObject([{ title: plan.title, text: `${plan.list.places.title}\n- At Mina’s` }]);
	await session.vault.forget(['safety-plan', 'letter-drafts']);
});

test('in Arabic it reads from right to left, by the same rules', async () => {
	const session = await opened();
	await session.vault.forget(['safety-plan']);
	await session.vault.save([line('a', 'people', 'سلمى', { how: '٠٦١٢٣٤٥٦٧٨', knows: 'كل شيء' })]);
	await draw(session, Plan, {}, 'ar');
	await expect.element(page.getByText('سلمى').first(), PATIENT).toBeVisible();
	await expect.element(page.getByRole('button', { name: /سلمى/ }).last()).toBeVisible();
	await expectFit();
	await session.vault.forget(['safety-plan']);
	document.documentElement.removeAttribute('dir');
});
