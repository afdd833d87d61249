/**
 * Everything a screen shows that somebody else wrote, made of attacks: it stays text. Each screen is drawn twice, with a
 * harmless word and with the attack, and must come out as the same elements with the same attributes; nothing may run,
 * nobody may be asked for anything. There is no content security policy here: what holds must hold without it.
 */
import type { Component } from 'svelte';
import { expect, test, vi } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { Navigation } from '$platform/navigation';
import { createSession, type Session } from '$platform/session';
import type { ChannelMessage, Conversation } from '$platform/channel';
import { utf8 } from '$platform/crypto';
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
import AppointmentDetail from '../../src/lib/features/appointments/Detail.svelte';
import AppointmentList from '../../src/lib/features/appointments/List.svelte';
import AppointmentToday from '../../src/lib/features/appointments/TodayCard.svelte';
import type { Entry } from '../../src/lib/features/appointments/calendar/kept';
import { startKey } from '../../src/lib/features/appointments/calendar/happenings';
import OwnEntry from '../../src/lib/features/appointments/calendar/Own.svelte';
import { newDraft } from '../../src/lib/features/caseload/draft';
import { nudgesOf } from '../../src/lib/features/caseload/nudge';
import NudgeCard from '../../src/lib/features/caseload/NudgeCard.svelte';
import NudgePreview from '../../src/lib/features/caseload/NudgePreview.svelte';
import Offer from '../../src/lib/features/caseload/Offer.svelte';
import PeopleList from '../../src/lib/features/caseload/PeopleList.svelte';
import PlanGiven from '../../src/lib/features/caseload/plan/PlanGiven.svelte';
import Has from '../../src/lib/features/messages/has/Has.svelte';
import Talk from '../../src/lib/features/messages/Talk.svelte';
import GiveGoal from '../../src/lib/features/plan/Give.svelte';
import PlanProposal from '../../src/lib/features/plan/ProposalScreen.svelte';
import TextRow from '../../src/lib/features/workshop/words/TextRow.svelte';
import { suggestionsToLocales } from '../../src/lib/features/workshop/words/model';
import Letters from '../../src/lib/parts/letters/Letters.svelte';
import AboutModule from '../../src/lib/parts/sharing/AboutModule.svelte';
import { parseMessage } from '../../src/lib/platform/channel/envelope';
import { createRelayClient } from '../../src/lib/platform/channel/relay-client';
import { addPack, createEngine, createTranslator } from '../../src/lib/platform/i18n/translator';
import { decodeCode } from '../../src/lib/protocol/code';
import { parsePairing } from '../../src/lib/protocol/pairing';
import { entryWith } from '../support/entries';
import { figure } from '../support/figure';
import { textsFor, unsignedModule } from '../support/modules';
import { PAYLOAD_HOST, PAYLOADS } from '../support/payloads';
import Given from './Given.svelte';
import { bones, harm, i18nWith, PATIENT, watch, whole } from './harm';

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
const ID = 'AAAAAAAAAAAAAAAAAAAAAA';
const FILE = { key: 'A'.repeat(43), digest: 'A'.repeat(43), bytes: 60, parts: ['A'.repeat(43)] };
const SOON = new Date(Date.now() + 86_400_000).toISOString();

watch();
const navigation = () => new Navigation([{ id: 'today', order: 1, screen: 'today' }]);

/** A session whose channel has brought this, no picture among it, and whose vault holds what is given; what it cannot do here nobody asks of it. */
const sessionOf = (
	messages: ChannelMessage[],
	conversations: Conversation[],
	kept: Record<string, { id: string; value: unknown }[]> = {},
): Session => {
	const base = createSession('workshop');
	const channel = { ...base.channel, file: async () => null };
	const vault = { ...base.vault, all: async (name: string) => kept[name] ?? [] };
	return new Proxy(base, {
		get: (target, key) =>
			key === 'messages'
				? messages
				: key === 'conversations'
					? conversations
					: key === 'channel'
						? channel
						: key === 'vault'
							? vault
							: key === 'heard'
								? true
								: (Reflect.get(target, key, target) as unknown),
	});
};

