import { expect, it } from 'vitest';
import type { ChannelMessage, Conversation } from '$platform/channel/contract';
import { digitGroups, introductionKey, presented } from './model';

const KEY = 'b'.repeat(43);
const AMINA = 'a'.repeat(43);
const conversation: Conversation = {
	id: 'c1',
	name: 'Amina',
	kind: 'case',
	state: 'open',
	ended: null,
	startedAt: '2026-05-01T09:00:00.000Z',
	unreadable: 0,
	members: [
		{ key: AMINA, name: 'Amina', role: 'worker', sure: 'compared', since: '2026-05-01T09:00:00.000Z' },
	],
	tellsSeen: false,
	rejoining: false,
};
const head = { v: 1 as const, sentAt: '2026-05-02T09:00:00.000Z' };
const introduction = (id: string, from: 'me' | 'them' = 'them', inside = 'c1'): ChannelMessage => ({
	...{ id, conversation: inside, from, by: from === 'them' ? AMINA : null, readers: [] },
	message: {
		...{ ...head, id, type: 'introduction' },
		body: { name: 'Bilal', key: KEY, role: 'worker', why: 'handover' },
	},
});
const consent = (id: string, yes: boolean): ChannelMessage => ({
	...{ id: `${id} answer`, conversation: 'c1', from: 'me', by: null, readers: [AMINA] },
	message: { ...head, id: 'x', type: 'consent', body: { introduction: id, yes } },
});

it('asks about who was presented last, until she has answered', () => {
	expect(presented([], conversation)).toBeNull();
	expect(presented([introduction('one', 'me')], conversation)).toBeNull();
	expect(presented([introduction('one', 'them', 'c2')], conversation)).toBeNull();
	const asked = [introduction('one'), introduction('two')];
	expect(presented(asked, conversation)).toMatchObject({ id: 'two', by: AMINA, agreed: false });
	expect(presented([...asked, consent('two', false)], conversation)).toBeNull();
	expect(presented([...asked, consent('two', true)], conversation)).toMatchObject({ agreed: true });
});

it('is done when they are here, and does not begin again when they have gone', () => {
	const [first] = conversation.members;
	if (first === undefined) throw new Error();
	const members = [first, { ...first, key: KEY, name: 'Bilal' }];
	const agreed = [introduction('one'), consent('one', true)];
	expect(presented(agreed, { ...conversation, members })).toBeNull();
	const wrote: ChannelMessage = {
		...{ id: 'hello', conversation: 'c1', from: 'them', by: KEY, readers: [] },
		message: { ...head, id: 'hello', type: 'text', body: { text: 'Hello', language: 'en' } },
	};
	expect(presented([...agreed, wrote], conversation)).toBeNull();
});

it('says what for, and shows digits in groups', () => {
	const body = { name: 'B', key: KEY };
	expect(introductionKey({ ...body, role: 'supervisor', why: 'handover' })).toBe('handover');
	expect(introductionKey({ ...body, role: 'supervisor', why: 'joins' })).toBe('joinsSupervisor');
	expect(introductionKey({ ...body, role: 'worker', why: 'joins' })).toBe('joinsWorker');
	expect(digitGroups('012345678901234567890123456789')).toEqual([
		'01234',
		'56789',
		'01234',
		'56789',
		'01234',
		'56789',
	]);
});
