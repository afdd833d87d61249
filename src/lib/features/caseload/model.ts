/**
 * What a caseworker's list and detail are made of, worked out from the channel's conversations and messages. Pure: it
 * keeps nothing and sends nothing. Messages may come in any order and more than once; the outcome is the same.
 */
import type { ChannelMessage, Conversation, Delivery } from '$platform/channel';
import type { AppointmentBody, Reply } from '$protocol/appointments';

export interface Answer {
	reply: Reply;
	/** When she gave it, by her phone's clock. */
	at: string;
}

/** One appointment in its latest form. */
export interface Nudge {
	body: AppointmentBody;
	/** Message id of the form that counts. */
	message: string;
	sentAt: string;
	delivery: Delivery;
	/** To this form. */
	answer: Answer | null;
	/** To a form since changed: she has not answered what counts now. */
	earlierAnswer: Answer | null;
}

export interface Person {
	id: string;
	name: string;
	state: Conversation['state'];
	startedAt: string;
	unreadable: number;
	/** Latest start first. */
	nudges: Nudge[];
	/** The soonest appointment still to come. */
	next: Nudge | null;
	/** The soonest one still to come that she has not answered. */
	unanswered: Nudge | null;
	/** She wrote, and nothing was written to her since. */
	wrote: Wrote | null;
}

export interface Wrote {
	/** When the first of it was written. UTC ISO. */
	since: string;
	/** Some of it has not been before the caseworker's eyes. */
	unread: boolean;
}

const LETTERS = new Set<ChannelMessage['message']['type']>(['text', 'attachment', 'share']);

/** What of hers waits for an answer; messages in the order in which they were written and arrived. */
export function wroteOf(messages: readonly ChannelMessage[]): Wrote | null {
	let wrote = null as Wrote | null;
	for (const { from, unread = false, message } of messages) {
		if (from === 'me') {
			if (LETTERS.has(message.type)) wrote = null;
		} else if (LETTERS.has(message.type)) {
			wrote = { since: wrote?.since ?? message.sentAt, unread: unread || (wrote?.unread ?? false) };
		}
	}
	return wrote;
}

/** Newer of two answers; the same for both orders of arrival. */
function laterAnswer(a: Answer | null, b: Answer): Answer {
	if (a === null || b.at > a.at) return b;
	return b.at === a.at && b.reply > a.reply ? b : a;
}

/** Whether `a` counts rather than `b`: the higher sequence, then the later writing. */
function replaces(a: Nudge, b: Nudge): boolean {
	if (a.body.sequence !== b.body.sequence) return a.body.sequence > b.body.sequence;
	if (a.sentAt !== b.sentAt) return a.sentAt > b.sentAt;
	return a.message >= b.message;
}

/** The nudges of one conversation's messages, latest start first. Answers to appointments never sent are left out. */
export function nudgesOf(messages: ChannelMessage[]): Nudge[] {
	const nudges = new Map<string, Nudge>();
	for (const { from, delivery, message } of messages) {
		if (from !== 'me' || message.type !== 'appointment') continue;
		const nudge: Nudge = {
			body: message.body,
			message: message.id,
			sentAt: message.sentAt,
			delivery: delivery ?? 'waiting',
			answer: null,
			earlierAnswer: null,
		};
		const known = nudges.get(message.body.appointment);
		if (!known || replaces(nudge, known)) nudges.set(message.body.appointment, nudge);
	}
	for (const { from, message } of messages) {
		if (from !== 'them' || message.type !== 'reply') continue;
		const nudge = nudges.get(message.body.appointment);
		if (!nudge) continue;
		const answer = { reply: message.body.reply, at: message.sentAt };
		if (message.body.sequence === nudge.body.sequence) nudge.answer = laterAnswer(nudge.answer, answer);
		else if (message.body.sequence < nudge.body.sequence) {
			nudge.earlierAnswer = laterAnswer(nudge.earlierAnswer, answer);
		}
	}
	return [...nudges.values()].sort(
		(a, b) => compare(b.body.startsAt, a.body.startsAt) || compare(a.body.appointment, b.body.appointment),
	);
}

