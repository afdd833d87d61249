/** Where words of others stand on a screen, and how each gets there: what the tests of injection draw. */
import { createSession, type Session } from '$platform/session';
import type { ChannelMessage, Conversation } from '$platform/channel';
import { utf8 } from '$platform/crypto';
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
import Letters from '../../src/lib/parts/letters/Letters.svelte';
import AboutModule from '../../src/lib/parts/sharing/AboutModule.svelte';
import { parseMessage } from '../../src/lib/platform/channel/envelope';
import { entryWith } from '../support/entries';
import { textsFor, unsignedModule } from '../support/modules';

const ID = 'AAAAAAAAAAAAAAAAAAAAAA';
const FILE = { key: 'A'.repeat(43), digest: 'A'.repeat(43), bytes: 60, parts: ['A'.repeat(43)] };
const SOON = new Date(Date.now() + 86_400_000).toISOString();

/** A session whose channel has brought this, no picture among it, and whose vault holds what is given; what it cannot do here nobody asks of it. */
export const sessionOf = (
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
export const messageOf = (
	text: string,
	from: 'me' | 'them',
	of: object = appointmentOf(text),
): ChannelMessage => {
	const bytes = utf8(JSON.stringify({ v: 1, id: ID, sentAt: SOON, ...of }));
	const message = parseMessage(bytes);
	if (!message) throw new Error(`Refused: ${text}`);
	return {
		...{ id: ID, conversation: 'one', from, by: null, readers: [], message },
		...(from === 'me' ? { delivery: 'sent' } : {}),
	};
};
export const conversationOf = (name: string): Conversation => ({
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
/** Every place at which words of others stand, by what it is. */
export const PLACES: Record<string, Place> = {
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
