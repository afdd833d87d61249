import fc from 'fast-check';
import { expect, it } from 'vitest';
import { add, bounded, divide, exact, multiply, parseExact, subtract, writeExact, type Exact } from './exact';

const RUNS = { numRuns: 2_000 };
const whole = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const number = fc
	.tuple(whole, fc.bigInt({ min: 1n, max: 10n ** 12n }))
	.map(([over, under]) => exact(over, under));
const decimal = fc
	.tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: 0, max: 6 }))
	.map(([digits, places]) => {
		const text = String(Math.abs(digits)).padStart(places + 1, '0');
		const part = places ? `.${text.slice(-places)}` : '';
		return `${digits < 0 ? '-' : ''}${text.slice(0, text.length - places)}${part}`;
	});

it('what is taken away after it was added is gone without a trace', () => {
	fc.assert(
		fc.property(number, number, (a, b) => {
			expect(subtract(add(a, b), b)).toEqual(a);
		}),
		RUNS,
	);
});

it('what is divided by comes back when multiplied by', () => {
	fc.assert(
		fc.property(number, number, (a, b) => {
			const part = divide(a, b);
			if (b.over === 0n) expect(part).toBeNull();
			else expect(part && multiply(part, b)).toEqual(a);
		}),
		RUNS,
	);
});

it('a typed number is written as it was typed, without needless zeros', () => {
	fc.assert(
		fc.property(decimal, (text) => {
			const written = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
			const value = parseExact(text);
			expect(value && writeExact(value)).toBe(written === '-0' || written === '' ? '0' : written);
		}),
		RUNS,
	);
});

it('rounds once, to the nearest, as far as its digits go', () => {
	fc.assert(
		fc.property(number, (value) => {
			const written = writeExact(value, 12);
			const [mantissa = '', exponent = '0'] = written.split('e');
			const read = parseExact(mantissa);
			if (!read) throw new Error(written);
			const power = 10n ** BigInt(Math.abs(Number(exponent)));
			const back = multiply(read, Number(exponent) < 0 ? exact(1n, power) : exact(power));
			const error = subtract(back, value);
			const size = value.over < 0n ? -value.over : value.over;
			// At most half a unit in the twelfth digit.
			const off = (error.over < 0n ? -error.over : error.over) * value.under * 2n * 10n ** 11n;
			expect(off <= size * error.under).toBe(true);
		}),
		RUNS,
	);
});

it('refuses what is no number', () => {
	for (const text of ['', '.', '-', '1.2.3', '1e5', 'abc', '--1']) expect(parseExact(text)).toBeNull();
	expect(parseExact('.5')).toEqual(exact(1n, 2n));
	expect(parseExact('7.')).toEqual(exact(7n));
});

it('does not grow without end', () => {
	for (const start of [exact(7n, 3n), exact(3n, 7n)]) {
		let value: Exact | null = start;
		for (let time = 0; time < 40 && value; time += 1) {
			value = bounded(multiply(value, value));
			if (value) expect(String(value.over).length + String(value.under).length).toBeLessThan(700);
		}
		expect(value === null || value.over === 0n).toBe(true);
	}
});
