/**
 * Branded bytes, so that a key cannot be handed in where a nonce is wanted. A brand is a promise about meaning, made in
 * the few places that create one; it costs nothing at run time.
 */
import { solid, type Bytes } from './bytes';
import { randomBytes, type RandomSource } from './random';

declare const brand: unique symbol;
type Branded<Name extends string> = Bytes & { readonly [brand]: Name };

/** 32 secret bytes. */
export type SecretKey = Branded<'SecretKey'>;
/** 12 bytes, never used twice under one key. */
export type Nonce = Branded<'Nonce'>;
/** `nonce (12) | ciphertext | tag (16)`. */
export type Ciphertext = Branded<'Ciphertext'>;

export const KEY_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
/** What sealing adds to a plaintext. */
export const SEAL_OVERHEAD = NONCE_BYTES + TAG_BYTES;

/** Take 32 bytes as a key. Throws on any other length: keys are never cut or stretched silently. */
export function bytesToKey(bytes: Uint8Array): SecretKey {
	if (bytes.length !== KEY_BYTES) throw new RangeError('A key has 32 bytes');
	return solid(bytes) as SecretKey;
}

export const randomKey = (random: RandomSource = randomBytes): SecretKey => bytesToKey(random(KEY_BYTES));

export function bytesToNonce(bytes: Uint8Array): Nonce {
	if (bytes.length !== NONCE_BYTES) throw new RangeError('A nonce has 12 bytes');
	return solid(bytes) as Nonce;
}

/** Bytes from disk or wire that claim to be sealed; `open` finds out. */
export const bytesToCiphertext = (bytes: Uint8Array): Ciphertext => solid(bytes) as Ciphertext;
