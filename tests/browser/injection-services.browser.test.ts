/**
 * Groups and services made of attacks, as a directory's source may have written them or somebody may send them: on the phone's
 * screens and at the desk they stay text. Drawn with a harmless word and with the attack, a screen is the same elements with the
 * same attributes; nothing runs, nobody is asked for anything. There is no content security policy here: what holds must hold
 * without it.
 */
import type { Component } from 'svelte';
import { expect, test, vi } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { Navigation } from '$platform/navigation';
import { createSession, type Session } from '$platform/session';
import type { ChannelMessage, Conversation } from '$platform/channel';
import { utf8 } from '$platform/crypto';
import type { Service } from '$protocol/directory';
import type { SuggestionBody } from '$protocol/suggestion';
import caseloadWords from '$locales/en/ui/caseload.json';
import findWords from '$locales/en/ui/find.json';
import helpWords from '$locales/en/ui/help.json';
import lettersWords from '$locales/en/ui/letters.json';
import messagesWords from '$locales/en/ui/messages.json';
import SendService from '../../src/lib/features/caseload/services/SendService.svelte';
import { ServiceDrafts } from '../../src/lib/features/caseload/services/service-drafts.svelte';
import ServicesSuggested from '../../src/lib/features/caseload/services/ServicesSuggested.svelte';
import Find from '../../src/lib/features/find/Find.svelte';
import KeptScreen from '../../src/lib/features/find/KeptScreen.svelte';
import Map from '../../src/lib/features/find/Map.svelte';
import ResultRow from '../../src/lib/features/find/ResultRow.svelte';
import SavedScreen from '../../src/lib/features/find/SavedScreen.svelte';
import ServiceWhole from '../../src/lib/features/find/Service.svelte';
import SuggestedScreen from '../../src/lib/features/find/SuggestedScreen.svelte';
import TodayCard from '../../src/lib/features/find/TodayCard.svelte';
import Letters from '../../src/lib/parts/letters/Letters.svelte';
import { suggestionOf } from '../../src/lib/parts/services';
import { parseMessage } from '../../src/lib/platform/channel/envelope';
import { figure } from '../support/figure';
import { PAYLOAD_HOST, PAYLOADS } from '../support/payloads';
import Given from './Given.svelte';
import { bones, harm, i18nWith, PATIENT, watch, whole } from './harm';

vi.setConfig({ testTimeout: 300_000 });
watch();

const PACK = {
	caseload: caseloadWords,
	find: findWords,
	help: helpWords,
	letters: lettersWords,
	messages: messagesWords,
};
const ID = 'AAAAAAAAAAAAAAAAAAAAAA';
const AT = '2026-11-22T05:00:00.000Z';
const FROM = { region: 'willow-bay', name: 'Willow Bay', sample: false };
const ORIGIN = { ...FROM, zone: 'Europe/London', source: 'A list' };
const back = { label: 'Back', go: () => undefined };

/** The attack in every word that a source can write. What a call or a visit needs is whole: that is another test. */
const serviceOf = (words: string): Service => {
	const text = words.slice(0, 200);
	return {
		...{ id: 's1', name: text, also: text, description: text, status: 'active', alert: text },
		organization: { id: 'o1', name: `${text.slice(0, 190)} org` },
		phones: [{ number: '+44 20 7946 0000', type: 'voice', note: text }],
		places: [
			{ exact: true, name: text, lines: [text], city: text, region: text, getting: text, access: [text] },
			{ exact: false, city: text },
		],
		times: [{ repeats: 'none', days: [], text, place: 0 }],
		languages: [text],
		...{ interpreting: text, apply: text, fees: text, eligibility: text, waiting: text },
		...{ bring: [text], areas: [text], kinds: ['food'], terms: [{ name: text }] },
		...{ group: { by: 'name', what: text }, assured: '2026-10-01' },
	};
};
const bodyOf = (text: string): SuggestionBody => {
	const head = { suggestion: ID, words: text.slice(0, 400), language: 'en' };
	const body = suggestionOf(serviceOf(text), { ...FROM, name: text.slice(0, 200) }, head);
	if (!body) throw new Error(`Does not fit: ${text}`);
	return body;
};
/** As it comes out of an envelope: through the same parser. */
const messageOf = (body: unknown, from: 'me' | 'them'): ChannelMessage => {
	const bytes = utf8(JSON.stringify({ v: 1, id: ID, sentAt: AT, type: 'service-suggestion', body }));
	const message = parseMessage(bytes);
	if (!message) throw new Error('Refused');
	return {
		...{ id: ID, conversation: 'one', from, by: null, readers: [], message },
		...(from === 'me' ? { delivery: 'sent' } : {}),
	};
};
const conversationOf = (name: string): Conversation => ({
	...{ id: 'one', name, kind: 'case', state: 'open', ended: null, startedAt: AT, unreadable: 0 },
	members: [{ key: 'A'.repeat(43), name, role: 'worker', sure: 'compared', since: AT }],
	...{ tellsSeen: false, rejoining: false },
});
const savedOf = (text: string) => ({
	'find-saved': [
		{
			id: 'kept',
			value: {
				...{ v: 1, region: 'willow-bay', regionName: text.slice(0, 200), sample: false },
				...{ service: serviceOf(text), at: AT },
			},
		},
	],
});

