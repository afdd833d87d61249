import { beforeAll, describe, expect, it } from 'vitest';
import { loadTemporal, type TemporalApi } from '$platform/clock';
import { openingAt, rangeOf, weekdayName } from './hours';

let api: TemporalApi;
beforeAll(async () => {
	api = await loadTemporal();
});

const weekdays = { zone: 'Europe/Berlin', days: [1, 2, 3, 4, 5], from: '09:00', to: '15:00' };
const at = (now: string) => openingAt(weekdays, now, api);

describe('when somebody answers', () => {
	it('is open between its times, by the clocks there', () => {
		expect(at('2026-11-23T08:00:00.000Z')).toEqual({
			open: true,
			from: '2026-11-23T08:00:00.000Z',
			to: '2026-11-23T14:00:00.000Z',
		});
		expect(at('2026-11-23T07:59:59.000Z')?.open).toBe(false);
		expect(at('2026-11-23T14:00:00.000Z')).toEqual({
			open: false,
			from: '2026-11-24T08:00:00.000Z',
			to: '2026-11-24T14:00:00.000Z',
		});
	});

	it('opens next after the weekend, whatever day it is where she is', () => {
		// Friday 23:00 in New York is Saturday in Berlin.
		expect(at('2026-11-28T04:00:00.000Z')?.from).toBe('2026-11-30T08:00:00.000Z');
	});

	it('keeps to their clocks when those change', () => {
		expect(at('2026-03-27T20:00:00.000Z')?.from).toBe('2026-03-30T07:00:00.000Z');
		expect(at('2026-10-23T20:00:00.000Z')?.from).toBe('2026-10-26T08:00:00.000Z');
	});

	it('finds what opens once a week, also when that was an hour ago', () => {
		const once = { zone: 'Asia/Kathmandu', days: [7], from: '10:00', to: '11:00' };
		expect(openingAt(once, '2026-11-22T06:00:00.000Z', api)?.from).toBe('2026-11-29T04:15:00.000Z');
	});

	it('says nothing for a zone that this browser does not know', () => {
		expect(openingAt({ ...weekdays, zone: 'Europe/Nowhere' }, '2026-11-23T08:00:00.000Z', api)).toBeNull();
	});
});

it('is written as her language says it', () => {
	expect(weekdayName(1, 'en')).toBe('Monday');
	expect(weekdayName(7, 'ar')).toBe('الأحد');
});

it('knows days that follow each other', () => {
	expect(rangeOf([1, 2, 3, 4, 5])).toEqual([1, 5]);
	expect(rangeOf([1, 3])).toBeNull();
	expect(rangeOf([1, 2, 4])).toBeNull();
});
