import { expect, it } from 'vitest';
import { numeralsOf, readNumber, secretIn, writeNumber } from './writing';

const write = (locale: string, plain: string) =>
	writeNumber(
		plain,
		numeralsOf((value) => new Intl.NumberFormat(locale).format(value)),
	);

it('writes a number as each language does', () => {
	expect(write('en', '-1234567.50')).toBe('−1,234,567.50');
	expect(write('es', '1234')).toBe('1234');
	expect(write('es', '12345.6')).toBe('12.345,6');
	expect(write('fr', '12345.6')).toBe('12\u202f345,6');
	expect(write('ar-EG', '1234.5')).toBe('١٬٢٣٤٫٥');
	expect(write('en', '12.')).toBe('12.');
	expect(write('en', '1.5e+20')).toBe('1.5×10^20');
	expect(write('en', '3e-11')).toBe('3×10^−11');
});

it('reads a number from any keyboard', () => {
	expect(readNumber('١٬٢٣٤٫٥')).toBe('1234.5');
	expect(readNumber('−12,5')).toBe('-12.5');
	expect(readNumber('1 234')).toBe('1234');
});

it('takes only a row of six digits or more for what may be a PIN', () => {
	expect(secretIn('012345')).toBe('012345');
	expect(secretIn('٠١٢٣٤٥')).toBe('012345');
	for (const text of ['12345', '123.456', '-123456', 'soup', '']) expect(secretIn(text)).toBeNull();
});
