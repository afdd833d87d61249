import { describe, expect, it } from 'vitest';
import en from '$locales/en/ui/messages.json';
import type { ChannelError, ChannelMessage, Conversation } from '$platform/channel/contract';
import { errorKeys } from './errors';
import { entries, hasWaiting, openConversation } from './model';

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

const head = { v: 1 as const, id: 'm'.repeat(22) };
const messages: ChannelMessage[] = [
	{
		id: 'one',
		conversation: 'c1',
		from: 'them',
		by: null,
		readers: [],
		message: {
			...head,
			sentAt: '2026-05-01T09:00:00.000Z',
			type: 'appointment',
			body: {
				appointment: 'p'.repeat(22),
				sequence: 0,
				template: 'court',
				startsAt: '2026-05-12T09:00:00.000Z',
				zone: 'Europe/Madrid',
				place: '',
				note: '',
			},
		},
	},
	{
		id: 'two',
		conversation: 'c1',
		from: 'me',
		by: null,
		readers: [],
		delivery: 'waiting',
		message: {
			...head,
			sentAt: '2026-05-02T09:00:00.000Z',
			type: 'reply',
			body: { appointment: 'p'.repeat(22), sequence: 0, reply: 'coming' },
		},
	},
	{
		id: 'three',
		conversation: 'c1',
		from: 'them',
		by: null,
		readers: [],
		message: {
			...head,
			sentAt: '2026-05-03T09:00:00.000Z',
			type: 'receipt',
			body: { received: ['x'.repeat(22)] },
		},
	},
];

describe('what came and went', () => {
	it('is listed newest first, without the machinery', () => {
		expect(entries(messages, 'c1').map(({ id }) => id)).toEqual(['two', 'one']);
		expect(entries(messages, 'c2')).toEqual([]);
	});

	it('tells when an answer has not left the phone', () => {
		expect(hasWaiting(messages)).toBe(true);
		expect(hasWaiting(messages.slice(0, 1))).toBe(false);
	});
});

it('talks in the open conversation that began last', () => {
	const conversation = (id: string, state: Conversation['state'], startedAt: string): Conversation => ({
		id,
		name: id,
		kind: 'case',
		state,
		ended: null,
		startedAt,
		unreadable: 0,
		members: [],
		tellsSeen: false,
		rejoining: false,
	});
	expect(
		openConversation([
			conversation('old', 'open', '2026-01-01T00:00:00.000Z'),
			conversation('new', 'open', '2026-02-01T00:00:00.000Z'),
			conversation('gone', 'closed', '2026-03-01T00:00:00.000Z'),
		])?.id,
	).toBe('new');
	expect(openConversation([])).toBeUndefined();
});
