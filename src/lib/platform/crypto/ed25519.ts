/**
 * Ed25519 (RFC 8032) for what people sign and pass on: modules. From @noble, because phones a few years old do not have it
 * in WebCrypto. A side door of the crypto room: only who makes or reads a module fetches it.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { solid, type Bytes } from './bytes';

/** A fresh secret (32 bytes). */
export const newSigningKey = (): Bytes => solid(ed25519.utils.randomSecretKey());

/** The public key (32 bytes) of a secret. Throws when the secret does not have 32 bytes. */
export const signingKeyToPublic = (secret: Uint8Array): Bytes => solid(ed25519.getPublicKey(secret));

/** 64 bytes. */
export const signBytes = (message: Uint8Array, secret: Uint8Array): Bytes =>
	solid(ed25519.sign(message, secret));

/** By the strict rules of RFC 8032, so that two programs never differ about a signature. False for any other bytes. */
export function isSignedBy(message: Uint8Array, signature: Uint8Array, publicKey: Uint8Array): boolean {
	try {
		return ed25519.verify(signature, message, publicKey, { zip215: false });
	} catch {
		return false;
	}
}
