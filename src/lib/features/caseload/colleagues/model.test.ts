import { expect, it } from 'vitest';
import type { ChannelMessage, Conversation } from '$platform/channel';
import { candidates, colleaguesFrom, givingOf, isFull, longWaiting } from './model';

const BILAL = 'b'.repeat(43);
const SHE = 's'.repeat(43);
const since = '2026-05-01T09:00:00.000Z';
const member = (key: string, role: 'survivor' | 'worker' = 'worker') => ({
	...{ key, name: key.slice(0, 1), role, sure: 'compared' as const, since },
});
const conversation = (id: string, change: Partial<Conversation> = {}): Conversation => ({
	...{ id, name: id, kind: 'case', state: 'open', ended: null, startedAt: since, unreadable: 0 },
	...{ members: [member(SHE, 'survivor')], tellsSeen: false, rejoining: false },
	...change,
});
const bilal = conversation('bilal', { kind: 'colleagues', members: [member(BILAL)] });
const head = { v: 1 as const, sentAt: since };
const introduction = (why: 'handover' | 'joins' = 'handover'): ChannelMessage => ({
	...{ id: 'one', conversation: 'case', from: 'me', by: null, readers: [SHE] },
	message: {
		...{ ...head, id: 'one', type: 'introduction' },
		body: { name: 'Bilal', key: BILAL, role: 'worker', why },
	},
});
const consent = (yes: boolean): ChannelMessage => ({
	...{ id: 'two', conversation: 'case', from: 'them', by: SHE, readers: [] },
	message: { ...head, id: 'two', type: 'consent', body: { introduction: 'one', yes } },
});

it('colleagues are never among people, and who is in already is not asked in again', () => {
	const here = conversation('case');
	const all = [here, bilal, conversation('new', { kind: 'colleagues', state: 'pairing', members: [] })];
	expect(colleaguesFrom(all)).toEqual([bilal]);
	expect(candidates(all, here)).toEqual([bilal]);
	expect(candidates(all, { ...here, members: [...here.members, member(BILAL)] })).toEqual([]);
	expect(candidates([{ ...bilal, state: 'closed' }], here)).toEqual([]);
});

it('says how it stands with who was asked about', () => {
	const here = conversation('case');
	expect(givingOf([], here)).toBeNull();
	expect(givingOf([introduction()], here)).toMatchObject({ step: 'asked', colleague: 'Bilal', at: since });
	expect(givingOf([introduction(), consent(false)], here)).toMatchObject({ step: 'no' });
	expect(givingOf([introduction(), consent(true)], here)).toMatchObject({ step: 'yes' });
	const both = { ...here, members: [...here.members, member(BILAL)] };
	expect(givingOf([introduction(), consent(true)], both)).toMatchObject({ step: 'handing' });
	expect(givingOf([introduction('joins'), consent(true)], both)).toMatchObject({ step: 'in' });
});

it('speaks of what has waited for an hour at least, and of four as full', () => {
	const now = Date.parse('2026-05-01T12:30:00.000Z');
	const at = (hour: string) => ({ colleague: hour, since: `2026-05-01T${hour}:00:00.000Z` });
	expect(longWaiting([at('10'), at('11'), at('12')], now)).toEqual([at('10')]);
	expect(isFull(conversation('x'))).toBe(false);
	expect(isFull(conversation('x', { members: ['a', 'b', 'c'].map((key) => member(key)) }))).toBe(true);
});
