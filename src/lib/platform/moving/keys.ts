/**
 * The cryptography of moving to another phone (format and reasons: protocol/transfer.ts). Pure: no storage, no network.
 * The order of steps and what may go wrong on the way are in transfer.ts.
 */
import {
	bytesToBase64url,
	bytesToKey,
	concatBytes,
	constantTimeEqual,
	hkdf,
	hkdfKey,
	sha256,
	utf8,
	type Bytes,
	type SecretKey,
} from '$platform/crypto';
import { x25519Shared, type KeyPair } from '$platform/crypto/x25519';
import {
	TRANSFER_INFO,
	TRANSFER_LABEL,
	TRANSFER_SALT,
	TRANSFER_SECRET_INFO,
	type Share,
} from '$protocol/transfer';

/** Everything about a transfer's log that its seed gives. Ids, tokens and mids are base64url, as on the wire. */
export interface Place {
	log: string;
	logBytes: Bytes;
	key: SecretKey;
	readToken: string;
	writeToken: string;
	adminToken: string;
	/** What the relay keeps instead of the tokens. */
	hashes: { readTokenHash: string; writeTokenHash: string; adminTokenHash: string };
	mids: Record<'commit' | 'share' | 'reveal' | 'stopNew' | 'stopOld', string>;
}

/** @param seed 15 bytes, from a scanned or typed code */
export async function derivePlace(seed: Uint8Array): Promise<Place> {
	const part = (info: string, length = 32) => hkdf(seed, info, length, utf8(TRANSFER_SALT));
	const mid = async (info: string) => bytesToBase64url(await part(info));
	const [logBytes, read, write, admin] = [
		await part(TRANSFER_INFO.log, 16),
		await part(TRANSFER_INFO.read),
		await part(TRANSFER_INFO.write),
		await part(TRANSFER_INFO.admin),
	];
	const hashOf = async (token: Bytes) => bytesToBase64url(await sha256(token));
	return {
		log: bytesToBase64url(logBytes),
		logBytes,
		key: bytesToKey(await part(TRANSFER_INFO.key)),
		readToken: bytesToBase64url(read),
		writeToken: bytesToBase64url(write),
		adminToken: bytesToBase64url(admin),
		hashes: {
			readTokenHash: await hashOf(read),
			writeTokenHash: await hashOf(write),
			adminTokenHash: await hashOf(admin),
		},
		mids: {
			commit: await mid(TRANSFER_INFO.commit),
			share: await mid(TRANSFER_INFO.share),
			reveal: await mid(TRANSFER_INFO.reveal),
			stopNew: await mid(TRANSFER_INFO.stopNew),
			stopOld: await mid(TRANSFER_INFO.stopOld),
		},
	};
}

/** What binds the new phone to its key and nonce before it has seen the old one's. */
export const commitTo = ({ logBytes }: Place, { key, nonce }: Share): Promise<Bytes> =>
	sha256(concatBytes(utf8(TRANSFER_LABEL.commitment), logBytes, key, nonce));

export const fitsCommitment = async (place: Place, commitment: Uint8Array, share: Share): Promise<boolean> =>
	constantTimeEqual(commitment, await commitTo(place, share));

/** What only the two phones know, once each has the other's share. */
export interface Agreed {
	/** Six digits both screens show. They cover everything that was said before. */
	digits: string;
	fromOld: SecretKey;
	fromNew: SecretKey;
	mids: Record<'same' | 'head' | 'got' | 'kept', string>;
	partMid: (part: number) => Promise<string>;
}

/**
 * @param mine this phone's pair; its public half is in one of the two shares
 * @returns null when the other's key is one that gives everybody the same secret
 */
export async function agree(
	place: Place,
	mine: KeyPair,
	shares: { commitment: Uint8Array; old: Share; fresh: Share },
): Promise<Agreed | null> {
	const { commitment, old, fresh } = shares;
	const theirs = constantTimeEqual(mine.publicKey, old.key) ? fresh.key : old.key;
	const secret = x25519Shared(mine.secretKey, theirs);
	if (secret === null) return null;
	const transcript = await sha256(
		concatBytes(
			utf8(TRANSFER_LABEL.transcript),
			place.logBytes,
			commitment,
			old.key,
			old.nonce,
			fresh.key,
			fresh.nonce,
		),
	);
	const mid = async (info: string) => bytesToBase64url(await hkdf(secret, info, 32, transcript));
	const number = await hkdf(secret, TRANSFER_SECRET_INFO.digits, 8, transcript);
	return {
		digits: String(new DataView(number.buffer).getBigUint64(0) % 1_000_000n).padStart(6, '0'),
		fromOld: await hkdfKey(secret, TRANSFER_SECRET_INFO.fromOld, transcript),
		fromNew: await hkdfKey(secret, TRANSFER_SECRET_INFO.fromNew, transcript),
		mids: {
			same: await mid(TRANSFER_SECRET_INFO.same),
			head: await mid(TRANSFER_SECRET_INFO.head),
			got: await mid(TRANSFER_SECRET_INFO.got),
			kept: await mid(TRANSFER_SECRET_INFO.kept),
		},
		partMid: (part) => mid(TRANSFER_SECRET_INFO.part + String(part)),
	};
}
