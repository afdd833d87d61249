/**
 * Her plan over a real vault, by keyboard alone; in English, and from right to left in Arabic. axe looks at each screen. What
 * was half written is there after a lock; nothing is counted; what somebody proposes changes nothing until she says so.
 */
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import lettersAr from '$locales/ar/ui/letters.json';
import messagesAr from '$locales/ar/ui/messages.json';
import planAr from '$locales/ar/ui/plan.json';
import letters from '$locales/en/ui/letters.json';
import messages from '$locales/en/ui/messages.json';
import plan from '$locales/en/ui/plan.json';
import { room } from '$features/plan';
import type { ChannelMessage, Conversation } from '$platform/channel';
import { Navigation } from '$platform/navigation';
import type { Session } from '$platform/session';
import { ok } from '$protocol/result';
import TodayCard from '../../src/lib/features/plan/TodayCard.svelte';
import Given from './Given.svelte';
import { opened } from './opened';
import { expectFit, show, speaking } from './shown';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const PATIENT = { timeout: 60_000 };
const WORDS = {
	en: { plan, messages, letters },
	ar: { plan: planAr, messages: messagesAr, letters: lettersAr },
};
type Language = keyof typeof WORDS;
const KEPT = ['plan-goals', 'plan-decisions', 'plan-drafts'];

afterEach(() => {
	document.documentElement.removeAttribute('dir');
});

/** The room as she goes through it: what a press leads to is drawn next. */
async function walk(session: Session, language: Language) {
	const i18n = await speaking(language, WORDS[language]);
	document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
	const navigation = new Navigation([{ id: 'today', order: 1, screen: 'today' }]);
	const draw = async () => {
		const { screen, params = {} } = navigation.current;
		const { default: shown } = await (room.screens[screen] ?? (() => Promise.reject(new Error(screen))))();
		await show({ i18n, session, navigation, screen: shown, given: { params } });
	};
	const go = async (screen: string, params: Record<string, string> = {}) => {
		navigation.open({ room: 'plan', screen, params });
		await draw();
	};
	/** As far as Tab takes her to the control of this name; then Enter, and whatever screen that leads to. */
	const press = async (name: string) => {
		const { current } = navigation;
		await expect.element(page.getByRole('button', { name }).first(), PATIENT).toBeVisible();
		for (let steps = 0; steps < 60; steps += 1) {
			await userEvent.tab();
			const { activeElement } = document;
			const said = activeElement?.getAttribute('aria-label') ?? activeElement?.textContent.trim() ?? '';
			if (activeElement?.localName !== 'button' || !said.startsWith(name)) continue;
			await userEvent.keyboard('{Enter}');
			await new Promise((resolve) => setTimeout(resolve, 0));
			return { changes: () => expect.poll(() => navigation.current, PATIENT).not.toBe(current), draw };
		}
		throw new Error(`Tab does not come to: ${name}`);
	};
	/** The same, where it leads to another screen. */
	const follow = async (name: string) => {
		const pressed = await press(name);
		await pressed.changes();
		if (navigation.current.room === 'plan') await draw();
	};
	return { i18n, navigation, draw, go, press, follow };
}
const heading = () => document.querySelector('h1')?.textContent.trim();
const field = (name: string) => page.getByLabelText(name, { exact: false }).first();
const text = () => document.body.textContent;

