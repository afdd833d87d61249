/**
 * Bytes and their spellings. No secrecy here: nothing in this file is constant-time except what says so.
 */

/** Bytes over memory of their own: what WebCrypto, IndexedDB and OPFS take. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The same bytes, copied only when they lie in shared memory (which WebCrypto refuses). */
export const solid = (bytes: Uint8Array): Bytes =>
	bytes.buffer instanceof ArrayBuffer ? (bytes as Bytes) : new Uint8Array(bytes);

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** Throws on bytes that are not UTF-8: they were sealed by us, so it is a bug or an attack, never a typing slip. */
export const utf8ToText = (bytes: Uint8Array): string =>
	new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);

export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** Base64url without padding (RFC 4648, section 5). */
export function bytesToBase64url(bytes: Uint8Array): string {
	let text = '';
	// In steps, because spreading a large array into arguments overflows the stack.
	for (let at = 0; at < bytes.length; at += 8192)
		text += String.fromCharCode(...bytes.subarray(at, at + 8192));
	return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * The bytes, or `null` when the text is not canonical base64url without padding: one value has one spelling, so that
 * a changed spelling can never pass for another message.
 */
export function base64urlToBytes(text: string): Bytes | null {
	if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
	const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	const bytes = Uint8Array.from(raw, (character) => character.charCodeAt(0));
	return bytesToBase64url(bytes) === text ? bytes : null;
}

/** True when equal; the time taken depends on the lengths only. */
export function constantTimeEqual(a: Uint8Array, b: Uint8Array): boolean {
	if (a.length !== b.length) return false;
	let difference = 0;
	for (let at = 0; at < a.length; at++) difference |= (a[at] ?? 0) ^ (b[at] ?? 0);
	return difference === 0;
}
