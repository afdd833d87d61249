import { describe, expect, it } from 'vitest';
import {
	checkinSchema,
	dayOf,
	emptyDay,
	isHard,
	isUnsafe,
	newestFirst,
	pointsOf,
	saysSomething,
	spansOf,
	windowOf,
	within,
	type Checkin,
} from './model';

const TODAY = '2026-11-22';
const on = (day: string, said: Partial<Checkin> = {}) => ({
	id: day,
	value: { ...emptyDay(day), mood: 3 as const, ...said },
});

describe('a noted day', () => {
	it('is her own calendar day, also just after midnight', () => {
		expect(dayOf(new Date(2026, 10, 22, 0, 5))).toBe(TODAY);
		expect(dayOf(new Date(2026, 10, 22, 23, 59))).toBe(TODAY);
	});

	it('may leave everything out, and then says nothing', () => {
		expect(saysSomething(emptyDay(TODAY))).toBe(false);
		expect(saysSomething({ ...emptyDay(TODAY), note: '  ' })).toBe(false);
		expect(saysSomething({ ...emptyDay(TODAY), sleep: 1 })).toBe(true);
		expect(saysSomething({ ...emptyDay(TODAY), note: 'A walk.' })).toBe(true);
	});

	it('is held to its shape', () => {
		expect(checkinSchema.safeParse(on(TODAY).value).success).toBe(true);
		for (const wrong of [{ mood: 0 }, { sleep: 6 }, { safety: 2.5 }, { day: 'today' }, { streak: 3 }])
			expect(checkinSchema.safeParse({ ...on(TODAY).value, ...wrong }).success).toBe(false);
	});

	it('opens the way to help when it does not feel safe, and only then', () => {
		expect([null, 5, 4, 3, 2, 1].map((safety) => isUnsafe({ safety } as Checkin))).toEqual([
			false,
			false,
			false,
			false,
			true,
			true,
		]);
	});

	it('is hard by mood or by sleep, never by what was not said', () => {
		expect(isHard({ mood: null, sleep: null })).toBe(false);
		expect(isHard({ mood: 3, sleep: 3 })).toBe(false);
		expect(isHard({ mood: 2, sleep: null })).toBe(true);
		expect(isHard({ mood: 5, sleep: 1 })).toBe(true);
	});
});

describe('days looked back on', () => {
	it('come newest first', () => {
		const days = [on('2026-11-20'), on('2026-11-22'), on('2026-11-21')];
		expect(newestFirst(days).map(({ id }) => id)).toEqual(['2026-11-22', '2026-11-21', '2026-11-20']);
	});

	it('have dots only where something was said', () => {
		const days = [on('2026-11-20', { sleep: 2 }), on('2026-11-21', { mood: null })];
		expect(pointsOf(days, 'mood')).toEqual([{ at: '2026-11-20', value: 3 }]);
		expect(pointsOf(days, 'sleep')).toEqual([{ at: '2026-11-20', value: 2 }]);
		expect(pointsOf(days, 'safety')).toEqual([]);
	});

	it('are shown from the first of them, and in a week of room at least', () => {
		const values = (...days: string[]) => days.map((day) => on(day).value);
		expect(windowOf([], '4', TODAY)).toEqual({ from: '2026-11-16', to: TODAY });
		expect(windowOf(values('2026-11-21'), '4', TODAY)).toEqual({ from: '2026-11-16', to: TODAY });
		expect(windowOf(values('2026-10-26', '2026-11-21'), '4', TODAY).from).toBe('2026-10-26');
		expect(windowOf(values('2026-10-25', '2026-11-21'), '4', TODAY).from).toBe('2026-11-16');
		expect(windowOf(values('2025-01-01'), 'all', TODAY).from).toBe('2025-01-01');
	});

	it('offer longer spans only when there is more to see in them', () => {
		const first = (day: string) => spansOf([on(day).value], TODAY);
		expect(spansOf([], TODAY)).toEqual(['4']);
		expect(first('2026-10-26')).toEqual(['4']);
		expect(first('2026-10-25')).toEqual(['4', '12']);
		expect(first('2026-08-31')).toEqual(['4', '12']);
		expect(first('2026-08-30')).toEqual(['4', '12', 'all']);
	});

	it('within a window include its ends', () => {
		const days = ['2026-11-15', '2026-11-16', '2026-11-22', '2026-11-23'].map((day) => on(day));
		expect(within(days, { from: '2026-11-16', to: TODAY }).map(({ id }) => id)).toEqual([
			'2026-11-16',
			'2026-11-22',
		]);
	});
});
