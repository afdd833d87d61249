import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { breathOf, framesOf, isHeld, lengthOf, minutesFor, stepsFull, type Pattern } from './breath';
import { clockOf, momentAt, roundOf } from './phases';

// 10^4 cases take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const SLOW: Pattern = { in: 4, holdIn: 0, out: 6, holdOut: 0 };
const SQUARE: Pattern = { in: 4, holdIn: 4, out: 4, holdOut: 4 };
const pattern = fc.record({
	in: fc.integer({ min: 2, max: 10 }),
	holdIn: fc.integer({ min: 0, max: 10 }),
	out: fc.integer({ min: 2, max: 12 }),
	holdOut: fc.integer({ min: 0, max: 10 }),
});

describe('a breath', () => {
	it('goes in for four and out for six, counting down', () => {
		const breath = breathOf(SLOW);
		expect([0, 1000, 2000, 3999].map((ms) => momentAt(breath, ms).count)).toEqual([4, 3, 2, 1]);
		expect([4000, 5000, 8000, 9999].map((ms) => momentAt(breath, ms).count)).toEqual([6, 5, 2, 1]);
		expect([3999, 4000].map((ms) => momentAt(breath, ms).name)).toEqual(['in', 'out']);
		expect(momentAt(breath, roundOf(breath))).toEqual(momentAt(breath, 0));
	});

	it('is held only where its author says so, and not where she takes that out', () => {
		const names = (of: Pattern, holds = true) => breathOf(of, holds).map(({ name }) => name);
		expect(names(SLOW)).toEqual(['in', 'out']);
		expect(names(SQUARE)).toEqual(['in', 'holdIn', 'out', 'holdOut']);
		expect(names(SQUARE, false)).toEqual(['in', 'out']);
		expect([SLOW, SQUARE, { ...SLOW, holdOut: 1 }].map(isHeld)).toEqual([false, true, true]);
	});

	it('never counts outside of its phase, at any moment, in any pattern', () => {
		fc.assert(
			fc.property(
				pattern,
				fc.boolean(),
				fc.double({ min: 0, max: 700_000, noNaN: true }),
				(of, holds, ms) => {
					const breath = breathOf(of, holds);
					const { name, count, second, seconds, index } = momentAt(breath, ms);
					expect(seconds).toBe(of[name]);
					expect(breath[index]?.name).toBe(name);
					expect(count).toBeGreaterThanOrEqual(1);
					expect(count + second).toBe(seconds);
				},
			),
			{ numRuns: 10_000 },
		);
	});

	it('ends with a whole breath, near to what was chosen', () => {
		for (const minutes of [1, 2, 3]) expect(lengthOf(breathOf(SLOW), minutes)).toBe(minutes * 60_000);
		fc.assert(
			fc.property(pattern, fc.integer({ min: 1, max: 10 }), (of, minutes) => {
				const breath = breathOf(of);
				const length = lengthOf(breath, minutes);
				expect(length % roundOf(breath)).toBe(0);
				expect(length).toBeGreaterThan(0);
				expect(Math.abs(length - minutes * 60_000)).toBeLessThanOrEqual(roundOf(breath) / 2);
			}),
		);
	});

	it('has a shape that is full after the breath in, and small after the breath out', () => {
		expect(framesOf(breathOf(SQUARE)).map(({ offset, transform }) => [offset, transform])).toEqual([
			[0, 'scale(0.56)'],
			[0.25, 'scale(1)'],
			[0.5, 'scale(1)'],
			[0.75, 'scale(0.56)'],
			[1, 'scale(0.56)'],
		]);
		const steps = (second: number, name: 'in' | 'out' | 'holdIn' | 'holdOut') =>
			stepsFull({ name, second, seconds: 4 });
		expect([0, 3].map((second) => steps(second, 'in'))).toEqual([1, 4]);
		expect([0, 3].map((second) => steps(second, 'holdIn'))).toEqual([4, 4]);
		expect([0, 3].map((second) => steps(second, 'out'))).toEqual([4, 1]);
		expect(steps(2, 'holdOut')).toBe(0);
	});

	it('may go on for one to three minutes, or as long as its author thought', () => {
		expect(minutesFor(1)).toEqual([1, 2, 3]);
		expect(minutesFor(10)).toEqual([1, 2, 3, 10]);
	});
});

it('says what is left as a clock does', () => {
	expect(clockOf(60_000)).toBe('1:00');
	expect(clockOf(59_001)).toBe('1:00');
	expect(clockOf(5_000)).toBe('0:05');
	expect(clockOf(-1)).toBe('0:00');
	expect(clockOf(65_000, (value) => new Intl.NumberFormat('ar-EG').format(value))).toBe('١:٠٥');
});
