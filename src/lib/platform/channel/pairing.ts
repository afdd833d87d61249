/**
 * The cryptography of meeting (format and reasons: protocol/pairing.ts). Pure: no storage, no network. The order of
 * steps and what may go wrong on the way are in meeting.ts.
 */
import {
	bytesToBase64url,
	bytesToKey,
	concatBytes,
	constantTimeEqual,
	hkdf,
	sha256,
	utf8,
	type Bytes,
	type SecretKey,
} from '$platform/crypto';
import { PAIRING_INFO, PAIRING_SALT } from '$protocol/pairing';
import { bytesOf, bytesToJson, openEnvelope, sealEnvelope } from './envelope';
import { exportSecret, type GroupState } from './group';
import type * as z from 'zod/mini';

/** Everything about a rendezvous that its seed gives. Ids, tokens and mids are base64url, as on the wire. */
export interface Rendezvous {
	log: string;
	key: SecretKey;
	readToken: string;
	writeToken: string;
	adminToken: string;
	mids: Record<RendezvousItem, string>;
}
export type RendezvousItem = 'offer' | 'answer' | 'reveal' | 'stopPhone' | 'stopWorker';

/** @param seed 15 bytes, from a scanned or typed code */
export async function deriveRendezvous(seed: Uint8Array): Promise<Rendezvous> {
	const part = (info: string, length = 32) => hkdf(seed, info, length, utf8(PAIRING_SALT));
	const text = async (info: string, length?: number) => bytesToBase64url(await part(info, length));
	return {
		log: await text(PAIRING_INFO.log, 16),
		key: bytesToKey(await part(PAIRING_INFO.key)),
		readToken: await text(PAIRING_INFO.read),
		writeToken: await text(PAIRING_INFO.write),
		adminToken: await text(PAIRING_INFO.admin),
		mids: {
			offer: await text(PAIRING_INFO.offer),
			answer: await text(PAIRING_INFO.answer),
			reveal: await text(PAIRING_INFO.reveal),
			stopPhone: await text(PAIRING_INFO.stopPhone),
			stopWorker: await text(PAIRING_INFO.stopWorker),
		},
	};
}

/** What the relay keeps instead of a token: sha256 over its 32 raw bytes. */
export const hashToken = async (token: string): Promise<string> =>
	bytesToBase64url(await sha256(bytesOf(token)));

/** What binds the phone to its share of the digits, and to its key package, before it has seen the worker's. */
export const commitTo = (share: Uint8Array, keyPackage: Uint8Array): Promise<Bytes> =>
	sha256(concatBytes(utf8('rosebay share v1'), share, keyPackage));

export const fitsCommitment = async (commitment: Uint8Array, share: Uint8Array, keyPackage: Uint8Array) =>
	constantTimeEqual(commitment, await commitTo(share, keyPackage));

/**
 * The six digits both screens show. They cover the group's keys, both shares and all the worker answered (name, log and
 * its keys), so that nobody in between can have changed any of it.
 */
export async function digitsOf(
	state: GroupState,
	phoneShare: Uint8Array,
	workerShare: Uint8Array,
	answer: Uint8Array,
): Promise<string> {
	const context = await sha256(concatBytes(phoneShare, workerShare, await sha256(answer)));
	const secret = await exportSecret(state, 'rosebay digits', context, 8);
	return String(new DataView(secret.buffer).getBigUint64(0) % 1_000_000n).padStart(6, '0');
}

/** One of the five things in a rendezvous, sealed under the code. */
export const sealItem = (
	rendezvous: Rendezvous,
	item: RendezvousItem,
	by: 'worker' | 'phone',
	content: unknown,
): Promise<Bytes> =>
	sealEnvelope(
		rendezvous.key,
		{ log: rendezvous.log, mid: rendezvous.mids[item] },
		by === 'worker' ? 0 : 1,
		utf8(JSON.stringify(content)),
	);

/** What it says, and its bytes as they were sealed; null when it does not open or is not as it should be. */
export async function openItem<T>(
	rendezvous: Rendezvous,
	item: RendezvousItem,
	envelope: Uint8Array,
	schema: z.ZodMiniType<T>,
): Promise<{ value: T; bytes: Bytes } | null> {
	const place = { log: rendezvous.log, mid: rendezvous.mids[item] };
	const opened = await openEnvelope(rendezvous.key, place, envelope);
	if (opened === null) return null;
	const parsed = schema.safeParse(bytesToJson(opened.content));
	return parsed.success ? { value: parsed.data, bytes: opened.content } : null;
}
