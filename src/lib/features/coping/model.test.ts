import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breathAt, CYCLE_MS, lengthOf, leftOf } from './breath';
import { afterwards, draftOf, lineOf, pastOf, visitSchema, type Visit } from './model';

const visit = (change: Partial<Visit> = {}): Visit => ({
	v: 1,
	exercise: 'slow-breathing',
	at: '2026-05-12T09:00:00.000Z',
	before: 7,
	after: 4,
	done: true,
	...change,
});
const now = new Date('2026-05-12T10:00:00.000Z');

describe('the breath', () => {
	it('goes in for four and out for six, counting down', () => {
		expect([0, 1000, 2000, 3999].map((ms) => breathAt(ms).count)).toEqual([4, 3, 2, 1]);
		expect([4000, 5000, 8000, 9999].map((ms) => breathAt(ms).count)).toEqual([6, 5, 2, 1]);
		expect(breathAt(3999).phase).toBe('in');
		expect(breathAt(4000).phase).toBe('out');
		expect(breathAt(CYCLE_MS)).toEqual(breathAt(0));
	});

	it('never counts outside of its phase, at any moment', () => {
		fc.assert(
			fc.property(fc.double({ min: 0, max: 200_000, noNaN: true }), (ms) => {
				const { phase, count, second } = breathAt(ms);
				const most = phase === 'in' ? 4 : 6;
				expect(count).toBeGreaterThanOrEqual(1);
				expect(count).toBeLessThanOrEqual(most);
				expect(count + second).toBe(most);
			}),
		);
	});

	it('ends with a whole breath whichever length is chosen', () => {
		for (const minutes of [1, 2, 3] as const) expect(lengthOf(minutes) % CYCLE_MS).toBe(0);
	});

	it('says what is left as a clock does', () => {
		expect(leftOf(60_000)).toBe('1:00');
		expect(leftOf(59_001)).toBe('1:00');
		expect(leftOf(5_000)).toBe('0:05');
	});
});

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

	it('is something else when it is eight or more twice', () => {
		expect(afterwards({ before: 9, after: 8 }, [])).toBe('other');
		expect(afterwards({ before: null, after: 8 }, [visit({ before: 9, after: 8 })])).toBe('other');
	});
});

describe('a visit that a lock interrupted', () => {
	const draft = { id: 'd', value: visit({ done: false, after: null }) };

	it('is there to go on with, number and all', () => {
		expect(draftOf([draft], now)?.value.before).toBe(7);
		expect(pastOf([draft], now)).toEqual([]);
	});

	it('becomes part of the past when nobody came back', () => {
		const later = new Date('2026-05-13T09:00:00.000Z');
		expect(draftOf([draft], later)).toBeUndefined();
		expect(pastOf([draft], later)).toHaveLength(1);
	});
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

it('writes a line with whatever numbers there are', () => {
	expect(lineOf(visit(), String)).toEqual(['coping:past.both', { before: '7', after: '4' }]);
	expect(lineOf(visit({ after: null }), String)[0]).toBe('coping:past.before');
	expect(lineOf(visit({ before: null, after: 0 }), String)).toEqual(['coping:past.after', { after: '0' }]);
});

it('takes nothing but whole numbers from 0 to 10', () => {
	expect(visitSchema.safeParse(visit({ before: 11 })).success).toBe(false);
	expect(visitSchema.safeParse(visit({ after: 2.5 })).success).toBe(false);
	expect(visitSchema.safeParse(visit({ before: null, after: null })).success).toBe(true);
});
