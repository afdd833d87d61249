import { describe, expect, it } from 'vitest';
import { doneOf, draftOf, measureSchema, pointsOf, speaksOfDying, type Measure } from './model';

const NOW = new Date('2026-11-22T12:00:00.000Z');
const phq = (at: string, change: Partial<Measure> = {}) => ({
	id: at,
	value: {
		v: 1,
		instrument: 'phq9',
		at: `${at}T10:00:00.000Z`,
		exposed: null,
		answers: [1, 1, 1, 1, 1, 1, 1, 1, 0],
		done: true,
		language: 'en',
		...change,
	} satisfies Measure,
});

describe('a filled-in list', () => {
	it('is held to its shape', () => {
		expect(measureSchema.safeParse(phq('2026-11-01').value).success).toBe(true);
		for (const wrong of [
			{ answers: [5] },
			{ answers: Array(21).fill(0) },
			{ instrument: 'own' },
			{ total: 8 },
		])
			expect(measureSchema.safeParse({ ...phq('2026-11-01').value, ...wrong }).success).toBe(false);
	});

	it('is looked back on newest first, each list by itself, one she can still go on with left out', () => {
		const all = [
			phq('2026-11-01'),
			phq('2026-11-20'),
			phq('2026-11-22', { done: false }),
			phq('2026-11-18', { done: false, answers: [2] }),
			phq('2026-11-19', { instrument: 'gad7' }),
		];
		expect(doneOf(all, 'phq9', NOW).map(({ id }) => id)).toEqual(['2026-11-20', '2026-11-18', '2026-11-01']);
	});

	it('can be gone on with for a day', () => {
		const all = [phq('2026-11-22', { done: false, answers: [1] })];
		expect(draftOf(all, 'phq9', NOW)?.id).toBe('2026-11-22');
		expect(draftOf(all, 'gad7', NOW)).toBeUndefined();
		expect(draftOf(all, 'phq9', new Date('2026-11-23T11:00:00.000Z'))).toBeUndefined();
	});

	it('without a number is no dot', () => {
		const all = [phq('2026-11-01'), phq('2026-11-20', { answers: [1, 1, null, 1, 1, 1, 1, 1, 0] })];
		expect(pointsOf(doneOf(all, 'phq9', NOW))).toEqual([{ at: '2026-11-01T10:00:00.000Z', value: 8 }]);
	});
});

describe('the question about dying', () => {
	const ninth = (answer: number | null) => ({
		instrument: 'phq9' as const,
		answers: [0, 0, 0, 0, 0, 0, 0, 0, answer],
	});

	it('opens the way to a person at the least yes, and not when it was skipped', () => {
		expect([0, 1, 2, 3, null].map((answer) => speaksOfDying(ninth(answer)))).toEqual([
			false,
			true,
			true,
			true,
			false,
		]);
	});

	it('is the ninth of the PHQ-9 and no other', () => {
		expect(speaksOfDying({ instrument: 'phq9', answers: Array<number>(8).fill(3) })).toBe(false);
		expect(speaksOfDying({ instrument: 'pcl5', answers: Array<number>(20).fill(4) })).toBe(false);
		expect(speaksOfDying({ instrument: 'gad7', answers: Array<number>(7).fill(3) })).toBe(false);
	});
});