/** A session whose channel has brought this and whose vault holds what is given. */
const sessionOf = (
	messages: ChannelMessage[],
	conversations: Conversation[],
	kept: Record<string, { id: string; value: unknown }[]>,
): Session => {
	const base = createSession('workshop');
	const instead: Record<string, unknown> = {
		...{ messages, conversations, heard: true },
		channel: { ...base.channel, file: async () => null },
		vault: { ...base.vault, all: async (name: string) => kept[name] ?? [] },
	};
	return new Proxy(base, {
		get: (target, key) =>
			typeof key === 'string' && key in instead
				? instead[key]
				: (Reflect.get(target, key, target) as unknown),
	});
};

interface Place {
	screen: unknown;
	given: (text: string) => Record<string, unknown>;
	from?: 'me' | 'them';
	kept?: (text: string) => Record<string, { id: string; value: unknown }[]>;
	/** What stands on the screen once all is read. */
	ready: string;
	/** Of the text, what must be seen as it is; `null`: nothing of it may be. */
	shown?: (text: string) => string | null;
}
const named = (text: string) => text.slice(0, 200);
const PLACES: Record<string, Place> = {
	'a service of a directory': {
		...{ screen: ServiceWhole, ready: '.own', shown: named },
		given: (text) => ({ service: serviceOf(text), from: { ...ORIGIN, source: text }, names: {}, back }),
	},
	'a service in a list of results': {
		...{ screen: ResultRow, ready: '.title', shown: named },
		given: (text) => ({
			row: { number: 0, service: serviceOf(text), km: null, open: null },
			...{ sample: false, zone: undefined, mark: null, onclick: () => undefined },
		}),
	},
	// Names are said to readers, and shown once a dot is pressed: as a row of results.
	'services on a map': {
		...{ screen: Map, ready: 'figure button', shown: () => null },
		given: (text) => ({
			rows: [1, 2].map((number) => ({
				...{ number, km: null, open: null },
				service: { ...serviceOf(text), places: [{ exact: true, lines: [text], lat: 50 + number, lon: -5 }] },
			})),
			...{ places: [], from: null, zone: undefined, sample: false, onopen: () => undefined },
		}),
	},
	'all that she saved': {
		...{ screen: KeptScreen, given: () => ({}), ready: 'section ul .title', shown: named, kept: savedOf },
	},
	'a service that she saved': {
		...{ screen: SavedScreen, given: () => ({ params: { id: 'kept' } }), ready: '.own', shown: named },
		kept: savedOf,
	},
	'a suggested service, whole': {
		...{ screen: SuggestedScreen, given: () => ({ params: { message: ID } }), ready: '.said', shown: named },
	},
	'a suggested service, in Find': {
		...{ screen: Find, given: () => ({}), ready: 'section ul .title', shown: named },
	},
	// Others may see Today.
	'a suggested service, on Today': {
		...{ screen: TodayCard, given: () => ({}), ready: '.link-card', shown: () => null },
	},
	'a suggested service, in Talk': {
		...{ screen: Letters, ready: '.letter .title', shown: named },
		given: () => ({ conversation: conversationOf('Mariam'), onsuggestion: () => undefined }),
	},
	'a service that the desk suggested': {
		...{ screen: ServicesSuggested, from: 'me', ready: '.name', shown: named },
		given: () => ({ conversation: conversationOf('Blue door') }),
	},
	'a service that the desk is about to suggest': {
		...{ screen: SendService, ready: 'h5', shown: named },
		given: (text) => ({
			...{ names: 'Blue door', drafts: new ServiceDrafts(createSession('workshop')) },
			draft: {
				...{ conversation: 'one', suggestion: ID, service: serviceOf(text), from: FROM },
				...{ words: '', language: 'en' },
			},
			...{ onback: () => undefined, ondone: () => undefined },
		}),
	},
};

