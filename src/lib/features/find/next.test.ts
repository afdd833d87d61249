import { beforeAll, describe, expect, it } from 'vitest';
import { loadTemporal, type TemporalApi } from '$platform/clock';
import type { Service, ServiceTime } from '$protocol/directory';
import { nextTime } from './next';

let api: TemporalApi;
beforeAll(async () => {
	api = await loadTemporal();
});

const serviceWith = (...times: ServiceTime[]): Service => ({
	id: '1',
	name: 'A',
	status: 'active',
	phones: [],
	places: [],
	times,
	languages: [],
	kinds: [],
	terms: [],
});
const weekly = (change: Partial<ServiceTime>): ServiceTime => ({
	repeats: 'weekly',
	days: ['TU'],
	opens: 18 * 60 + 30,
	closes: 20 * 60,
	...change,
});
const next = (now: string, ...times: ServiceTime[]) =>
	nextTime(serviceWith(...times), 'Europe/London', now, api);

describe('the next time', () => {
	it('is by the clocks of the place, on both sides of a clock change', () => {
		expect(next('2026-10-20T12:00:00.000Z', weekly({}))?.from).toBe('2026-10-20T17:30:00.000Z');
		expect(next('2026-10-22T12:00:00.000Z', weekly({}))?.from).toBe('2026-10-27T18:30:00.000Z');
	});

	it('is the one that goes on now, past midnight too', () => {
		const night = weekly({ days: ['FR'], opens: 22 * 60, closes: 26 * 60 });
		expect(next('2026-11-21T01:00:00.000Z', night)).toMatchObject({
			from: '2026-11-20T22:00:00.000Z',
			to: '2026-11-21T02:00:00.000Z',
		});
		expect(next('2026-11-21T02:00:00.000Z', night)?.from).toBe('2026-11-27T22:00:00.000Z');
	});

	it.each([
		['1TU', '2026-12-01T18:30:00.000Z'],
		['-1TU', '2026-11-24T18:30:00.000Z'],
		['-2TU', '2026-12-22T18:30:00.000Z'],
		['5TU', '2026-12-29T18:30:00.000Z'],
	])('is the %s of a month', (day, from) => {
		expect(next('2026-11-22T12:00:00.000Z', weekly({ repeats: 'monthly', days: [day] }))?.from).toBe(from);
	});

	it('is a day of the month, the last one counted from its end', () => {
		const monthly: Partial<ServiceTime> = { repeats: 'monthly', days: [] };
		expect(next('2026-11-22T12:00:00.000Z', weekly({ ...monthly, monthDays: [-1] }))?.from).toBe(
			'2026-11-30T18:30:00.000Z',
		);
		expect(next('2026-11-22T12:00:00.000Z', weekly({ ...monthly, monthDays: [31] }))?.from).toBe(
			'2026-12-31T18:30:00.000Z',
		);
	});

	it('counts every other week from its first day, and does not guess without one', () => {
		const other = weekly({ every: 2, from: '2026-11-03' });
		expect(next('2026-11-18T12:00:00.000Z', other)?.from).toBe('2026-12-01T18:30:00.000Z');
		expect(next('2026-11-18T12:00:00.000Z', weekly({ every: 2 }))).toBeNull();
	});

	it('is none before it has begun, after it has ended, and where no hours are known', () => {
		expect(next('2026-11-22T12:00:00.000Z', weekly({ from: '2026-12-02' }))?.from).toBe(
			'2026-12-08T18:30:00.000Z',
		);
		expect(next('2026-11-22T12:00:00.000Z', weekly({ until: '2026-11-23' }))).toBeNull();
		expect(next('2026-11-22T12:00:00.000Z', { repeats: 'weekly', days: ['TU'] })).toBeNull();
		expect(next('2026-11-22T12:00:00.000Z', { ...weekly({}), repeats: 'closed' })).toBeNull();
	});

	it('is none in a zone that nobody knows', () => {
		expect(nextTime(serviceWith(weekly({})), 'Europe/Nowhere', '2026-11-22T12:00:00.000Z', api)).toBeNull();
	});

	it('is the earliest of several', () => {
		expect(next('2026-11-22T12:00:00.000Z', weekly({ days: ['FR'] }), weekly({ days: ['MO'] }))?.from).toBe(
			'2026-11-23T18:30:00.000Z',
		);
	});
});
