import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODE_ALPHABET, decodeCode, encodeCode, formatCode } from './code';

const seeds = fc.uint8Array({ minLength: 15, maxLength: 15 });

describe('a code that is read out and typed', () => {
	test('comes back as the same 15 bytes, however it is typed', () => {
		fc.assert(
			fc.property(seeds, (seed) => {
				const code = encodeCode(seed);
				expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
				const asTyped = [
					code,
					formatCode(code),
					` ${formatCode(code).toLowerCase().replaceAll('-', ' – ')}\n`,
					code.replaceAll('0', 'o').replaceAll('1', 'l'),
					`\u200e${code.replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)))}\u200f`,
					code.replace(/\d/g, (digit) => String.fromCharCode(0x06f0 + Number(digit))),
				];
				for (const typed of asTyped) expect(decodeCode(typed)).toEqual(new Uint8Array(seed));
			}),
		);
	});

	test('every single wrong character and every swap of two neighbours is noticed', () => {
		for (let round = 0; round < 20; round += 1) {
			const code = encodeCode(randomBytes(15));
			for (let at = 0; at < 26; at += 1) {
				for (const other of CODE_ALPHABET) {
					if (other === code[at]) continue;
					expect(decodeCode(code.slice(0, at) + other + code.slice(at + 1))).toBeNull();
				}
				if (at === 25 || code[at] === code[at + 1]) continue;
				const swapped = `${code.slice(0, at)}${code.charAt(at + 1)}${code.charAt(at)}${code.slice(at + 2)}`;
				expect(decodeCode(swapped)).toBeNull();
			}
		}
	});

	test('stays the same for ever', () => {
		expect(formatCode(encodeCode(Uint8Array.from({ length: 15 }, (_, at) => at * 17)))).toBe(
			'008J-4CT4-ANK7-F24S-NAXW-SQFE-ES',
		);
	});

	test('anything else is no code, and quickly so', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (typed) => {
				const seed = decodeCode(typed);
				expect(seed === null || seed.length === 15).toBe(true);
			}),
			{ numRuns: 500 },
		);
		expect(decodeCode('-'.repeat(10_000_000))).toBeNull();
		expect(decodeCode('')).toBeNull();
	});

	test('a seed of another length is a mistake of ours', () => {
		expect(() => encodeCode(new Uint8Array(16))).toThrow(RangeError);
	});
});