for (const language of ['en', 'ar'] as const) {
	const { plan: said, messages: talk } = WORDS[language];
	const mine = language === 'en' ? 'Sleep through the night' : 'نوم هادئ طوال الليل';
	const small = language === 'en' ? 'Ask about the clinic' : 'السؤال عن العيادة';

	test(`a goal, a step, a day, put away and brought back (${language})`, async () => {
		let session = await opened();
		for (const name of KEPT) await session.vault.forget([name]);
		let way = await walk(session, language);

		// Nothing is there yet: the parts of a life to begin with.
		await way.go('plan');
		await expect.element(page.getByRole('heading', { name: said.begin }), PATIENT).toBeVisible();
		await expectFit();
		await way.follow(said.domain.health);
		await expect.element(field(said.write.goal.label), PATIENT).toBeVisible();
		await way.press(said.write.save);
		await expect.poll(text, PATIENT).toContain(said.write.empty);
		await field(said.write.goal.label).fill(mine);
		await expectFit();

		// Locked in the middle of it: what was written is there, and whole.
		await expect
			.poll(async () => JSON.stringify(await session.vault.all('plan-drafts')), PATIENT)
			.toContain(mine);
		cleanup();
		session = await opened();
		way = await walk(session, language);
		await way.go('plan');
		await way.go('write', { domain: 'health' });
		await expect.element(field(said.write.goal.label), PATIENT).toHaveValue(mine);
		await way.follow(said.write.save);
		await expect.poll(heading, PATIENT).toBe(mine);
		expect(await session.vault.all('plan-drafts')).toEqual([]);
		// Nobody is connected: nothing is said about giving it to anybody.
		expect(text()).not.toContain(said.give.who);

		// A step with a day, ticked by the space bar; the day goes into her calendar with its words.
		await way.follow(said.step.add);
		await expect.element(field(said.write.step.label), PATIENT).toBeVisible();
		await field(said.write.step.label).fill(small);
		await field(said.write.day).fill('2031-03-17');
		await expectFit();
		await way.follow(said.write.save);
		const box = page.getByRole('checkbox', { name: small });
		await expect.element(box, PATIENT).not.toBeChecked();
		await expectFit();
		box.element().focus();
		await userEvent.keyboard(' ');
		await expect
			.poll(async () => JSON.stringify(await session.vault.all('plan-goals')), PATIENT)
			.toContain('"done":true');
		expect(text()).not.toMatch(/%|\d+ ?\/ ?\d+/);
		await (await way.press(said.calendar)).changes();
		expect(way.navigation.current).toEqual({
			room: 'appointments',
			screen: 'entry',
			params: { day: '2031-03-17', title: small },
		});
		way.navigation.back();
		await way.draw();

		// A step is deleted and comes back; the goal is put aside, taken up again, deleted and comes back.
		await way.follow(said.step.change.replace('{{step}}', small));
		await way.press(said.step.delete);
		await expect.poll(text, PATIENT).toContain(said.delete.done);
		await way.press(said.delete.undo);
		await expect.element(field(said.write.step.label), PATIENT).toHaveValue(small);
		way.navigation.back();
		await way.draw();
		await expect.element(page.getByRole('checkbox', { name: small }), PATIENT).toBeChecked();
		await way.press(said.goal.aside);
		await expect.poll(text, PATIENT).toContain(said.state.aside);
		await way.press(said.goal.again);
		await way.press(said.goal.delete);
		await expect.poll(text, PATIENT).toContain(said.delete.done);
		expect(await session.vault.all('plan-goals')).toEqual([]);
		await way.press(said.delete.undo);
		await way.press(said.goal.done);
		await expect.poll(text, PATIENT).toContain(said.goal.again);
		way.navigation.back();
		await way.draw();
		await expect.element(page.getByText(said.put.done), PATIENT).toBeVisible();
		await expectFit();
	});

	test(`a proposal waits until she decides, and says nothing by itself (${language})`, async () => {
		const session = await opened();
		for (const name of KEPT) await session.vault.forget([name]);
		const sent: unknown[] = [];
		const proposed = await proposedTo(session, sent);
		const way = await walk(proposed, language);

		await render(Given, {
			...{ i18n: way.i18n, session: proposed, navigation: way.navigation },
			...{ screen: TodayCard, given: {} },
		});
		await expect.poll(text, PATIENT).toContain(said.card.waits);
		expect(text()).not.toContain('Write to the school');
		await way.go('plan');
		await expect.element(page.getByRole('heading', { name: said.proposal.waits }), PATIENT).toBeVisible();
		// Sent twice, it waits once; and it is not in her plan.
		expect(document.querySelectorAll('section:first-of-type li')).toHaveLength(1);
		expect(await session.vault.all('plan-goals')).toEqual([]);
		await way.follow(document.querySelector('section li .title')?.textContent.trim() ?? '');
		await expect.poll(text, PATIENT).toContain('Write to the school');
		await expectFit();

		// Put aside it does not ask; then kept, in words of her own.
		await (await way.press(said.proposal.later)).changes();
		await way.draw();
		await expect.element(page.getByText(said.put.proposals), PATIENT).toBeVisible();
		await way.go('proposal', { message: 'm'.repeat(22) });
		await way.follow(said.proposal.keep);
		await expect.element(field(said.write.goal.label), PATIENT).toHaveValue('Write to the school');
		await field(said.write.goal.label).fill(mine);
		await way.follow(said.write.save);
		await expect.poll(text, PATIENT).toContain(said.proposal.kept);
		expect(JSON.stringify(await session.vault.all('plan-goals'))).toContain(mine);
		await expectFit();
		expect(sent).toEqual([]);

		// Giving it: the steps only if she says so, and the honest sentence before.
		const [goal] = await session.vault.all('plan-goals');
		await way.go('give', { goal: goal?.id ?? '', conversation: 'one' });
		await expect.poll(text, PATIENT).toContain(said.give.honest);
		expect(text()).not.toContain(talk.has.honest);
		await expectFit();
		await way.press(said.give.send.replace('{{names}}', ''));
		await expect.poll(() => JSON.stringify(sent), PATIENT).toContain(mine);
		expect(sent).toHaveLength(1);
	});
}

const AT = '2026-05-01T09:00:00.000Z';
const CONVERSATION: Conversation = {
	...{ id: 'one', name: 'Mariam', kind: 'case', state: 'open', ended: null, startedAt: AT, unreadable: 0 },
	members: [{ key: 'A'.repeat(43), name: 'Mariam', role: 'worker', sure: 'compared', since: AT }],
	...{ tellsSeen: false, rejoining: false },
};
/** The vault is real; of the channel only what it has brought and what it was told: both ends of it are in tests/e2e/talk. */
async function proposedTo(session: Session, sent: unknown[]): Promise<Session> {
	const message = (id: string): ChannelMessage => ({
		...{ id, conversation: 'one', from: 'them', by: 'A'.repeat(43), readers: [] },
		message: {
			...{ v: 1, id, sentAt: AT, type: 'plan-proposal' },
			body: { proposal: 'p'.repeat(22), domain: 'school', text: 'Write to the school', language: 'en' },
		},
	});
	const channel = {
		...session.channel,
		send: async (conversation: string, outgoing: unknown) => {
			sent.push([conversation, outgoing]);
			return ok({ id: 'x' });
		},
	};
	const given = {
		messages: [message('m'.repeat(22)), message('n'.repeat(22))],
		conversations: [CONVERSATION],
		channel,
	};
	return new Proxy(session, {
		get: (target, key) =>
			Object.hasOwn(given, key)
				? given[key as keyof typeof given]
				: (Reflect.get(target, key, target) as unknown),
	});
}
