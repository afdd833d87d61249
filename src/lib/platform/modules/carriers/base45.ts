/**
 * Base45 (RFC 9285): two bytes as three of the 45 characters that a QR code packs into 16.5 bits. Of 700 bytes this makes a
 * code of version 19, where base64url, which needs whole bytes, makes 22.
 */
import { solid, type Bytes } from '$platform/crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

export function bytesToBase45(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += 2) {
		const [first = 0, second] = bytes.subarray(at, at + 2);
		let rest = second === undefined ? first : first * 256 + second;
		for (let digits = second === undefined ? 2 : 3; digits > 0; digits -= 1) {
			text += ALPHABET.charAt(rest % 45);
			rest = Math.floor(rest / 45);
		}
	}
	return text;
}

/** The bytes, or null for any text that {@link bytesToBase45} never writes. */
export function base45ToBytes(text: string): Bytes | null {
	if (text.length % 3 === 1) return null;
	const bytes = new Uint8Array(Math.floor((text.length * 2) / 3));
	for (let at = 0, to = 0; at < text.length; at += 3, to += 2) {
		const group = text.slice(at, at + 3);
		let value = 0;
		for (let digit = group.length - 1; digit >= 0; digit -= 1) {
			const one = ALPHABET.indexOf(group.charAt(digit));
			if (one < 0) return null;
			value = value * 45 + one;
		}
		if (value > (group.length === 3 ? 0xffff : 0xff)) return null;
		if (group.length === 3) bytes[to] = value >> 8;
		bytes[group.length === 3 ? to + 1 : to] = value & 0xff;
	}
	return solid(bytes);
}
