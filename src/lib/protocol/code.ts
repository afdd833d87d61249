/**
 * Codes that one person reads out and another types: staff invites and pairing codes. 26 characters of Crockford's
 * base32: 24 carry 120 random bits (15 bytes), 2 carry a 10-bit checksum, so that a slip of the finger is told apart
 * from a code that has expired. The checksum is no secret and protects against nobody.
 *
 * The checksum is a CRC-10 (polynomial x^10+x^9+x^5+x^4+x+1, 0x233) over the 15 bytes: it finds every single wrong
 * character and every two neighbours swapped, since both are bursts of at most 10 bits; other slips pass 1 in 1024.
 *
 * This file does no cryptography: what is derived from the 15 bytes stands in invite.ts and pairing.ts.
 */

/** Crockford's base32: no I, L, O, U. https://www.crockford.com/base32.html */
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Random bytes in a code. */
export const CODE_SEED_BYTES = 15;
/** Characters in a code, without the dashes it is shown with. */
export const CODE_CHARACTERS = 26;
const SEED_CHARACTERS = 24;
const GROUP = 4;
const CRC_POLYNOMIAL = 0x233;

function checksum(seed: Uint8Array): number {
	let crc = 0;
	for (const byte of seed) {
		for (let bit = 7; bit >= 0; bit -= 1) {
			const carry = ((crc >> 9) & 1) ^ ((byte >> bit) & 1);
			crc = (crc << 1) & 0x3ff;
			if (carry === 1) crc ^= CRC_POLYNOMIAL;
		}
	}
	return crc;
}

/**
 * The 26 characters for 15 random bytes, without dashes.
 * @throws {RangeError} when the seed is not 15 bytes.
 */
export function encodeCode(seed: Uint8Array): string {
	if (seed.length !== CODE_SEED_BYTES) throw new RangeError('A code carries 15 bytes');
	let bits = '';
	for (const byte of seed) bits += byte.toString(2).padStart(8, '0');
	bits += checksum(seed).toString(2).padStart(10, '0');
	let code = '';
	for (let at = 0; at < bits.length; at += 5)
		code += CODE_ALPHABET.charAt(parseInt(bits.slice(at, at + 5), 2));
	return code;
}

/** The code as it is shown: groups of four with dashes, `7K3M-...-Q2`. Always shown left to right. */
export function formatCode(code: string): string {
	return (code.match(new RegExp(`.{1,${String(GROUP)}}`, 'g')) ?? []).join('-');
}

/**
 * What was typed, as 26 characters would stand in the alphabet: any case, blanks, dashes and invisible direction marks
 * ignored; O is 0, I and L are 1; full-width letters and the digits of Arabic and Persian keyboards are understood.
 */
export function normaliseCode(typed: string): string {
	return typed
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
		.replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
		.replace(/[\s\p{Pd}\p{Cf}_.\u0640\u2212]/gu, '')
		.replace(/O/g, '0')
		.replace(/[IL]/g, '1');
}

/** The 15 bytes of a typed code, or `null` when it is not one: wrong length, a stray character, or a slip. Never throws. */
export function decodeCode(typed: string): Uint8Array<ArrayBuffer> | null {
	// Anything longer than a code with generous blanks is not a code, and is not worth looking through.
	if (typed.length > 256) return null;
	const code = normaliseCode(typed);
	if (code.length !== CODE_CHARACTERS) return null;
	let bits = '';
	for (const character of code) {
		const value = CODE_ALPHABET.indexOf(character);
		if (value < 0) return null;
		bits += value.toString(2).padStart(5, '0');
	}
	const seed = new Uint8Array(CODE_SEED_BYTES);
	for (let at = 0; at < CODE_SEED_BYTES; at += 1) seed[at] = parseInt(bits.slice(at * 8, at * 8 + 8), 2);
	return checksum(seed) === parseInt(bits.slice(SEED_CHARACTERS * 5), 2) ? seed : null;
}
