/**
 * What a caseworker's list and detail are made of, worked out from the channel's conversations and messages. Pure: it
 * keeps nothing and sends nothing. Messages may come in any order and more than once; the outcome is the same.
 */
import type { ChannelMessage, Conversation } from '$platform/channel';
import type { Step } from '$protocol/agreement';
import type { Reply } from '$protocol/appointments';
import { isAhead, needsLook, nextStart, nudgesOf, stepNext, type Nudge } from './nudge';

export interface Person {
	id: string;
	name: string;
	state: Conversation['state'];
	startedAt: string;
	unreadable: number;
	/** Latest start first. */
	nudges: Nudge[];
	/** The soonest appointment still to come. */
	next: Glance | null;
	/** The soonest one still to come that she has not answered, or for which she asks for another time. */
	unanswered: Glance | null;
	/** She wrote, and nothing was written to her since. */
	wrote: Wrote | null;
}

/** What the list says of an appointment. */
export interface Glance {
	nudge: Nudge;
	/** Of several, the soonest still to come. UTC ISO. */
	at: string;
	step: Step;
}

export interface Wrote {
	/** When the first of it was written. UTC ISO. */
	since: string;
	/** Some of it has not been before the caseworker's eyes. */
	unread: boolean;
}

const LETTERS = new Set<ChannelMessage['message']['type']>(['text', 'attachment', 'share']);

/** What wants to be looked at, and no answer: a goal that she gives is hers. */
const LOOKED_AT = new Set<ChannelMessage['message']['type']>(['plan-goal', 'plan-answer']);

/** What of hers waits for an answer, or to be looked at; messages in the order in which they were written and arrived. */
export function wroteOf(messages: readonly ChannelMessage[]): Wrote | null {
	let wrote = null as Wrote | null;
	for (const { from, unread = false, message } of messages) {
		if (from === 'me') {
			if (LETTERS.has(message.type)) wrote = null;
		} else if (LETTERS.has(message.type) || (unread && LOOKED_AT.has(message.type))) {
			wrote = { since: wrote?.since ?? message.sentAt, unread: unread || (wrote?.unread ?? false) };
		}
	}
	return wrote;
}

const glance = (nudge: Nudge | undefined, now: string): Glance | null =>
	nudge ? { nudge, at: nextStart(nudge, now), step: stepNext(nudge, now) } : null;

/** `now` is UTC ISO. */
export function peopleFrom(conversations: Conversation[], messages: ChannelMessage[], now: string): Person[] {
	const cases = conversations.filter(({ kind }) => kind === 'case');
	const byConversation = new Map<string, ChannelMessage[]>(cases.map(({ id }) => [id, []]));
	for (const message of messages) byConversation.get(message.conversation)?.push(message);
	return cases.map((conversation) => {
		const said = byConversation.get(conversation.id) ?? [];
		const nudges = nudgesOf(said, conversation.members);
		const ahead = nudges
			.filter((nudge) => isAhead(nudge, now) && nudge.step !== 'cancelled')
			.sort((a, b) => compare(nextStart(a, now), nextStart(b, now)));
		return {
			id: conversation.id,
			name: conversation.name,
			state: conversation.state,
			startedAt: conversation.startedAt,
			unreadable: conversation.unreadable,
			nudges,
			next: glance(ahead[0], now),
			unanswered: glance(
				ahead.find((nudge) => needsLook(nudge, now)),
				now,
			),
			wrote: wroteOf(said),
		};
	});
}

export const personById = (people: Person[], id: string): Person | undefined =>
	people.find((one) => one.id === id);
export const nudgeById = (person: Person, appointment: string): Nudge | undefined =>
	person.nudges.find(({ body }) => body.appointment === appointment);

export type BriefKey = 'pairing' | 'closed' | 'none' | 'unread' | 'wrote' | 'unanswered' | Reply;
const BRIEFS: Record<Step, BriefKey> = {
	asked: 'unanswered',
	choose: 'unanswered',
	settled: 'coming',
	maybe: 'maybe',
	declined: 'not-coming',
	'other-time': 'other-time',
	call: 'call-me',
	cancelled: 'none',
};
/** The one thing the list says about a person, and the appointment it speaks of. */
export function briefOf(person: Person): { key: BriefKey; glance: Glance | null } {
	if (person.wrote?.unread) return { key: 'unread', glance: null };
	if (person.state !== 'open') return { key: person.state, glance: null };
	if (person.wrote) return { key: 'wrote', glance: null };
	if (person.unanswered) {
		const asks = person.unanswered.nudge.wish?.reply === 'other-time';
		return { key: asks ? 'other-time' : 'unanswered', glance: person.unanswered };
	}
	return { key: person.next ? BRIEFS[person.next.step] : 'none', glance: person.next };
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

function soonest(a: Glance | null, b: Glance | null): number {
	if (a && b) return compare(a.at, b.at);
	return Number(a === null) - Number(b === null);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The typed code in groups of four, as people read numbers to each other. */
export const codeGroups = (code: string): string[] =>
	code.replace(/[^\p{L}\p{N}]/gu, '').match(/.{1,4}/gu) ?? [];
