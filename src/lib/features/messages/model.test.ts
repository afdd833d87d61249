import { describe, expect, it } from 'vitest';
import en from '$locales/en/ui/messages.json';
import type { ChannelError, ChannelMessage, Conversation, Ended } from '$platform/channel/contract';
import type { Message } from '$protocol/messages';
import { errorKeys } from './errors';
import { given, hasNew, hasWaiting, openConversation, otherConversations } from './model';

describe('every error of the channel', () => {
	const all: Record<ChannelError['type'], true> = {
		CodeMistyped: true,
		CodeExpired: true,
		CodeUsed: true,
		WrongKey: true,
		NotTheSame: true,
		RelayUnreachable: true,
		StorageFull: true,
		NotStaff: true,
		InviteInvalid: true,
		NotOpen: true,
		TooLarge: true,
	};
	it.each(Object.keys(all) as ChannelError['type'][])('%s has its sentence and a next step', (type) => {
		const { text, next } = errorKeys({ type });
		const [, , name] = /^messages:(errors)\.(\w+)\.text$/.exec(text) ?? [];
		expect(next).toBe(`messages:errors.${String(name)}.next`);
		expect(Object.keys(en.errors)).toContain(name);
	});
});

it('every end of a conversation has its reason and a next step', () => {
	const all: Record<Ended, true> = {
		'left-me': true,
		'left-them': true,
		removed: true,
		key: true,
		digits: true,
		lost: true,
		'handed-over': true,
	};
	expect(Object.keys(en.ended).sort()).toEqual(Object.keys(all).sort());
});

const message = (
	id: string,
	of: Pick<Message, 'type' | 'body'>,
	more: Partial<ChannelMessage> = {},
): ChannelMessage => ({
	id,
	conversation: 'c1',
	from: 'me',
	by: null,
	readers: ['worker'],
	delivery: 'delivered',
	message: { v: 1, id: 'm'.repeat(22), sentAt: '2026-05-01T09:00:00.000Z', ...of } as Message,
	...more,
});
const text = (id: string, more: Partial<ChannelMessage> = {}) =>
	message(id, { type: 'text', body: { text: id, language: 'en' } }, more);
const answer = message('answer', {
	type: 'reply',
	body: { appointment: 'p'.repeat(22), sequence: 0, reply: 'coming' },
});
const share = message('share', { type: 'share', body: { title: '', text: 'Well', language: 'en' } });
const receipt = message('receipt', { type: 'receipt', body: { received: ['x'.repeat(22)] } });

it('what the others have is what she said, newest first, and nothing the machinery sent', () => {
	const messages = [
		text('one'),
		answer,
		receipt,
		text('theirs', { from: 'them' }),
		share,
		text('other', { conversation: 'c2' }),
	];
	expect(given(messages, 'c1').map(({ id }) => id)).toEqual(['share', 'answer', 'one']);
});

it('tells when something has not left the phone, and when something new came', () => {
	expect(hasWaiting([text('one', { delivery: 'waiting' })], 'c1')).toBe(true);
	expect(hasWaiting([text('one'), receipt], 'c1')).toBe(false);
	expect(hasWaiting([text('one', { delivery: 'waiting' })], 'c2')).toBe(false);
	expect(hasNew([text('one', { from: 'them', unread: true })], 'c1')).toBe(true);
	expect(hasNew([text('one', { from: 'them' })], 'c1')).toBe(false);
});

describe('conversations', () => {
	const conversation = (
		id: string,
		state: Conversation['state'],
		startedAt: string,
		kind: Conversation['kind'] = 'case',
	): Conversation => ({
		id,
		name: id,
		kind,
		state,
		ended: null,
		startedAt,
		unreadable: 0,
		members: [],
		tellsSeen: false,
		rejoining: false,
	});
	const all = [
		conversation('old', 'open', '2026-01-01T00:00:00.000Z'),
		conversation('new', 'open', '2026-02-01T00:00:00.000Z'),
		conversation('gone', 'closed', '2026-03-01T00:00:00.000Z'),
		conversation('begun', 'pairing', '2026-04-01T00:00:00.000Z'),
		conversation('desks', 'open', '2026-05-01T00:00:00.000Z', 'colleagues'),
	];

	it('Talk shows the open one that began last', () => {
		expect(openConversation(all)?.id).toBe('new');
		expect(openConversation([])).toBeUndefined();
	});

	it('the others can be found, the newest first', () => {
		expect(otherConversations(all).map(({ id }) => id)).toEqual(['gone', 'old']);
	});
});
