/** Bytes in the alphabet of codes (code.ts), as they stand in a QR code beside one. No secrecy and no checksum here. */
import { CODE_ALPHABET } from './code';

/** Five bits a character, the last one filled up with zeros. */
export function bytesToBase32(bytes: Uint8Array): string {
	let bits = '';
	for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
	return (bits.match(/.{1,5}/g) ?? [])
		.map((five) => CODE_ALPHABET.charAt(parseInt(five.padEnd(5, '0'), 2)))
		.join('');
}

/** `length` bytes, or null when the text is not how {@link bytesToBase32} spells that many. Never throws. */
export function base32ToBytes(text: string, length: number): Uint8Array<ArrayBuffer> | null {
	if (text.length !== Math.ceil((length * 8) / 5)) return null;
	let bits = '';
	for (const character of text) {
		const value = CODE_ALPHABET.indexOf(character);
		if (value < 0) return null;
		bits += value.toString(2).padStart(5, '0');
	}
	if (bits.slice(length * 8).includes('1')) return null;
	return Uint8Array.from({ length }, (_, at) => parseInt(bits.slice(at * 8, at * 8 + 8), 2));
}
