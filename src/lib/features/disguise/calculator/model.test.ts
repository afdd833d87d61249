import { describe, expect, it } from 'vitest';
import { cleared, keyOf, press, shown, type Key } from './model';

const after = (keys: string) =>
	keys.split(' ').reduce((calculator, key) => press(calculator, key as Key), cleared);
const display = (keys: string) => shown(after(keys));

describe('a calculator', () => {
	it.each([
		['0 . 1 + 0 . 2 =', '0.3'],
		['1 / 3 * 3 =', '1'],
		['1 / 3 =', '0.333333333333'],
		['2 / 3 =', '0.666666666667'],
		['2 + 3 * 4 =', '14'],
		['2 * 3 + 4 * 5 - 6 / 2 =', '23'],
		['9 - 1 0 =', '-1'],
		['5 sign + 3 =', '-2'],
		['2 0 0 + 1 0 % =', '220'],
		['2 0 0 * 1 0 % =', '20'],
		['5 0 %', '0.5'],
		['1 2 + * 3 =', '36'],
		['7 + =', '7'],
		['5 = + 2 =', '7'],
		['5 = 4', '4'],
		['1 2 3 back', '12'],
		['1 . 5 . 5', '1.55'],
		['0 0 7', '7'],
		['. 5 + . 5 =', '1'],
		['1 2 + 3 clear', '0'],
		['9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9', '999999999999999'],
		['9 9 9 9 9 9 9 9 9 9 9 * 9 9 9 9 9 9 9 9 9 9 9 =', '9.9999999998e+21'],
		['1 / 3 0 0 0 0 0 0 0 0 0 0 =', '3.33333333333e-11'],
	])('%s is %s', (keys, result) => {
		expect(display(keys)).toBe(result);
	});

	it('says that a division by zero cannot be done, and goes on', () => {
		expect(display('8 / 0 =')).toBeNull();
		expect(display('8 / 0 = 5 + 1 =')).toBe('6');
		expect(display(`9 ${'* 9 9 9 9 9 9 9 9 9 9 9 9 9 9 '.repeat(25)}=`)).toBeNull();
	});

	it('remembers a lone number as typed, and forgets it for anything else', () => {
		expect(after('0 1 2 3 4 5').lone).toBe('012345');
		expect(display('0 1 2 3 4 5')).toBe('12345');
		expect(after('1 2 3 4 5 6 back 7').lone).toBe('123457');
		expect(after('1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8').lone).toBe('123456789012345678');
		for (const keys of ['1 2 3 4 5 6 + 1', '1 2 3 . 4 5 6', '1 2 3 4 5 6 sign', '1 + 1 2 3 4 5 6', '1 2 %'])
			expect(after(keys).lone, keys).toBeNull();
		expect(after('1 + 2 = 4 5 6').lone).toBe('456');
	});

	it('takes the keys of any of the keyboards', () => {
		expect(['٣', '۷', ',', '٫', 'Enter', '×', '÷', 'Escape'].map(keyOf)).toEqual([
			'3',
			'7',
			'.',
			'.',
			'=',
			'*',
			'/',
			undefined,
		]);
	});
});
