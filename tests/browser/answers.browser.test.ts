/**
 * What a caseworker offered, on her phone's screen, over a real vault: one time, several, a series, called off, changed;
 * and another time she asks for, which is kept while it is written and says calmly what cannot be.
 */
import type { Component } from 'svelte';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import appointmentsAr from '$locales/ar/ui/appointments.json';
import appointments from '$locales/en/ui/appointments.json';
import Detail from '../../src/lib/features/appointments/Detail.svelte';
import type { ChannelMessage } from '$platform/channel';
import { I18n } from '$platform/i18n';
import { Navigation } from '$platform/navigation';
import type { Session } from '$platform/session';
import type { AppointmentBody, ReplyBody } from '$protocol/appointments';
import { ok } from '$protocol/result';
import Given from './Given.svelte';
import { opened } from './opened';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
const PATIENT = { timeout: 60_000 };
const CONVERSATION = 'A'.repeat(22);
const APPOINTMENT = 'p'.repeat(22);

const DAY = 86_400_000;
/** Ten in the morning in Madrid's winter or nine in its summer: hours do not matter here, days do. */
const inDays = (days: number): string =>
	`${new Date(Date.now() + days * DAY).toISOString().slice(0, 10)}T09:00:00.000Z`;
const head = { conversation: CONVERSATION, by: null, readers: [] };
const form = (body: Partial<AppointmentBody>): ChannelMessage => {
	const sequence = body.sequence ?? 0;
	const id = `f${String(sequence)}`.padEnd(22, 'f');
	return {
		...head,
		id,
		from: 'them',
		message: {
			v: 1,
			id,
			sentAt: inDays(-2),
			type: 'appointment',
			body: {
				appointment: APPOINTMENT,
				sequence,
				template: 'health',
				startsAt: inDays(3),
				zone: 'Europe/Madrid',
				place: '12 Mill Lane',
				note: '',
				...body,
			},
		},
	};
};
const reply = (turn: number, body: Partial<ReplyBody> & Pick<ReplyBody, 'reply'>): ChannelMessage => {
	const id = `r${String(turn)}`.padEnd(22, 'r');
	return {
		...head,
		id,
		from: 'me',
		delivery: 'delivered',
		message: {
			v: 1,
			id,
			sentAt: inDays(-1),
			type: 'reply',
			body: { appointment: APPOINTMENT, sequence: 0, turn, ...body },
		},
	};
};

/** The screen of the appointment that these messages make; all else of the session is the real one. */
async function draw(session: Session, brought: ChannelMessage[], language = 'en') {
	const i18n = new I18n({
		load: async () => ok({ appointments: language === 'ar' ? appointmentsAr : appointments }),
		keep: async () => undefined,
		kept: async () => language,
	});
	await i18n.start();
	cleanup();
	await render(Given, {
		i18n,
		session: new Proxy(session, {
			get: (target, key) => (key === 'messages' ? brought : (Reflect.get(target, key, target) as unknown)),
		}),
		navigation: new Navigation([{ id: 'today', order: 1, screen: 'today' }]),
		screen: Detail as Component,
		given: { params: { key: `${CONVERSATION}/${APPOINTMENT}` } },
	});
	return i18n;
}
const button = (name: string) => page.getByRole('button', { name, exact: true });
const says = (words: string) => page.getByText(words, { exact: true });
const field = (label: string) => page.getByLabelText(label).first();
const { answer, propose } = appointments;

test('one time is answered by one press; every answer is there, and so is none', async () => {
	const session = await opened();
	await draw(session, [form({ phrases: ['bring-papers'], note: 'Ring twice.', minutes: 45 })]);
	for (const name of ['coming', 'maybe', 'not-coming', 'other-time', 'call-me'] as const)
		await expect.element(button(answer[name])).toBeVisible();
	await expect.element(says(appointments.phrase['bring-papers'])).toBeVisible();
	await expect.element(says('45 minutes')).toBeVisible();
	await expect.element(says(answer.notNow)).toBeVisible();
	// The real channel knows no such conversation: a plain sentence, and nothing is shown as said.
	await button(answer.coming).click();
	await expect.element(says(appointments.failed.NotOpen), PATIENT).toBeVisible();
	expect(says(appointments.said.coming).query()).toBeNull();
});

test('several times are chosen from, and then one is the time', async () => {
	const session = await opened();
	const offer = form({ choices: [inDays(3), inDays(4), inDays(5), inDays(-1)] });
	const i18n = await draw(session, [offer]);
	// What has passed is not offered; what is not chosen is not said to be the day.
	const radios = page.getByRole('radio');
	await expect.element(radios.first()).toBeVisible();
	expect(radios.elements()).toHaveLength(4);
	expect(says(appointments.field.when).query()).toBeNull();
	await expect.element(button(answer.then)).toBeDisabled();
	await page.getByRole('radio', { name: i18n.date(inDays(4), 'Europe/Madrid', 'daytime') }).click();
	await expect.element(button(answer.then)).toBeEnabled();
	await page.getByRole('radio', { name: answer.none }).click();
	await button(answer['other-time']).click();
	await expect.element(says(propose.title)).toHaveFocus();

	await draw(session, [offer, reply(0, { reply: 'coming', time: inDays(4) })]);
	await expect.element(says(appointments.said.coming)).toBeVisible();
	await expect.element(says(i18n.date(inDays(4), 'Europe/Madrid', 'day'))).toBeVisible();
});

