/**
 * What MLS needs from below, for its suite 0x0001 (MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519, RFC 9420 section 17.1).
 *
 * The library's own providers ask WebCrypto for X25519 and Ed25519 and have no fallback; phones a few years old lack
 * both. Here the curves come from @noble, the key encapsulation from @hpke/dhkem-x25519 (which is @noble inside), and
 * only AES-GCM, which every browser has, from WebCrypto (inside @hpke/core).
 *
 * Not part of the crypto room's index: only the channel wants these 40 KB, and only once somebody talks.
 */
import { Aes128Gcm, CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { gcm } from '@noble/ciphers/aes.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { expand, extract } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { CiphersuiteImpl, Hpke, PrivateKey, PublicKey } from 'ts-mls';
import { constantTimeEqual } from './bytes';
import { randomBytes, type RandomSource } from './random';

export const MLS_SUITE = 'MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519';

/** @hpke/core takes `ArrayBuffer`s; a view of a larger buffer must be cut out first. */
const cut = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** Ed25519 (RFC 8032): 32-byte secret, 32-byte public key. `verify` is false, never an exception, for any bytes. */
const signature: CiphersuiteImpl['signature'] = {
	sign: (secret, message) => Promise.resolve(ed25519.sign(message, secret)),
	verify(publicKey, message, signed) {
		try {
			return Promise.resolve(ed25519.verify(signed, message, publicKey));
		} catch {
			return Promise.resolve(false);
		}
	},
	keygen() {
		const { secretKey: signKey, publicKey } = ed25519.keygen();
		return Promise.resolve({ signKey, publicKey });
	},
};

const hash: CiphersuiteImpl['hash'] = {
	digest: (data) => Promise.resolve(sha256(data)),
	mac: (key, data) => Promise.resolve(hmac(sha256, key, data)),
	verifyMac: (key, mac, data) => Promise.resolve(constantTimeEqual(hmac(sha256, key, data), mac)),
};

const kdf: CiphersuiteImpl['kdf'] = {
	extract: (salt, ikm) => Promise.resolve(extract(sha256, ikm, salt)),
	expand: (prk, info, length) => Promise.resolve(expand(sha256, prk, info, length)),
	size: 32,
};

/** HPKE base mode (RFC 9180). Opening rejects when the bytes do not fit the key; group.ts turns that into a value. */
function createHpke(): Hpke {
	const suite = new CipherSuite({
		kem: new DhkemX25519HkdfSha256(),
		kdf: new HkdfSha256(),
		aead: new Aes128Gcm(),
	});
	const none = new Uint8Array();
	const pair = ({ privateKey, publicKey }: CryptoKeyPair) => ({
		privateKey: privateKey as PrivateKey,
		publicKey: publicKey as PublicKey,
	});
	return {
		async seal(recipientPublicKey, plaintext, info, aad = none) {
			const sealed = await suite.seal({ recipientPublicKey, info: cut(info) }, cut(plaintext), cut(aad));
			return { ct: new Uint8Array(sealed.ct), enc: new Uint8Array(sealed.enc) };
		},
		async open(recipientKey, enc, ciphertext, info, aad = none) {
			const recipient = { recipientKey, enc: cut(enc), info: cut(info) };
			return new Uint8Array(await suite.open(recipient, cut(ciphertext), cut(aad)));
		},
		async exportSecret(recipientPublicKey, context, length, info) {
			const sender = await suite.createSenderContext({ recipientPublicKey, info: cut(info) });
			const secret = await sender.export(cut(context), length);
			return { enc: new Uint8Array(sender.enc), secret: new Uint8Array(secret) };
		},
		async importSecret(recipientKey, context, enc, length, info) {
			const recipient = await suite.createRecipientContext({ recipientKey, enc: cut(enc), info: cut(info) });
			return new Uint8Array(await recipient.export(cut(context), length));
		},
		importPrivateKey: async (key) => (await suite.kem.deserializePrivateKey(cut(key))) as PrivateKey,
		importPublicKey: async (key) => (await suite.kem.deserializePublicKey(cut(key))) as PublicKey,
		exportPrivateKey: async (key) => new Uint8Array(await suite.kem.serializePrivateKey(key)),
		exportPublicKey: async (key) => new Uint8Array(await suite.kem.serializePublicKey(key)),
		deriveKeyPair: async (seed) => pair(await suite.kem.deriveKeyPair(cut(seed))),
		generateKeyPair: async () => pair(await suite.kem.generateKeyPair()),
		// Not async: a wrong tag must reject, not throw, whatever the caller does.
		encryptAead: (key, nonce, aad, plaintext) =>
			Promise.resolve(gcm(key, nonce, aad ?? none).encrypt(plaintext)),
		decryptAead: async (key, nonce, aad, ciphertext) =>
			Promise.resolve(gcm(key, nonce, aad ?? none).decrypt(ciphertext)),
		keyLength: 16,
		nonceLength: 12,
	};
}

/**
 * The suite as ts-mls wants it.
 * @param random for ids and nonces; the curves' own key generation always uses the platform's randomness
 */
export const createMlsSuite = (random: RandomSource = randomBytes): CiphersuiteImpl => ({
	name: MLS_SUITE,
	hash,
	kdf,
	signature,
	hpke: createHpke(),
	rng: { randomBytes: random },
});
