import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { currencies, decimalsOf, formatAmount, parseAmount } from './amount';
import { sumsOf } from './budget';
import { wageSum } from './wage';

// 10^4 cases take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const RUNS = { numRuns: 10_000 };
const minor = fc.bigInt({ min: 0n, max: 999_999_999_999n });

describe('an amount as it is typed', () => {
	it('is read in her digits, with either sign before the cents', () => {
		for (const typed of [
			'1250.5',
			'1,250.50',
			'1.250,50',
			'1 250,5',
			'1’250.50',
			'١٢٥٠٫٥',
			'١٬٢٥٠٫٥٠',
			'۱۲۵۰٫۵',
		])
			expect([typed, parseAmount(typed, 2, 'en')]).toEqual([typed, 125_050n]);
		expect(parseAmount('१२५०', 2, 'en')).toBe(125_000n);
		expect(parseAmount('12,50,000', 2, 'en')).toBe(125_000_000n);
		expect(parseAmount('\u200f٧٥،٥\u200f', 2, 'ar')).toBe(7_550n);
		expect(parseAmount('.5', 2, 'en')).toBe(50n);
		expect(parseAmount('7.', 2, 'en')).toBe(700n);
		expect(parseAmount('0,50', 2, 'en')).toBe(50n);
	});

	it('with three digits after its only sign means thousands, but where the currency has three decimals', () => {
		expect(parseAmount('1.250', 2, 'en')).toBe(125_000n);
		expect(parseAmount('1,250', 2, 'fr')).toBe(125_000n);
		expect(parseAmount('1.250', 3, 'en')).toBe(1_250n);
		expect(parseAmount('1,250', 3, 'en')).toBe(1_250_000n);
		expect(parseAmount('0.250', 2, 'en')).toBe(25n);
		expect(parseAmount('1.250.000', 2, 'en')).toBe(125_000_000n);
	});

	it('is nothing when nothing is there, and is not guessed when it is no amount', () => {
		for (const typed of ['', '  ', '\u200f']) expect(parseAmount(typed, 2, 'en')).toBeUndefined();
		for (const typed of ['about 50', '-5', '5-6', '1,2,3', '12.3456', '1.2.3,4', '.', '1e5', '9'.repeat(13)])
			expect([typed, parseAmount(typed, 2, 'en')]).toEqual([typed, null]);
		expect(parseAmount('12.5', 0, 'en')).toBeNull();
	});

	it('never throws, whatever is typed, in any currency she may choose', () => {
		const typed = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d.,٠-٩٫٬ ']{0,20}$/));
		fc.assert(
			fc.property(
				typed,
				fc.constantFrom(0, 2, 3),
				fc.constantFrom('en', 'ar-EG', 'es', 'fr'),
				(text, decimals, locale) => {
					const read = parseAmount(text, decimals, locale);
					if (typeof read === 'bigint') expect(read >= 0n).toBe(true);
				},
			),
			RUNS,
		);
	});

	it('comes back exactly as it was shown, in every language and number of decimals', () => {
		const locales = ['en', 'en-IN', 'es', 'es-MX', 'ar', 'ar-EG', 'ar-MA', 'fr', 'fr-CH', 'fa'];
		fc.assert(
			fc.property(minor, fc.constantFrom(...locales), (amount, locale) => {
				expect(parseAmount(formatAmount(amount, '', locale), 2, locale)).toBe(amount);
			}),
			{ numRuns: 2_000 },
		);
	});
});

describe('a currency', () => {
	it('has the decimals Intl knows, and two where none is chosen or what is kept is no currency', () => {
		expect(['USD', 'JPY', 'KWD', '', 'x', '12', 'QQQ'].map(decimalsOf)).toEqual([2, 0, 3, 2, 2, 2, 2]);
	});

	it('is shown by its name and its sign, in her numerals', () => {
		for (const locale of ['en', 'es', 'ar', 'fr']) expect(currencies(locale).length).toBeGreaterThan(140);
		expect(currencies('fr').find(({ code }) => code === 'GBP')?.name).toBe('livre sterling');
		expect(formatAmount(-125_050n, 'USD', 'en')).toBe('-$1,250.50');
		expect(formatAmount(125_050n, 'EUR', 'es').replace(/\s/, ' ')).toBe('1250,50 €');
		expect(formatAmount(5n, 'KWD', 'ar-EG')).toContain('٠٫٠٠٥');
		expect(formatAmount(7n, '', 'en')).toBe('0.07');
		expect(formatAmount(1_250n, 'JPY', 'en')).toBe('¥1,250');
	});

	it('does not lose a cent where a float would', () => {
		expect(formatAmount(99_999_999_999_999n, '', 'en')).toBe('999,999,999,999.99');
		expect(formatAmount(999_999_999_999_999n, 'KWD', 'en')).toContain('999,999,999,999.999');
	});
});