test('a series is answered as a whole or for one time; the fifth and later ones are folded', async () => {
	const session = await opened();
	const days = [3, 10, 17, 24, 31, 38].map(inDays);
	const series = form({ series: days.slice(1), every: { unit: 'week', count: 2 } });
	const i18n = await draw(session, [
		series,
		reply(0, { reply: 'coming' }),
		reply(1, { reply: 'not-coming', time: days[1] }),
	]);
	await expect.element(says('Every 2 weeks')).toBeVisible();
	const row = (day: number) =>
		page.getByRole('listitem').filter({ hasText: i18n.date(days[day] ?? '', 'Europe/Madrid', 'daytime') });
	await expect.element(row(1)).toHaveTextContent(appointments.said['not-coming']);
	await expect.element(row(0)).not.toHaveTextContent(appointments.said.coming);
	expect(row(4).query()).toBeNull();
	await page.getByText(appointments.moreTimes).click();
	await expect.element(row(4)).toBeVisible();
	const about = page.getByLabelText(answer.about);
	expect(about.element().querySelectorAll('option')).toHaveLength(7);
});

test('called off, changed and arranged are each said in a sentence', async () => {
	const session = await opened();
	await draw(session, [form({}), reply(0, { reply: 'coming' }), form({ sequence: 1, cancelled: true })]);
	await expect.element(says(appointments.news.cancelled.title)).toBeVisible();
	expect(page.getByRole('button', { name: answer.coming }).query()).toBeNull();

	await draw(session, [form({}), reply(0, { reply: 'coming' }), form({ sequence: 1, startsAt: inDays(8) })]);
	await expect.element(says(appointments.changedAfterAnswer)).toBeVisible();
	await expect.element(button(answer.coming)).toBeVisible();

	const asks = reply(0, { reply: 'other-time', proposed: [inDays(9)], note: 'After noon, please.' });
	await draw(session, [form({}), asks]);
	await expect.element(says('After noon, please.')).toBeVisible();
	const settled = form({ sequence: 1, startsAt: inDays(9), settled: true, heard: 1 });
	await draw(session, [form({}), asks, settled]);
	await expect.element(says(appointments.news.arranged.title)).toBeVisible();
	await expect.element(says(answer.another)).toBeVisible();
	// She had said something else meanwhile: then nobody says that it is arranged.
	await draw(session, [form({}), asks, settled, reply(1, { reply: 'not-coming' })]);
	await expect.element(says(appointments.changedAfterAnswer)).toBeVisible();

	await draw(session, [form({ startsAt: inDays(-3) })]);
	await expect.element(says(appointments.isPast)).toBeVisible();
});

test('a kind of the worker’s own is read in the language she has it in, and is marked as theirs', async () => {
	const words = [
		{ language: 'fr', title: 'Atelier de cuisine', lead: 'On cuisine ensemble.' },
		{ language: 'ar', title: 'ورشة طبخ', lead: 'نطبخ معًا.' },
	];
	const session = await opened();
	await draw(session, [form({ template: 'own', words })], 'ar');
	await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('ورشة طبخ');
	await expect.element(says(appointmentsAr.ownAsWritten)).toBeVisible();
	await draw(session, [form({ template: 'own', words })]);
	const title = page.getByRole('heading', { level: 1 });
	await expect.element(title).toHaveTextContent('Atelier de cuisine');
	await expect.element(title).toHaveAttribute('lang', 'fr');
});

test('another time, half written, is there after a lock or a reload, and says what cannot be', async () => {
	const offer = [form({})];
	await draw(await opened(), offer);
	await button(answer['other-time']).click();
	await field(propose.date).fill('2020-02-03');
	await userEvent.type(page.getByLabelText(propose.note).element(), 'After school, please.');
	await button(propose.send).click();
	await expect.element(says(propose.error.NoTime)).toBeVisible();
	await field(propose.time).fill('10:30');
	await button(propose.send).click();
	await expect.element(says(propose.error.Past)).toBeVisible();
	await expect.element(field(propose.date)).toHaveAttribute('aria-invalid', 'true');

	await draw(await opened(), offer);
	await expect.element(page.getByLabelText(propose.note), PATIENT).toHaveValue('After school, please.');
	await expect.element(field(propose.date)).toHaveValue('2020-02-03');
	await expect.element(field(propose.time)).toHaveValue('10:30');

	// A send that fails loses none of it, and putting it away keeps it.
	await field(propose.date).fill(inDays(20).slice(0, 10));
	await button(propose.send).click();
	await expect.element(says(appointments.failed.NotOpen), PATIENT).toBeVisible();
	await button(propose.later).click();
	await button(answer['other-time']).click();
	await expect.element(page.getByLabelText(propose.note)).toHaveValue('After school, please.');

	await userEvent.clear(page.getByLabelText(propose.note).element());
	await field(propose.date).fill('');
	await field(propose.time).fill('');
	await draw(await opened(), offer);
	await expect.element(button(answer['other-time'])).toBeVisible();
	expect(page.getByLabelText(propose.note).query()).toBeNull();
});
