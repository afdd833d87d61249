import { describe, expect, it } from 'vitest';
import type { ChannelMessage, Member } from '$platform/channel/contract';
import type { Message } from '$protocol/messages';
import { daysOf, directionOf, kilobytes, lettersOf, nameOf, readersOf, unreadOf } from './model';

let count = 0;
const message = (
	of: Pick<Message, 'type' | 'body'>,
	more: Partial<ChannelMessage> = {},
	sentAt = '2026-05-01T09:00:00.000Z',
): ChannelMessage => {
	count += 1;
	const id = String(count).padStart(22, 'm');
	return {
		id,
		conversation: 'c1',
		from: 'them',
		by: 'worker',
		readers: [],
		message: { v: 1, id, sentAt, ...of } as Message,
		...more,
	};
};
const text = (words: string, more: Partial<ChannelMessage> = {}, sentAt?: string) =>
	message({ type: 'text', body: { text: words, language: 'en' } }, more, sentAt);
const id = 'x'.repeat(22);

describe('what was said', () => {
	const all = [
		text('one'),
		message({ type: 'receipt', body: { received: [id] } }),
		message({ type: 'confirmed', body: {} }),
		message({ type: 'seen', body: { seen: [id] } }),
		text('elsewhere', { conversation: 'c2' }),
		message({ type: 'share', body: { title: 'Health', text: 'Well', language: 'en' } }, { from: 'me' }),
		message({ type: 'ask-back', body: { items: [id, id] } }),
		message({ type: 'ask-back', body: { items: [id] } }, { from: 'me' }),
		text('two', { unread: true }),
	];

	it('is listed in the order in which it came, without the machinery', () => {
		expect(lettersOf(all, 'c1').map(({ kind }) => kind)).toEqual(['text', 'share', 'asked-back', 'text']);
		expect(lettersOf(all, 'c3')).toEqual([]);
	});

	it('has what was given and proposed of a plan, and what was said about it', () => {
		const goal = {
			...{ goal: id, revision: 0, since: '2026-05-01T09:00:00.000Z', domain: 'work' as const },
			...{ text: 'A', language: 'en', state: 'open' as const, steps: [] },
		};
		const proposal = { proposal: id, domain: 'work' as const, text: 'B', language: 'fr' };
		const said = [
			message({ type: 'plan-goal', body: goal }, { from: 'me' }),
			message({ type: 'plan-proposal', body: proposal }),
			message({ type: 'plan-answer', body: { proposal: id, answer: 'kept' } }, { from: 'me' }),
		];
		expect(lettersOf(said, 'c1')).toMatchObject([
			{ kind: 'goal', body: goal },
			{ kind: 'proposal', text: 'B', language: 'fr' },
			{ kind: 'plan-answer', answer: 'kept' },
		]);
	});

	it('has a service that was suggested, as it came', () => {
		const body = {
			...{ suggestion: id, region: { id: 'x', name: 'X', sample: false }, shortened: false },
			service: {
				...{ id: 's', name: 'S', status: 'active' as const, phones: [], places: [], times: [] },
				...{ languages: [], kinds: [] },
			},
			...{ words: '', language: 'en' },
		};
		expect(lettersOf([message({ type: 'service-suggestion', body })], 'c1')).toMatchObject([
			{ kind: 'suggestion', body },
		]);
	});

	it('tells what has not been before her eyes', () => {
		const last = all.at(-1);
		expect(unreadOf(all, 'c1')).toEqual([last?.id]);
		expect(unreadOf([text('mine', { from: 'me', unread: true })], 'c1')).toEqual([]);
	});

	it('stands under its days, and what came late keeps its place', () => {
		const days = daysOf(
			lettersOf(
				[
					text('a', {}, '2026-05-01T09:00:00.000Z'),
					text('b', {}, '2026-05-01T10:00:00.000Z'),
					text('c', {}, '2026-05-03T09:00:00.000Z'),
					text('late', {}, '2026-05-01T11:00:00.000Z'),
				],
				'c1',
			),
		);
		expect(days.map(({ letters }) => letters.length)).toEqual([2, 1, 1]);
	});
});

describe('from which side a text is read', () => {
	it.each([
		['مرحبا', 'ar', 'rtl'],
		['Rosebay: مرحبا، كيف حالك اليوم؟', 'ar', 'rtl'],
		['+44 20 7946 0000', 'ar', 'rtl'],
		['See you at 12 Mill Lane', 'ar', 'auto'],
		['See you', 'en', 'ltr'],
		['«مرحبا» she said, and then hello', 'en', 'ltr'],
		['مرحبا بكم في هذا المكان', 'en', 'auto'],
		['ሰላም', 'am', 'auto'],
		['', 'fr', 'ltr'],
	])('%s written in %s: %s', (said, language, direction) => {
		expect(directionOf(said, language)).toBe(direction);
	});
});

it('names who is there, and nobody who is not known', () => {
	const member = (key: string, name: string): Member => ({
		key,
		name,
		role: 'worker',
		sure: 'compared',
		since: '2026-05-01T09:00:00.000Z',
	});
	const here = { name: 'Mariam', members: [member('a', 'Mariam'), member('b', 'Sara')] };
	expect(nameOf(here, 'b')).toBe('Sara');
	expect(nameOf(here, 'c')).toBeUndefined();
	expect(nameOf(here, null)).toBeUndefined();
	expect(readersOf(here)).toEqual(['Mariam', 'Sara']);
	expect(readersOf({ name: 'Mariam', members: [] })).toEqual(['Mariam']);
});

it('says how much is sent, and never nothing', () => {
	expect([1, 400, 1_500, 84_600, 1_000_000].map(kilobytes)).toEqual([1, 1, 2, 85, 1_000]);
});