describe('a budget', () => {
	const lines = [
		{ id: 'l1', direction: 'in' },
		{ id: 'l2', direction: 'out' },
		{ id: 'l3', direction: 'out' },
	] as const;
	const of = (amounts: Record<string, string>, currency = 'USD') =>
		sumsOf([...lines], amounts, currency, 'en');

	it('adds what can be read and names what cannot', () => {
		expect(of({ l1: '0.10', l2: '0.30', l3: 'rent' })).toEqual({
			in: 10n,
			out: 30n,
			left: -20n,
			unread: ['l3'],
			read: 2,
		});
		expect(of({})).toEqual({ in: 0n, out: 0n, left: 0n, unread: [], read: 0 });
		expect(of({ l1: '5', gone9: '7' }).in).toBe(500n);
	});

	it('is exact for any lines', () => {
		const written = fc.array(fc.record({ amount: minor, in: fc.boolean() }), { minLength: 1, maxLength: 24 });
		fc.assert(
			fc.property(written, (list) => {
				const made = list.map((each, index) => ({
					id: `l${String(index)}`,
					direction: each.in ? ('in' as const) : ('out' as const),
				}));
				const amounts = Object.fromEntries(
					list.map(({ amount }, index) => [
						`l${String(index)}`,
						`${String(amount / 100n)}.${String(amount % 100n).padStart(2, '0')}`,
					]),
				);
				const sums = sumsOf(made, amounts, 'EUR', 'en');
				const expected = list.reduce((sum, each) => sum + (each.in ? each.amount : -each.amount), 0n);
				expect(sums.left).toBe(expected);
				expect(sums.in - sums.out).toBe(expected);
			}),
			RUNS,
		);
	});
});

describe('a wage', () => {
	const of = (typed: Parameters<typeof wageSum>[0], currency = 'USD') => wageSum(typed, currency, 'en');

	it('is hours times pay, less what was kept back, beside what was paid', () => {
		expect(of({ hours: '40', pay: '12.50', kept: '30', paid: '400' })).toEqual({
			earned: 50_000n,
			due: 47_000n,
			missing: 7_000n,
			unread: [],
		});
		expect(of({ hours: '7:30', pay: '10' }).earned).toBe(7_500n);
		expect(of({ hours: '7.5', pay: '10' }).earned).toBe(7_500n);
		expect(of({ hours: '٧٫٥', pay: '١٠' }).earned).toBe(7_500n);
		expect(of({ hours: '0:20', pay: '10' }).earned).toBe(333n);
		expect(of({ hours: '1', pay: '1', kept: '2', paid: '0' }).due).toBe(-100n);
	});

	it('has no sum while something is missing or cannot be read', () => {
		expect(of({ hours: '40' }).earned).toBeNull();
		expect(of({ hours: '40', pay: '10' }).missing).toBeNull();
		for (const hours of ['7:60', '7:', ':30', '1:2:3', 'ten', '7.125'])
			expect([hours, of({ hours, pay: '1' }).unread]).toEqual([hours, ['hours']]);
		expect(of({ hours: '40', pay: '10', paid: '?' })).toEqual({
			earned: null,
			due: null,
			missing: null,
			unread: ['paid'],
		});
	});

	it('is never further than half a cent from the true product', () => {
		const hundredths = fc.bigInt({ min: 0n, max: 74_400n });
		fc.assert(
			fc.property(hundredths, fc.bigInt({ min: 0n, max: 9_999_999n }), (hours, pay) => {
				const typed = (n: bigint) => `${String(n / 100n)}.${String(n % 100n).padStart(2, '0')}`;
				const { earned } = of({ hours: typed(hours), pay: typed(pay) });
				const apart = (earned ?? -1_000_000n) * 100n - hours * pay;
				expect(apart <= 50n && apart > -50n).toBe(true);
			}),
			RUNS,
		);
	});
});
