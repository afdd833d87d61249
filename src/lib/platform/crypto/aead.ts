/**
 * AES-256-GCM by WebCrypto (NIST SP 800-38D). Does not pad, does not remember nonces: a random 96-bit nonce is safe for
 * 2^32 sealings under one key, far beyond what a phone writes.
 */
import { concatBytes, solid, type Bytes } from './bytes';
import {
	bytesToNonce,
	NONCE_BYTES,
	SEAL_OVERHEAD,
	type Ciphertext,
	type Nonce,
	type SecretKey,
} from './keys';
import { randomBytes } from './random';

/** Importing takes as long as sealing a small row, and the bytes of a key never change: once for each. */
const imported = new WeakMap<SecretKey, Promise<CryptoKey>>();

function importKey(key: SecretKey): Promise<CryptoKey> {
	const known = imported.get(key);
	if (known) return known;
	const importing = crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
	imported.set(key, importing);
	return importing;
}

export const randomNonce = (): Nonce => bytesToNonce(randomBytes(NONCE_BYTES));

/**
 * Seal `plaintext`, bound to `aad`, as `nonce | ciphertext | tag`.
 * @param nonce only for vectors; leave it out everywhere else
 */
export async function seal(
	key: SecretKey,
	plaintext: Uint8Array,
	aad: Uint8Array,
	nonce: Nonce = randomNonce(),
): Promise<Ciphertext> {
	const sealed = await crypto.subtle.encrypt(
		{ name: 'AES-GCM', iv: nonce, additionalData: solid(aad) },
		await importKey(key),
		solid(plaintext),
	);
	return concatBytes(nonce, new Uint8Array(sealed)) as Ciphertext;
}

/** The plaintext, or `null` when key, bytes or `aad` are not those it was sealed with. Never throws for bad input. */
export async function open(key: SecretKey, sealed: Uint8Array, aad: Uint8Array): Promise<Bytes | null> {
	if (sealed.length < SEAL_OVERHEAD) return null;
	const bytes = solid(sealed);
	const cryptoKey = await importKey(key);
	try {
		const plaintext = await crypto.subtle.decrypt(
			{ name: 'AES-GCM', iv: bytes.subarray(0, NONCE_BYTES), additionalData: solid(aad) },
			cryptoKey,
			bytes.subarray(NONCE_BYTES),
		);
		return new Uint8Array(plaintext);
	} catch {
		return null;
	}
}
