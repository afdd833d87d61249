import { describe, expect, it } from 'vitest';
import type { GivenGoal } from '$parts';
import type { Stored } from '$platform/vault/contract';
import { goalBody, MAX_STEPS } from '$protocol/plan';
import {
	dayOf,
	goalSchema,
	groupsOf,
	isChanged,
	isFull,
	openOnes,
	reworded,
	ticked,
	toGive,
	waiting,
	withoutStep,
	withStep,
	type Goal,
	type Step,
} from './model';

const NOW = '2026-05-02T10:00:00.000Z';
const id = (letter: string) => letter.repeat(22);
const step = (letter: string, more: Partial<Step> = {}): Step => ({
	...{ id: id(letter), text: `step ${letter}`, done: false, day: null },
	...more,
});
const goal = (letter: string, more: Partial<Goal> = {}): Stored<Goal> => ({
	id: id(letter),
	value: {
		...{ v: 1, domain: 'health', text: `goal ${letter}`, language: 'en', day: null, state: 'open' },
		...{ steps: [], at: '2026-05-01T10:00:00.000Z' },
		...more,
	},
});
const given = (body: GivenGoal['body'], more: Partial<GivenGoal> = {}): GivenGoal => ({
	...{ body, at: NOW, delivery: 'delivered', askedBack: null, messages: [id('m')] },
	...more,
});

describe('her plan', () => {
	it('stands by the parts of a life, in the order in which it was written, and keeps what was put away apart', () => {
		const goals = [
			goal('b', { at: '2026-05-02T10:00:00.000Z' }),
			goal('a'),
			goal('c', { domain: 'work', state: 'done' }),
			goal('d', { domain: 'home' }),
		];
		expect(groupsOf(goals, 'open').map((one) => [one.domain, one.goals.map((each) => each.id[0])])).toEqual([
			['health', ['a', 'b']],
			['home', ['d']],
		]);
		expect(groupsOf(goals, 'done').map(({ domain }) => domain)).toEqual(['work']);
		expect(groupsOf(goals, 'aside')).toEqual([]);
	});

	it('steps are ticked and not, changed, added and taken out, and the rest stays as it was', () => {
		const { value } = goal('a', { steps: [step('x'), step('y')] });
		expect(ticked(value, id('x'), true).steps.map(({ done }) => done)).toEqual([true, false]);
		expect(ticked(ticked(value, id('x'), true), id('x'), false)).toEqual(value);
		expect(reworded(value, id('y'), 'new', '2026-06-01').steps[1]).toEqual(
			step('y', { text: 'new', day: '2026-06-01' }),
		);
		expect(withStep(value, step('z')).steps).toHaveLength(3);
		expect(withoutStep(value, id('x')).steps).toEqual([step('y')]);
		const full = goal('a', { steps: Array.from({ length: MAX_STEPS }, () => step('x')) }).value;
		expect(isFull(full)).toBe(true);
		expect(withStep(full, step('z'))).toEqual(full);
		expect(goalSchema.safeParse(full).success).toBe(true);
	});

	it('a day half typed is no day', () => {
		expect(['2026-06-01', '', '2026-02-31', '01/06/2026'].map(dayOf)).toEqual([
			'2026-06-01',
			null,
			null,
			null,
		]);
	});
});

describe('giving', () => {
	const one = goal('a', { day: '2026-06-01', steps: [step('x', { done: true }), step('y')] });

	it('takes only the steps she chose, and nothing that she keeps for herself', () => {
		const body = toGive(one, new Set([id('x')]), undefined, NOW);
		expect(goalBody.parse(body)).toEqual(body);
		expect(body.steps.map((each) => each.text)).toEqual(['step x']);
		expect(body).toMatchObject({ revision: 0, since: NOW, day: '2026-06-01' });
		expect(JSON.stringify(body)).not.toContain(one.value.at);
		expect(toGive(one, new Set(), undefined, NOW).steps).toEqual([]);
	});

	it('again counts on, since the first time; after it was asked back it begins anew, with a higher number still', () => {
		const first = toGive(one, new Set(), undefined, NOW);
		const later = '2026-05-09T10:00:00.000Z';
		expect(toGive(one, new Set(), given(first), later)).toMatchObject({ revision: 1, since: NOW });
		const anew = toGive(one, new Set(), given(first, { askedBack: 'gone' }), later);
		expect(anew).toMatchObject({ revision: 1, since: later });
	});

	it('knows what has changed of what they have, and of nothing else', () => {
		const has = given(toGive(one, new Set([id('x')]), undefined, NOW));
		const now = (more: Partial<Goal>) => ({ ...one, value: { ...one.value, ...more } });
		expect(isChanged(one, has)).toBe(false);
		expect(isChanged(now({ steps: [step('x', { done: true }), step('y', { text: 'hers' })] }), has)).toBe(
			false,
		);
		expect(isChanged(now({ text: 'other' }), has)).toBe(true);
		expect(isChanged(now({ state: 'done' }), has)).toBe(true);
		expect(isChanged(now({ day: null }), has)).toBe(true);
		expect(isChanged(now({ steps: [step('x'), step('y')] }), has)).toBe(true);
		expect(isChanged(now({ steps: [step('y')] }), has)).toBe(true);
	});

	it('is offered where a conversation with a worker is open, and nowhere else', () => {
		const base = {
			...{ name: '', ended: null, startedAt: NOW, unreadable: 0, members: [] },
			...{ tellsSeen: false, rejoining: false },
		};
		const all = [
			{ ...base, id: '1', kind: 'case' as const, state: 'open' as const },
			{ ...base, id: '2', kind: 'case' as const, state: 'closed' as const },
			{ ...base, id: '3', kind: 'colleagues' as const, state: 'open' as const },
		];
		expect(openOnes(all).map((each) => each.id)).toEqual(['1']);
		expect(openOnes([])).toEqual([]);
	});
});

it('proposals wait until she has decided; put aside they can be found; her own are never among them', () => {
	const proposal = (key: string, from: 'me' | 'them' = 'them') => ({
		...{ key, message: key, conversation: 'c', from, by: null, at: NOW, delivery: null },
		body: { proposal: id('p'), domain: 'work' as const, text: 'x', language: 'en' },
	});
	const all = [proposal('a'), proposal('b'), proposal('c'), proposal('d'), proposal('e', 'me')];
	const decisions = (['kept', 'aside', 'no'] as const).map((decision, at) => ({
		id: String(at),
		value: { v: 1 as const, key: 'abc'[at] ?? '', decision },
	}));
	expect(waiting(all, decisions).map(({ key }) => key)).toEqual(['d']);
	expect(waiting(all, decisions, 'aside').map(({ key }) => key)).toEqual(['b']);
});
