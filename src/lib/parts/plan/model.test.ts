import { describe, expect, it } from 'vitest';
import type { ChannelMessage } from '$platform/channel/contract';
import type { Message } from '$protocol/messages';
import { answerGiven, answerTo, goalsGiven, goalsHad, isReplaced, proposalsIn } from './model';

const id = (letter: string) => letter.repeat(22);
const MEMBERS = [
	{ key: 'her', role: 'survivor' as const },
	{ key: 'colleague', role: 'worker' as const },
];
let count = 0;
function message(of: Pick<Message, 'type' | 'body'>, more: Partial<ChannelMessage> = {}): ChannelMessage {
	count += 1;
	const own = String(count).padStart(22, 'm');
	const sentAt = new Date(Date.UTC(2026, 4, 1, 9, count)).toISOString();
	const from = more.from ?? 'them';
	return {
		...{ id: own, conversation: 'c1', from, by: from === 'me' ? null : 'her', readers: [] },
		message: { v: 1, id: own, sentAt, ...of } as Message,
		...more,
	};
}
const goal = (text: string, revision: number, more: Partial<ChannelMessage> = {}, of = id('g')) =>
	message(
		{
			type: 'plan-goal',
			body: {
				...{ goal: of, revision, since: '2026-05-01T09:00:00.000Z', domain: 'health' },
				...{ text, language: 'en', state: 'open', steps: [] },
			},
		},
		more,
	);
const proposal = (text: string, own: string, more: Partial<ChannelMessage> = {}) =>
	message({ type: 'plan-proposal', body: { proposal: own, domain: 'work', text, language: 'en' } }, more);
const answer = (of: string, said: 'kept' | 'not-now', more: Partial<ChannelMessage> = {}) =>
	message({ type: 'plan-answer', body: { proposal: of, answer: said } }, more);

describe('what was given', () => {
	it('is each goal once, as it was given last, whichever came first', () => {
		const all = [goal('newer', 1), goal('older', 0), goal('other', 0, {}, id('h'))];
		expect(goalsHad(all, 'c1', MEMBERS).map(({ body }) => body.text)).toEqual(['newer', 'other']);
		expect(goalsHad(all, 'c2', MEMBERS)).toEqual([]);
		const [newer] = goalsHad(all, 'c1', MEMBERS);
		expect(newer?.messages).toEqual(all.slice(0, 2).map((one) => one.id));
	});

	it('is hers alone: a colleague in the conversation cannot put words into her plan', () => {
		const all = [goal('hers', 0), goal('not hers', 9, { by: 'colleague' })];
		expect(goalsHad(all, 'c1', MEMBERS).map(({ body }) => body.text)).toEqual(['hers']);
	});

	it('stands on her phone with how far the last of it has come, and what was asked back', () => {
		const all = [
			goal('first', 0, { from: 'me', delivery: 'delivered' }),
			goal('second', 1, { from: 'me', delivery: 'sent', askedBack: 'asked' }),
			goal('theirs', 5),
		];
		expect(goalsGiven(all, 'c1')).toMatchObject([
			{ body: { text: 'second' }, delivery: 'sent', askedBack: 'asked' },
		]);
	});

	it('is replaced only once the newer one has arrived', () => {
		const first = goal('first', 0, { from: 'me', delivery: 'delivered' });
		const way = goal('second', 1, { from: 'me', delivery: 'sent' });
		const there = goal('third', 2, { from: 'me', delivery: 'delivered' });
		expect(isReplaced([first, way], first)).toBe(false);
		expect(isReplaced([first, way, there], first)).toBe(true);
		expect(isReplaced([first, way, there], there)).toBe(false);
		expect(isReplaced([first, goal('x', 9, { from: 'me', delivery: 'delivered' }, id('h'))], first)).toBe(
			false,
		);
	});
});

describe('what was proposed', () => {
	it('is one, however often it came, as it came first', () => {
		const all = [proposal('call', id('p')), proposal('call again', id('p')), proposal('other', id('q'))];
		expect(proposalsIn(all).map(({ body }) => body.text)).toEqual(['call', 'other']);
	});

	it('is not taken over by somebody else who uses its id', () => {
		const all = [proposal('one', id('p'), { by: 'a' }), proposal('two', id('p'), { by: 'b' })];
		expect(proposalsIn(all).map(({ body }) => body.text)).toEqual(['one', 'two']);
	});

	it('has the last answer that she gave, and none by herself', () => {
		const mine = proposal('call', id('p'), { from: 'me', by: null });
		const [one] = proposalsIn([mine]);
		if (!one) throw new Error('No proposal');
		const by = (key: string) => ({ by: key });
		expect(answerTo([mine], one, MEMBERS)).toBeNull();
		expect(answerTo([mine, answer(id('p'), 'kept', by('colleague'))], one, MEMBERS)).toBeNull();
		expect(answerTo([answer(id('p'), 'not-now'), answer(id('p'), 'kept')], one, MEMBERS)).toBe('kept');
		expect(answerTo([answer(id('q'), 'kept')], one, MEMBERS)).toBeNull();
	});

	it('on her phone: what she has told, unless she asked it back', () => {
		const [one] = proposalsIn([proposal('call', id('p'))]);
		if (!one) throw new Error('No proposal');
		const told = answer(id('p'), 'kept', { from: 'me' });
		expect(answerGiven([told], one)).toBe('kept');
		expect(answerGiven([{ ...told, askedBack: 'asked' }], one)).toBeNull();
	});
});
