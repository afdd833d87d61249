import { describe, expect, it } from 'vitest';
import { countdown, laboratoryYears, pinProblem, secretFrom } from './secret';

describe('a PIN that someone near her would guess', () => {
	it.each([
		['000000', 'repeated'],
		['111111', 'repeated'],
		['121212', 'repeated'],
		['123123', 'repeated'],
		['1231231', 'repeated'],
		['123456', 'sequence'],
		['567890', 'sequence'],
		['987654', 'sequence'],
		['32109876', 'sequence'],
		['12345', 'too-short'],
		['', 'too-short'],
		['12a456', 'not-digits'],
		['hello there', 'not-digits'],
	])('%s is refused: %s', (pin, problem) => {
		expect(pinProblem(pin)).toBe(problem);
	});

	it.each(['481902', '194857362', '112358'])('%s will do', (pin) => {
		expect(pinProblem(pin)).toBeNull();
	});
});

describe('the same secret, whichever keyboard is on', () => {
	it('reads Arabic and Persian digits', () => {
		expect(secretFrom('٤٨١٩٠٢')).toBe('481902');
		expect(secretFrom('۴۸۱۹۰۲')).toBe('481902');
		expect(pinProblem('١٢٣٤٥٦')).toBe('sequence');
	});

	it('drops blanks from a PIN and evens them out between words', () => {
		expect(secretFrom(' 481 902 ')).toBe('481902');
		expect(secretFrom('  River   stone\tLamp ')).toBe('river stone lamp');
	});

	it('does not mind how accents are put together', () => {
		expect(secretFrom('cafe\u0301 lune')).toBe(secretFrom('caf\u00e9 lune'));
	});

	it('changes nothing the second time', () => {
		const once = secretFrom(' Niño  ٣ Árbol ');
		expect(secretFrom(once)).toBe(once);
	});
});

it('counts down as a clock does, never below zero', () => {
	expect(countdown(5_000)).toBe('0:05');
	expect(countdown(4_001)).toBe('0:05');
	expect(countdown(61_000)).toBe('1:01');
	expect(countdown(900_000)).toBe('15:00');
	expect(countdown(-20)).toBe('0:00');
});

it('says what five or six words are worth against the laboratory that needs ten minutes for a PIN', () => {
	expect(laboratoryYears(55)).toBe(600_000);
	expect(laboratoryYears(60)).toBe(20_000_000);
});
