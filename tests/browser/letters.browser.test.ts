/**
 * Writing in a conversation, in a real browser over a real vault: what is written is kept while it is written, through a
 * lock and a reload, and a send that fails loses none of it.
 */
import type { Component } from 'svelte';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import lettersAr from '$locales/ar/ui/letters.json';
import letters from '$locales/en/ui/letters.json';
import messages from '$locales/en/ui/messages.json';
import appointments from '$locales/en/ui/appointments.json';
import { Letters, Write } from '$parts';
import type { ChannelMessage, Conversation } from '$platform/channel';
import { I18n } from '$platform/i18n';
import { Navigation } from '$platform/navigation';
import type { Session } from '$platform/session';
import { ok } from '$protocol/result';
import Given from './Given.svelte';
import { opened } from './opened';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const PATIENT = { timeout: 60_000 };

const CONVERSATION: Conversation = {
	id: 'AAAAAAAAAAAAAAAAAAAAAA',
	name: 'Mariam',
	kind: 'case',
	state: 'open',
	ended: null,
	startedAt: '2026-05-01T09:00:00.000Z',
	unreadable: 0,
	members: [
		{ key: 'k1', name: 'Mariam', role: 'worker', sure: 'compared', since: '2026-05-01T09:00:00.000Z' },
		{ key: 'k2', name: 'Sara', role: 'supervisor', sure: 'introduced', since: '2026-05-02T09:00:00.000Z' },
	],
	tellsSeen: false,
	rejoining: false,
};

async function draw(session: Session, screen: unknown, given: Record<string, unknown>, language = 'en') {
	const pack = { letters: language === 'ar' ? lettersAr : letters, messages, appointments };
	const i18n = new I18n({
		load: async () => ok(pack),
		keep: async () => undefined,
		kept: async () => language,
	});
	await i18n.start();
	cleanup();
	await render(Given, {
		i18n,
		session,
		navigation: new Navigation([{ id: 'today', order: 1, screen: 'today' }]),
		screen: screen as Component,
		given,
	});
}
/** A session that has brought these; all else is the real one. */
const bringing = (session: Session, brought: ChannelMessage[]): Session =>
	new Proxy(session, {
		get: (target, key) => (key === 'messages' ? brought : (Reflect.get(target, key, target) as unknown)),
	});

const field = () => page.getByRole('textbox', { name: /^Write to/ });
const press = (name: string) => page.getByRole('button', { name, exact: true });

test('what is written is there after a lock, a reload and a failed send, and goes when it is emptied', async () => {
	await draw(await opened(), Write, { conversation: CONVERSATION });
	// All who will read it stand above the field.
	await expect.element(page.getByText(/Write to .*Mariam.* and .*Sara/)).toBeVisible();
	await userEvent.type(field().element(), 'I was at the clinic. ');
	await userEvent.type(field().element(), 'They were kind.');

	await draw(await opened(), Write, { conversation: CONVERSATION });
	await expect.element(field(), PATIENT).toHaveValue('I was at the clinic. They were kind.');

	// The real channel knows no such conversation: the answer is a plain sentence, and the words stay.
	await press(letters.write.send).click();
	await expect.element(page.getByText(letters.failed.NotOpen), PATIENT).toBeVisible();
	await expect.element(field()).toHaveValue('I was at the clinic. They were kind.');

	await userEvent.clear(field().element());
	await expect.element(press(letters.write.send)).toBeDisabled();
	await draw(await opened(), Write, { conversation: CONVERSATION });
	await expect.element(field()).toHaveValue('');
});

test('a draft that was sent just before the page went is not offered again; another conversation’s is its own', async () => {
	const session = await opened();
	await draw(session, Write, { conversation: CONVERSATION });
	await userEvent.type(field().element(), 'On my way');
	const sent: ChannelMessage = {
		id: 'm1',
		conversation: CONVERSATION.id,
		from: 'me',
		by: null,
		readers: [],
		delivery: 'sent',
		message: {
			v: 1,
			id: 'B'.repeat(22),
			sentAt: new Date(Date.now() + 60_000).toISOString(),
			type: 'text',
			body: { text: 'On my way', language: 'en' },
		},
	};
	const again = await opened();
	await draw(again, Write, { conversation: { ...CONVERSATION, id: 'C'.repeat(22) } });
	await expect.element(field()).toHaveValue('');
	await draw(bringing(again, [sent]), Write, { conversation: CONVERSATION });
	await expect.element(field()).toHaveValue('');
	await draw(await opened(), Write, { conversation: CONVERSATION });
	await expect.element(field()).toHaveValue('');
});

test('ready words are one press each, in her language', async () => {
	await draw(await opened(), Write, { conversation: CONVERSATION, phrases: true }, 'ar');
	await press(lettersAr.phrases.open).click();
	for (const key of ['safe', 'call', 'noCall', 'later', 'place', 'food', 'doctor'] as const) {
		const button = press(lettersAr.phrases[key]);
		await expect.element(button).toBeVisible();
		expect(button.element().getBoundingClientRect().height).toBeGreaterThanOrEqual(48);
	}
});

test('each text is read from its own side, in its own language, and says how far it has come', async () => {
	const say = (
		n: number,
		text: string,
		language: string,
		more: Partial<ChannelMessage> = {},
	): ChannelMessage => ({
		id: `m${String(n)}`,
		conversation: CONVERSATION.id,
		from: 'them',
		by: 'k2',
		readers: [],
		message: {
			v: 1,
			id: String(n).repeat(22),
			sentAt: '2026-05-03T09:00:00.000Z',
			type: 'text',
			body: { text, language },
		},
		...more,
	});
	const mine = { from: 'me', by: null } as const;
	const session = bringing(await opened(), [
		say(1, 'كيف حالك؟', 'ar'),
		say(2, 'I am well', 'en', { ...mine, delivery: 'waiting' }),
		say(3, 'Thank you', 'en', { ...mine, delivery: 'seen' }),
		say(4, 'My address', 'en', { ...mine, delivery: 'delivered', askedBack: 'gone' }),
	]);
	await draw(session, Letters, { conversation: CONVERSATION });
	const arabic = page.getByText('كيف حالك؟').element();
	expect([arabic.getAttribute('lang'), arabic.getAttribute('dir'), arabic.getAttribute('translate')]).toEqual(
		['ar', 'rtl', 'no'],
	);
	await expect.element(page.getByText('Sara')).toBeVisible();
	await expect.element(page.getByText(letters.delivery.waiting)).toBeVisible();
	await expect.element(page.getByText(letters.delivery.seen)).toBeVisible();
	await expect.element(page.getByText(letters.askedBack.gone)).toBeVisible();
});
