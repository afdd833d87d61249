import { describe, expect, it } from 'vitest';
import { afterwards, draftOf, pastOf, visitSchema, type Visit } from './visit';

const visit = (change: Partial<Visit> = {}): Visit => ({
	v: 1,
	exercise: 'in:slow-breathing',
	at: '2026-05-12T09:00:00.000Z',
	before: 7,
	after: 4,
	done: true,
	...change,
});
const now = new Date('2026-05-12T10:00:00.000Z');

describe('what is offered afterwards', () => {
	it('is nothing special when it became easier, or when she said nothing', () => {
		expect(afterwards({ before: 7, after: 4 }, [])).toBe('enough');
		expect(afterwards({ before: 9, after: 7 }, [])).toBe('enough');
		expect(afterwards({ before: 9, after: null }, [])).toBe('enough');
		expect(afterwards({ before: null, after: 9 }, [])).toBe('enough');
	});

	it('is something else when it became harder', () => {
		expect(afterwards({ before: 3, after: 4 }, [])).toBe('other');
	});

	it('is something else when it is eight or more twice, whichever exercise it was', () => {
		expect(afterwards({ before: 9, after: 8 }, [])).toBe('other');
		const earlier = [visit({ exercise: 'in:feet-on-the-floor', before: 9, after: 8 })];
		expect(afterwards({ before: null, after: 8 }, earlier)).toBe('other');
	});
});

describe('a visit that a lock interrupted', () => {
	const draft = { id: 'd', value: visit({ done: false, after: null }) };

	it('is there to go on with, number and all', () => {
		expect(draftOf([draft], 'in:slow-breathing', now)?.value.before).toBe(7);
		expect(draftOf([draft], 'in:feet-on-the-floor', now)).toBeUndefined();
		expect(pastOf([draft], now)).toEqual([]);
	});

	it('becomes part of the past when nobody came back', () => {
		const later = new Date('2026-05-13T09:00:00.000Z');
		expect(draftOf([draft], 'in:slow-breathing', later)).toBeUndefined();
		expect(pastOf([draft], later)).toHaveLength(1);
	});
});

it('reads what was kept before exercises were modules', () => {
	const old = visitSchema.parse(visit({ exercise: 'slow-breathing', done: false, after: null }));
	expect(draftOf([{ id: 'o', value: old }], 'in:slow-breathing', now)?.id).toBe('o');
});

it('lists the past newest first, without visits that have no number', () => {
	const past = pastOf(
		[
			{ id: 'a', value: visit() },
			{ id: 'b', value: visit({ at: '2026-05-12T09:30:00.000Z' }) },
			{ id: 'c', value: visit({ before: null, after: null }) },
		],
		now,
	);
	expect(past.map(({ id }) => id)).toEqual(['b', 'a']);
});

it('takes nothing but whole numbers from 0 to 10', () => {
	expect(visitSchema.safeParse(visit({ before: 11 })).success).toBe(false);
	expect(visitSchema.safeParse(visit({ after: 2.5 })).success).toBe(false);
	expect(visitSchema.safeParse(visit({ before: null, after: null })).success).toBe(true);
});
