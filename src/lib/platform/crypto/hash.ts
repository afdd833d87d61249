/** SHA-256 (FIPS 180-4), HMAC-SHA-256 (RFC 2104) and HKDF-SHA-256 (RFC 5869), by WebCrypto. */
import { solid, utf8, type Bytes } from './bytes';
import { bytesToKey, KEY_BYTES, type SecretKey } from './keys';

export const sha256 = async (bytes: Uint8Array): Promise<Bytes> =>
	new Uint8Array(await crypto.subtle.digest('SHA-256', solid(bytes)));

/** 32 bytes. Compare with `constantTimeEqual`. */
export async function hmacSha256(key: Uint8Array, message: Uint8Array): Promise<Bytes> {
	const imported = await crypto.subtle.importKey(
		'raw',
		solid(key),
		{ name: 'HMAC', hash: 'SHA-256' },
		false,
		['sign'],
	);
	return new Uint8Array(await crypto.subtle.sign('HMAC', imported, solid(message)));
}

/**
 * `length` bytes for one purpose. `info` names the purpose; two purposes must never share it. For secrets with full
 * entropy only; a PIN goes through Argon2id first.
 * @param salt public, may be empty when the secret is uniformly random
 */
export async function hkdf(
	secret: Uint8Array,
	info: string | Uint8Array,
	length: number,
	salt: Uint8Array = new Uint8Array(),
): Promise<Bytes> {
	const imported = await crypto.subtle.importKey('raw', solid(secret), 'HKDF', false, ['deriveBits']);
	const about = typeof info === 'string' ? utf8(info) : solid(info);
	const params = { name: 'HKDF', hash: 'SHA-256', salt: solid(salt), info: about };
	return new Uint8Array(await crypto.subtle.deriveBits(params, imported, length * 8));
}

/** {@link hkdf}, taken as a key. */
export const hkdfKey = async (secret: Uint8Array, info: string, salt?: Uint8Array): Promise<SecretKey> =>
	bytesToKey(await hkdf(secret, info, KEY_BYTES, salt));