export type NudgeState = Delivery | 'answered';
/** Where a nudge stands, in one word. */
export const nudgeState = (nudge: Nudge): NudgeState => (nudge.answer ? 'answered' : nudge.delivery);

/** `now` is UTC ISO. */
export function peopleFrom(conversations: Conversation[], messages: ChannelMessage[], now: string): Person[] {
	const cases = conversations.filter(({ kind }) => kind === 'case');
	const byConversation = new Map<string, ChannelMessage[]>(cases.map(({ id }) => [id, []]));
	for (const message of messages) byConversation.get(message.conversation)?.push(message);
	return cases.map((conversation) => {
		const said = byConversation.get(conversation.id) ?? [];
		const nudges = nudgesOf(said);
		const ahead = nudges.filter((nudge) => nudge.body.startsAt > now).reverse();
		return {
			id: conversation.id,
			name: conversation.name,
			state: conversation.state,
			startedAt: conversation.startedAt,
			unreadable: conversation.unreadable,
			nudges,
			next: ahead[0] ?? null,
			unanswered: ahead.find((nudge) => nudge.answer === null) ?? null,
			wrote: wroteOf(said),
		};
	});
}

export const personById = (people: Person[], id: string): Person | undefined =>
	people.find((one) => one.id === id);
export const nudgeById = (person: Person, appointment: string): Nudge | undefined =>
	person.nudges.find(({ body }) => body.appointment === appointment);

export type BriefKey = 'pairing' | 'closed' | 'none' | 'unread' | 'wrote' | 'unanswered' | Reply;
/** The one thing the list says about a person, and the nudge it speaks of. */
export function briefOf(person: Person): { key: BriefKey; nudge: Nudge | null } {
	if (person.wrote?.unread) return { key: 'unread', nudge: null };
	if (person.state !== 'open') return { key: person.state, nudge: null };
	if (person.wrote) return { key: 'wrote', nudge: null };
	if (person.unanswered) return { key: 'unanswered', nudge: person.unanswered };
	return { key: person.next?.answer?.reply ?? 'none', nudge: person.next };
}

/** Folds case and accents, so that "zoe" finds "Zoë". */
const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Every word must occur in the name, in any order. */
export function filterPeople(people: Person[], words: string): Person[] {
	const wanted = folded(words).split(/\s+/u).filter(Boolean);
	return people.filter((person) => wanted.every((word) => folded(person.name).includes(word)));
}

export const ORDERS = ['unanswered', 'next', 'name'] as const;
export type Order = (typeof ORDERS)[number];

/** Whoever needs looking at first stands first; the rest by name, as `language` orders names. */
export function sortPeople(people: Person[], order: Order, language: string): Person[] {
	const collator = new Intl.Collator(language, { numeric: true });
	const byName = (a: Person, b: Person) => collator.compare(a.name, b.name) || compare(a.id, b.id);
	if (order === 'name') return people.toSorted(byName);
	if (order === 'unanswered')
		return people.toSorted((a, b) => whoWrote(a, b) || soonest(a[order], b[order]) || byName(a, b));
	return people.toSorted((a, b) => soonest(a[order], b[order]) || byName(a, b));
}

/** What was not read yet first, then what was not answered; of each the longest waiting. */
function whoWrote(a: Person, b: Person): number {
	const rank = ({ wrote }: Person) => (wrote ? (wrote.unread ? 0 : 1) : 2);
	return rank(a) - rank(b) || compare(a.wrote?.since ?? '', b.wrote?.since ?? '');
}

function soonest(a: Nudge | null, b: Nudge | null): number {
	if (a && b) return compare(a.body.startsAt, b.body.startsAt);
	return Number(a === null) - Number(b === null);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The typed code in groups of four, as people read numbers to each other. */
export const codeGroups = (code: string): string[] =>
	code.replace(/[^\p{L}\p{N}]/gu, '').match(/.{1,4}/gu) ?? [];
