/** Who somebody is in the channel, and what they hand over to be added to a group. */
import { encodeMlsMessage, generateKeyPackageWithKey, type KeyPackage } from 'ts-mls';
import { concatBytes, sha256, type Bytes } from '$platform/crypto';
import { capabilities, CLOCK_SLIP, credential, decodeWhole, KEY_PACKAGE_LIFE, own, suite } from './library';

const SECRET_BYTES = 32;

/** 32 bytes of Ed25519 each. The public key is who somebody is in this channel; there are no names or accounts. */
export interface Identity {
	publicKey: Bytes;
	secretKey: Bytes;
}
/** `secret` must be destroyed once the group is joined. */
export interface OwnKeyPackage {
	public: Bytes;
	secret: Bytes;
}

export async function createIdentity(): Promise<Identity> {
	const { publicKey, signKey } = await suite.signature.keygen();
	return { publicKey: own(publicKey), secretKey: own(signKey) };
}

/** SHA-256 of a public key: what the QR code carries. */
export const keyHash = (publicKey: Uint8Array): Promise<Bytes> => sha256(publicKey);

/**
 * What is handed over to be added to a group, good for 24 hours.
 * @param now milliseconds; take the relay's clock where it is known, a phone's may be years off
 */
export async function createKeyPackage(identity: Identity, now: number): Promise<OwnKeyPackage> {
	const seconds = BigInt(Math.floor(now / 1000));
	const lifetime = { notBefore: seconds - CLOCK_SLIP, notAfter: seconds + KEY_PACKAGE_LIFE };
	const pair = { publicKey: identity.publicKey, signKey: identity.secretKey };
	const { publicPackage, privatePackage } = await generateKeyPackageWithKey(
		credential(identity.publicKey),
		capabilities,
		lifetime,
		[],
		pair,
		suite,
	);
	const message = encodeMlsMessage({
		version: 'mls10',
		wireformat: 'mls_key_package',
		keyPackage: publicPackage,
	});
	const secret = concatBytes(privatePackage.initPrivateKey, privatePackage.hpkePrivateKey);
	return { public: own(message), secret };
}

export function decodeKeyPackage(bytes: Uint8Array): KeyPackage | null {
	const message = decodeWhole(bytes);
	return message?.wireformat === 'mls_key_package' ? message.keyPackage : null;
}

/** The signature key inside a key package. Nothing about it is checked yet; {@link addMember} does. */
export function keyPackageOwner(bytes: Uint8Array): Bytes | null {
	const keyPackage = decodeKeyPackage(bytes);
	return keyPackage === null ? null : own(keyPackage.leafNode.signaturePublicKey);
}

/** Of the last 24 hours, and for no longer. */
export function isFresh(keyPackage: KeyPackage, now: number): boolean {
	const seconds = BigInt(Math.floor(now / 1000));
	const { notBefore, notAfter } = keyPackage.leafNode.lifetime;
	const tooLong = notAfter - notBefore > KEY_PACKAGE_LIFE + CLOCK_SLIP;
	return !tooLong && notBefore <= seconds && notAfter >= seconds;
}

/** What entering a group takes of it. */
export const privateOf = (made: OwnKeyPackage, identity: Identity) => ({
	initPrivateKey: made.secret.slice(0, SECRET_BYTES),
	hpkePrivateKey: made.secret.slice(SECRET_BYTES),
	signaturePrivateKey: own(identity.secretKey),
});
