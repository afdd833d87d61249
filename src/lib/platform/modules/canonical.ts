/** One spelling for one value (RFC 8785), so that what is signed is the same bytes everywhere. */
import canonicalize from 'canonicalize';
import { bytesToBase64url, sha256, utf8, type Bytes } from '$platform/crypto';

/** The labels in front of what is signed: a signature for one purpose is none for another. */
export type Purpose = 'author' | 'translation' | 'review';

/** @throws on what is no JSON value; everything here has come through a schema */
export function canonicalText(value: unknown): string {
	const text = canonicalize(value);
	if (text === undefined) throw new TypeError('Not a JSON value');
	return text;
}

export const canonicalBytes = (value: unknown): Bytes => utf8(canonicalText(value));

/** What is signed: the label, a line end, the value. */
export function signedBytes(purpose: Purpose, value: unknown): Bytes {
	return utf8(`rosebay/module/1 ${purpose}\n${canonicalText(value)}`);
}

/** SHA-256 of the value, base64url: how a translation and a review name what they belong to. */
export const hashOf = async (value: unknown): Promise<string> =>
	bytesToBase64url(await sha256(canonicalBytes(value)));
