/**
 * Everything a screen shows that somebody else wrote, made of attacks: it stays text. Each screen is drawn twice, with a
 * harmless word and with the attack, and must come out as the same elements with the same attributes; nothing may run,
 * nobody may be asked for anything. There is no content security policy here: what holds must hold without it.
 */
import type { Component } from 'svelte';
import { expect, test, vi } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { Navigation } from '$platform/navigation';
import { failed } from '$protocol/result';
import appointmentWords from '$locales/en/ui/appointments.json';
import calendarWords from '$locales/en/ui/calendar.json';
import filesWords from '$locales/en/ui/calendar-files.json';
import remindersWords from '$locales/en/ui/reminders.json';
import lettersWords from '$locales/en/ui/letters.json';
import caseloadWords from '$locales/en/ui/caseload.json';
import messagesWords from '$locales/en/ui/messages.json';
import peopleWords from '$locales/en/ui/people.json';
import planWords from '$locales/en/ui/plan.json';
import modulesWords from '$locales/en/ui/modules.json';
import workshopWords from '$locales/en/ui/workshop.json';
import { suggestionsToLocales } from '../../src/lib/features/workshop/words/model';
import { createRelayClient } from '../../src/lib/platform/channel/relay-client';
import { addPack, createEngine, createTranslator } from '../../src/lib/platform/i18n/translator';
import { decodeCode } from '../../src/lib/protocol/code';
import { parsePairing } from '../../src/lib/protocol/pairing';
import { figure } from '../support/figure';
import { PAYLOAD_HOST, PAYLOADS } from '../support/payloads';
import Given from './Given.svelte';
import { bones, harm, i18nWith, PATIENT, watch, whole } from './harm';
import { conversationOf, messageOf, PLACES, sessionOf } from './injection-places';

vi.setConfig({ testTimeout: 300_000 });

const PACK = {
	appointments: appointmentWords,
	calendar: calendarWords,
	'calendar-files': filesWords,
	reminders: remindersWords,
	caseload: caseloadWords,
	letters: lettersWords,
	messages: messagesWords,
	modules: modulesWords,
	people: peopleWords,
	plan: planWords,
	workshop: workshopWords,
};

watch();
const navigation = () => new Navigation([{ id: 'today', order: 1, screen: 'today' }]);

const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

test.each(Object.entries(PLACES))(
	'%s: attacks are text',
	async (name, { screen, given, isolated, shown, came, kept, ready }) => {
		const i18n = await i18nWith(PACK);
		const draw = async (text: string) => {
			const first = came ? came(text) : messageOf(text, 'them');
			const session = sessionOf([first], [conversationOf(text)], kept?.(text));
			await render(Given, {
				i18n,
				session,
				navigation: navigation(),
				screen: screen as Component,
				given: given(text),
			});
			if (ready !== undefined)
				await vi.waitFor(() => expect(document.querySelector(ready)).not.toBeNull(), {
					...PATIENT,
					interval: 1,
				});
			const drawn = document.body.lastElementChild ?? document.body;
			const seen = { bones: bones(document.body), text: drawn.textContent };
			cleanup();
			return seen;
		};
		const plain = await draw('harmless');
		const changed: string[] = [];
		const unseen: string[] = [];
		for (const payload of PAYLOADS) {
			const text = payload.trim() === '' ? `.${payload}.` : payload;
			const drawn = await draw(text);
			if (drawn.bones !== plain.bones) changed.push(payload);
			const wanted = (shown ?? ((one: string) => one))(isolated ? text.replace(CONTROLS, '') : text);
			const inPage = drawn.text.includes(wanted) || drawn.text.includes(whole(wanted));
			if (!inPage) unseen.push(payload);
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
		figure(
			`injection: executions, ${name}`,
			`${String(harm().length + changed.length)} of ${String(PAYLOADS.length)}`,
			'0',
		);
		expect(harm()).toEqual([]);
		expect(changed, 'became more than text').toEqual([]);
		expect(unseen, 'is not shown as it was written').toEqual([]);
	},
);

test('a language pack whose words and keys are attacks gives text, and changes nothing else', () => {
	const engine = createEngine(['en']);
	const pack = JSON.parse(
		'{"evil":{"__proto__":{"injected":1},"constructor":{"prototype":{"injected":1}}},"__proto__":{"injected":1}}',
	) as Record<string, Record<string, unknown>>;
	addPack(engine, 'en', pack);
	addPack(engine, 'en', {
		evil: Object.fromEntries(PAYLOADS.map((payload, at) => [`k${String(at)}`, `Dear {{name}}`])),
	});
	const translator = createTranslator(engine, 'en', ['en']);
	for (const [at, payload] of PAYLOADS.entries())
		expect(translator.t(`evil:k${String(at)}`, { name: payload }), payload).toBe(`Dear ${payload}`);
	expect(harm()).toEqual([]);
});

test('codes, QR texts and problem documents that are attacks lead to nothing but a plain answer', async () => {
	for (const payload of PAYLOADS) {
		for (const text of [payload, `RB1:${payload}`]) {
			expect(parsePairing(text)).toBeNull();
			expect(decodeCode(text)).toBeNull();
		}
	}
	const answers = new Set<string>();
	for (const payload of PAYLOADS) {
		const problem = { type: payload, title: payload, status: 404, detail: payload, instance: payload };
		const fetch = async () =>
			Response.json(problem, { status: 404, headers: { 'content-type': 'application/problem+json' } });
		const client = createRelayClient('', fetch, Date.now, () => undefined);
		const answer = await client.redeem(payload);
		answers.add(JSON.stringify(answer));
	}
	expect([...answers]).toEqual([JSON.stringify(failed({ type: 'Unreachable', waitMs: 0 }))]);
	expect(harm()).toEqual([]);
});

test('suggestions under any names become a file, and no prototype', () => {
	const texts = PAYLOADS.map((payload) => ({
		language: '__proto__',
		room: 'constructor',
		path: `prototype.${payload.replaceAll('.', '_')}`,
		text: payload,
		basedOn: payload,
	}));
	const tree = suggestionsToLocales(texts);
	expect(Object.keys(tree)).toEqual(['__proto__']);
	expect(harm()).toEqual([]);
});

// The last one, because what it lets loose goes on for a while.

test('there are at least 200 payloads, and where text becomes more than text, this notices', async () => {
	expect(new Set(PAYLOADS).size).toBeGreaterThanOrEqual(200);
	const open = document.body.appendChild(document.createElement('div'));
	open.innerHTML = 'harmless';
	const before = bones(open);
	let changed = 0;
	for (const payload of PAYLOADS.slice(0, 40)) {
		open.innerHTML = payload;
		if (bones(open) !== before) changed += 1;
	}
	await expect.poll(harm, PATIENT).toContain('injected');
	await expect.poll(() => harm().some((one) => one.includes(PAYLOAD_HOST)), PATIENT).toBe(true);
	expect(changed).toBeGreaterThan(20);
	open.remove();
	performance.clearResourceTimings();
	Reflect.deleteProperty(globalThis, 'injected');
});