const place = (text: string) => text.slice(0, 200);
const bodyOf = (text: string) => ({
	appointment: ID,
	sequence: 0,
	template: 'health' as const,
	startsAt: SOON,
	zone: 'Europe/London',
	place: place(text),
	note: text,
});
const appointmentOf = (text: string) => ({ type: 'appointment', body: bodyOf(text) });
const textOf = (text: string) => ({ type: 'text', body: { text, language: 'en' } });
const shareOf = (text: string) => ({ type: 'share', body: { title: place(text), text, language: 'en' } });
const lessonOf = (text: string) => ({
	type: 'module',
	body: { file: FILE, title: place(text), language: 'en' },
});
const pictureOf = (text: string) => ({
	type: 'attachment',
	body: { file: FILE, media: 'image/webp', width: 8, height: 8, caption: place(text), language: 'en' },
});
const goalOf = (text: string) => ({
	type: 'plan-goal',
	body: {
		...{ goal: ID, revision: 0, since: SOON, domain: 'work', language: 'en', state: 'open' },
		...{ text: text.slice(0, 400), steps: [{ id: ID, text: place(text), done: true }] },
	},
});
const proposalOf = (text: string) => ({
	type: 'plan-proposal',
	body: { proposal: ID, domain: 'work', text: place(text), language: 'en' },
});
/** As it comes out of an envelope: through the same parser. */
const messageOf = (text: string, from: 'me' | 'them', of: object = appointmentOf(text)): ChannelMessage => {
	const bytes = utf8(JSON.stringify({ v: 1, id: ID, sentAt: SOON, ...of }));
	const message = parseMessage(bytes);
	if (!message) throw new Error(`Refused: ${text}`);
	return {
		...{ id: ID, conversation: 'one', from, by: null, readers: [], message },
		...(from === 'me' ? { delivery: 'sent' } : {}),
	};
};
const conversationOf = (name: string): Conversation => ({
	id: 'one',
	name,
	kind: 'case',
	state: 'open',
	ended: null,
	startedAt: SOON,
	unreadable: 0,
	members: [{ key: 'A'.repeat(43), name, role: 'worker', sure: 'compared', since: SOON }],
	tellsSeen: false,
	rejoining: false,
});
/** She asks for another time, with a line of hers. */
const nudgeOf = (text: string) =>
	nudgesOf([
		messageOf(text, 'me'),
		{
			...messageOf(text, 'them', {
				type: 'reply',
				body: {
					...{ appointment: ID, sequence: 0, reply: 'other-time', proposed: [SOON] },
					note: text.slice(0, 500),
				},
			}),
			id: ID.replace('A', 'B'),
		},
	])[0];
const wordsOf = (text: string) => [
	{ language: 'en', title: text.slice(0, 120) || 'a', lead: text.slice(0, 400) },
];
const personOf = (name: string) => ({
	id: 'one',
	name,
	state: 'open' as const,
	startedAt: SOON,
	unreadable: 0,
	nudges: [],
	next: null,
	unanswered: null,
	wrote: null,
});
/** A lesson with the attack in every word of it and in every name. That most of them are refused before, is tested elsewhere. */
const lessonWith = (text: string) => {
	const words = text || 'a';
	const unsigned = unsignedModule({ sources: [{ title: words, url: `https://example.org/${words}` }] });
	const texts = textsFor(unsigned.pages, () => words);
	const signer = { name: words, key: 'A'.repeat(43) };
	const of = { id: ID, revision: 1, hash: signer.key };
	const translation = {
		of,
		revision: 1,
		language: 'es',
		translator: { ...signer, key: 'B'.repeat(43) },
		texts,
	};
	const review = { of, translations: {}, reviewer: signer, on: '2026-11-20' };
	const signature = 'A'.repeat(86);
	return {
		format: 'rosebay/module/1',
		module: { ...unsigned, texts, author: signer },
		signature,
		translations: [{ translation, signature }],
		reviews: [{ review, signature }],
	};
};
const suggestions = { all: [], full: false, at: () => undefined, keep: async () => undefined };

/** A screen, what it is given when somebody wrote this text, and whether the text must be seen on it as it is. */
interface Place {
	screen: unknown;
	given: (text: string) => Record<string, unknown>;
	/** Texts in a sentence lose their direction controls (isolate). */
	isolated?: boolean;
	shown?: (text: string) => string;
	/** What has come, when it is not an appointment. */
	came?: (text: string) => ChannelMessage;
	/** What she keeps, by collection. */
	kept?: (text: string) => Record<string, { id: string; value: unknown }[]>;
	/** What stands on the screen once all is read. */
	ready?: string;
}
/** As a calendar file brought it in. */
const entryOf = (text: string): Entry =>
	entryWith({
		...{ title: text, place: text, note: text },
		start: { type: 'instant', at: SOON, zone: 'Europe/London' },
		imported: { uid: text, sequence: 0, instanceOf: null },
	});