async function draw({ screen, given, from = 'them', kept, ready }: Place, text: string) {
	const session = sessionOf([messageOf(bodyOf(text), from)], [conversationOf('Mariam')], kept?.(text) ?? {});
	const navigation = new Navigation([{ id: 'today', order: 1, screen: 'today' }]);
	const i18n = await i18nWith(PACK);
	await render(Given, { i18n, session, navigation, screen: screen as Component, given: given(text) });
	await vi.waitFor(() => expect(document.querySelector(ready)).not.toBeNull(), { ...PATIENT, interval: 1 });
	const drawn = document.body.lastElementChild ?? document.body;
	const seen = {
		bones: bones(document.body),
		text: drawn.textContent,
		links: document.body.querySelectorAll('[href], [src], [action], [formaction]').length,
	};
	cleanup();
	return seen;
}

test.each(Object.entries(PLACES))('%s: attacks are text', async (name, place) => {
	const plain = await draw(place, 'harmless');
	expect(plain.links).toBe(0);
	const changed: string[] = [];
	const unseen: string[] = [];
	for (const payload of PAYLOADS) {
		const text = payload.trim() === '' ? `.${payload}.` : payload;
		const drawn = await draw(place, text);
		if (drawn.bones !== plain.bones) changed.push(payload);
		const wanted = (place.shown ?? named)(text);
		if (wanted === null) {
			if (drawn.text !== plain.text) unseen.push(payload);
		} else if (!drawn.text.includes(wanted) && !drawn.text.includes(whole(wanted))) unseen.push(payload);
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
});

test('numbers, addresses and pages that are attacks lead nowhere by themselves', async () => {
	const place = PLACES['a service of a directory'];
	for (const payload of PAYLOADS) {
		const text = payload.slice(0, 200) || 'a';
		const service: Service = {
			...serviceOf('harmless'),
			...{ url: text, email: text, organization: { id: 'o', name: 'harmless', url: text } },
			phones: [{ number: text, type: 'voice', extension: text }],
			places: [{ exact: true, url: text }],
		};
		const { links } = await draw(
			{ ...place, given: () => ({ service, from: ORIGIN, names: {}, back }) } as Place,
			'harmless',
		);
		expect(links, payload).toBe(0);
	}
	expect(harm().filter((one) => one.includes(PAYLOAD_HOST) || one === 'injected')).toEqual([]);
});

test('a suggestion that says the same thing again and again is shown all the same', async () => {
	const body = bodyOf('harmless');
	const again = <T>(one: T | undefined, many: number) => Array.from({ length: many }, () => one);
	const twice = {
		...body,
		service: {
			...body.service,
			...{ kinds: again('food', 32), languages: again('en', 30), bring: again('x', 12) },
			...{ phones: again(body.service.phones[0], 12), times: again(body.service.times[0], 28) },
			places: again({ exact: true, city: 'Town', lines: ['x', 'x'], access: ['x', 'x'] }, 12),
		},
	};
	const session = sessionOf([messageOf(twice, 'them')], [conversationOf('Mariam')], {});
	await render(Given, {
		...{ i18n: await i18nWith(PACK), session },
		navigation: new Navigation([{ id: 'today', order: 1, screen: 'today' }]),
		...{ screen: SuggestedScreen as Component, given: { params: { message: ID } } },
	});
	await vi.waitFor(() => expect(document.querySelectorAll('.own').length).toBeGreaterThan(12), PATIENT);
});
