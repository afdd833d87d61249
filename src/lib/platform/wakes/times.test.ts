import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QUARTER_MS, WAKE_TIMES } from '$protocol/wakes';
import { wakeQuarters, type Told } from './times';

const NOW = Date.UTC(2026, 0, 15, 10);
const MINUTE = 60_000;
/** The relay adds up to ten minutes, and looks about every twenty seconds. */
const RELAY = 11 * MINUTE;
const none: Told[] = [];
const moment = (at: number, lasts = 60 * MINUTE) => ({ at, until: at + lasts });

const chance = fc.integer({ min: 0, max: 2 });

test('each is in time, and never more than an hour early', () => {
	const moments = fc.array(fc.integer({ min: NOW + 61 * MINUTE, max: NOW + 1e10 }), { maxLength: 20 });
	fc.assert(
		fc.property(moments, chance, (given, by) => {
			const soonest = [...new Set(given)].sort((a, b) => a - b);
			const { quarters, told } = wakeQuarters(
				soonest.map((at) => moment(at)),
				{ now: NOW, told: none, below: () => by },
			);
			for (const at of soonest) {
				const fits = (quarter: number) =>
					quarter * QUARTER_MS + RELAY <= at && quarter * QUARTER_MS > at - 60 * MINUTE;
				expect(quarters.some(fits)).toBe(true);
			}
			expect(quarters.length).toBeLessThanOrEqual(soonest.length);
			expect(told.map(({ at }) => at)).toEqual(soonest);
		}),
	);
});

test('one chosen late comes while it is of use, or not at all', () => {
	const minutes = fc.integer({ min: 1, max: 90 });
	fc.assert(
		fc.property(minutes, minutes, chance, (soon, lasts, by) => {
			const one = moment(NOW + soon * MINUTE + 1, lasts * MINUTE);
			const { quarters } = wakeQuarters([one], { now: NOW, told: none, below: () => by });
			for (const quarter of quarters) {
				expect(quarter * QUARTER_MS).toBeGreaterThan(NOW);
				expect(quarter * QUARTER_MS + RELAY).toBeLessThanOrEqual(one.until);
			}
			if (lasts >= 30) expect(quarters).toHaveLength(1);
		}),
	);
});

test('asked again, at whatever moments and with whatever chance: the same quarter until it is over, and then none', () => {
	const askings = fc.array(fc.record({ after: fc.integer({ min: 0, max: 120 }), by: chance }), {
		minLength: 2,
	});
	fc.assert(
		fc.property(fc.integer({ min: 1, max: 180 }), askings, (soon, given) => {
			const one = moment(NOW + soon * MINUTE + 1);
			const heard = new Set<number>();
			let told = none;
			for (const { after, by } of given.sort((a, b) => a.after - b.after)) {
				const now = NOW + after * MINUTE;
				const telling = wakeQuarters([one], { now, told, below: () => by });
				told = telling.told;
				for (const quarter of telling.quarters) heard.add(quarter);
				expect(telling.quarters).toEqual(
					[...heard].filter((quarter) => quarter * QUARTER_MS > now && one.at > now),
				);
			}
			expect(heard.size).toBeLessThanOrEqual(1);
		}),
	);
});

test('chance takes one moment to several quarters, and what is past is left out', () => {
	const at = NOW + 5 * 60 * MINUTE;
	const quarters = (ats: number[], by = 0) =>
		wakeQuarters(
			ats.map((each) => moment(each)),
			{ now: NOW, told: none, below: () => by },
		).quarters;
	expect(new Set([0, 1, 2].map((by) => quarters([at], by)[0])).size).toBe(3);
	expect(quarters([NOW - 1])).toEqual([]);
	expect(quarters([at, at + 1])).toHaveLength(1);
	const many = Array.from({ length: 200 }, (_, index) => at + index * QUARTER_MS);
	expect(quarters(many)).toHaveLength(WAKE_TIMES);
	expect(quarters(many).at(-1)).toBeLessThan((at + WAKE_TIMES * QUARTER_MS) / QUARTER_MS);
});
