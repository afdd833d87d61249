import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QUARTER_MS, WAKE_TIMES } from '$protocol/wakes';
import { wakeQuarters } from './times';

const NOW = Date.UTC(2026, 0, 15, 10);
const MINUTE = 60_000;

test('each is in time, and never more than an hour early', () => {
	const moments = fc.array(fc.integer({ min: NOW + 3 * 60 * MINUTE, max: NOW + 1e10 }), { maxLength: 20 });
	const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
	fc.assert(
		fc.property(moments, fc.integer({ min: 0, max: 60 }), chance, (given, minutes, by) => {
			const quarters = wakeQuarters(given, minutes * MINUTE, NOW, () => by);
			for (const moment of given) {
				const wished = moment - minutes * MINUTE;
				// The relay adds up to ten minutes.
				const fits = (quarter: number) =>
					quarter * QUARTER_MS + 10 * MINUTE <= wished && quarter * QUARTER_MS > wished - 60 * MINUTE;
				expect(quarters.some(fits)).toBe(true);
			}
			expect(quarters.length).toBeLessThanOrEqual(given.length);
		}),
	);
});

test('chance takes one moment to several quarters, and what is past is left out', () => {
	const moment = NOW + 5 * 60 * MINUTE;
	const found = [0, 0.4, 0.9].map((by) => wakeQuarters([moment], 0, NOW, () => by)[0]);
	expect(new Set(found).size).toBe(3);
	expect(wakeQuarters([NOW - 1, NOW + MINUTE], 0, NOW, () => 0)).toEqual([]);
	expect(wakeQuarters([moment, moment + 1], 0, NOW, () => 0)).toHaveLength(1);
	const many = Array.from({ length: 200 }, (_, at) => moment + at * QUARTER_MS);
	expect(wakeQuarters(many, 0, NOW, () => 0)).toHaveLength(WAKE_TIMES);
});