const fromFile = (text: string) => ({ calendar: [{ id: 'e', value: entryOf(text) }] });
/** Nothing came; only what she keeps is there. */
const nothing = () => messageOf('', 'me', textOf('a'));
const idle = () => undefined;
const PLACES: Record<string, Place> = {
	'appointment, whole': { screen: AppointmentDetail, given: () => ({ params: { key: `one/${ID}` } }) },
	'appointment, in the list': {
		...{ screen: AppointmentList, given: () => ({ params: {} }), ready: 'section > ul > li' },
		...{ shown: place, isolated: true },
	},
	'appointment, on Today': {
		...{ screen: AppointmentToday, given: () => ({}), ready: '.title' },
		shown: place,
	},
	'something from a calendar file, in the list': {
		...{ screen: AppointmentList, given: () => ({ params: {} }), ready: 'section > ul > li' },
		...{ kept: fromFile, came: nothing },
	},
	'something from a calendar file, on Today': {
		...{ screen: AppointmentToday, given: () => ({}), ready: '.title' },
		...{ kept: fromFile, came: nothing },
	},
	'something from a calendar file, whole': {
		screen: OwnEntry,
		given: () => ({ params: { id: 'e', start: startKey(entryOf('').start) } }),
		...{ ready: 'dl', kept: fromFile, came: nothing },
	},
	'a text in Talk': {
		screen: Letters,
		given: () => ({ conversation: conversationOf('Mariam') }),
		came: (text) => messageOf(text, 'them', textOf(text)),
	},
	'something shared, in Talk': {
		screen: Letters,
		given: () => ({ conversation: conversationOf('Mariam') }),
		came: (text) => messageOf(text, 'them', shareOf(text)),
	},
	'the caption of a picture': {
		screen: Letters,
		given: () => ({ conversation: conversationOf('Mariam') }),
		came: (text) => messageOf(text, 'them', pictureOf(text)),
		shown: place,
	},
	'the title of a lesson that was sent': {
		screen: Letters,
		given: () => ({ conversation: conversationOf('Mariam') }),
		came: (text) => messageOf(text, 'them', lessonOf(text)),
		shown: place,
	},
	'what her worker has': {
		screen: Has,
		given: () => ({ params: { id: 'one' } }),
		came: (text) => messageOf(text, 'me', shareOf(text)),
	},
	'a goal of a plan, in Talk': {
		screen: Letters,
		given: () => ({ conversation: conversationOf('Mariam') }),
		came: (text) => messageOf(text || 'a', 'them', goalOf(text || 'a')),
		shown: place,
	},
	'a goal and its steps, at the desk': {
		screen: PlanGiven,
		given: () => ({ conversation: conversationOf('Blue door') }),
		came: (text) => messageOf(text || 'a', 'them', goalOf(text || 'a')),
		...{ ready: 'article li', shown: place },
	},
	'a goal that she gave': {
		screen: GiveGoal,
		given: () => ({ params: { goal: ID, conversation: 'one' } }),
		came: (text) => messageOf(text || 'a', 'me', goalOf(text || 'a')),
		...{ ready: '.goal', shown: place },
	},
	'a proposal for her plan': {
		screen: PlanProposal,
		given: () => ({ params: { message: ID } }),
		came: (text) => messageOf(text || 'a', 'them', proposalOf(text || 'a')),
		...{ ready: '.said', shown: place },
	},
	'her caseworker’s name': { screen: Talk, given: () => ({}), isolated: true },
	'a nudge on the desk, and what she wrote with her answer': {
		screen: NudgeCard,
		given: (text) => ({ nudge: nudgeOf(text), now: new Date().toISOString(), onchange: idle }),
	},
	'a nudge before it is sent': {
		screen: NudgePreview,
		given: (text) => ({
			draft: {
				...newDraft('one', ID, 'Europe/London', 'en'),
				...{ template: 'own', words: wordsOf(text), place: place(text), note: text },
			},
			body: bodyOf(text),
		}),
	},
	'names in the caseload, and whom she signs as': {
		screen: PeopleList,
		given: (text) => ({
			people: [personOf(text)],
			signedAs: text,
			selected: null,
			busy: false,
			onopen: idle,
			onadd: idle,
		}),
	},
	'an offer’s name': {
		screen: Offer,
		given: (text) => ({
			name: text,
			pairing: {
				step: 'offering',
				conversation: 'one',
				code: '008J4CT4ANK7F24SNAXWSQFEES',
				qr: 'RB1:A',
				expiresAt: SOON,
			},
			busy: false,
			onagain: idle,
			onstop: idle,
		}),
		isolated: true,
	},
	'a lesson that came, before it is kept': {
		screen: AboutModule,
		given: (text) => ({ signed: lessonWith(text), language: 'en', trusted: [] }),
		ready: 'p.digits',
		shown: (text) => text.slice(0, 80),
	},
	'the words of a language pack': {
		screen: TextRow,
		given: (text) => ({
			pair: { room: 'today', path: 'a', left: text, right: text },
			left: 'en',
			right: 'es',
			suggestions,
		}),
	},
};

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
