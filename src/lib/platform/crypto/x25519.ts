/**
 * X25519 (RFC 7748) from @noble, because WebCrypto's is missing on phones a few years old. Not part of the crypto room's
 * index: only moving to another phone wants it.
 */
import { x25519 } from '@noble/curves/ed25519.js';
import { solid, type Bytes } from './bytes';
import { randomBytes, type RandomSource } from './random';

export interface KeyPair {
	secretKey: Bytes;
	publicKey: Bytes;
}

export function x25519Pair(random: RandomSource = randomBytes): KeyPair {
	const secretKey = random(32);
	return { secretKey, publicKey: solid(x25519.getPublicKey(secretKey)) };
}

/** 32 bytes, not yet a key: put them through `hkdf`. Null for a public key that would give the same to everybody. */
export function x25519Shared(secretKey: Uint8Array, publicKey: Uint8Array): Bytes | null {
	try {
		return solid(x25519.getSharedSecret(secretKey, publicKey));
	} catch {
		return null;
	}
}
