/**
 * How two people's devices meet. The worker's screen shows one 120-bit seed in two spellings: a QR code and a typed code
 * (code.ts). Both lead to one rendezvous, a log that lives ten minutes; everything about it comes from the seed:
 *
 *   x = HKDF-SHA-256(seed, salt = utf8(PAIRING_SALT), info = utf8(PAIRING_INFO.x))
 *
 * The QR text also carries the hash of the worker's signature key, so that scanning pins the key at once:
 *
 *   RB1: | code (26 characters) | base32(sha256(public key)) (52 characters)      all within QR's alphanumeric mode
 *
 * Five things may stand in a rendezvous, each under a fixed mid, so that the relay takes only the first of each:
 *
 *   offer        phone -> worker   its key package, and a commitment to its share of the digits
 *   answer       worker -> phone   the MLS welcome, the case log with its keys, the worker's key, name and share
 *   reveal       phone -> worker   its share, which must fit the commitment
 *   stop-phone, stop-worker        one side gave up, and why; also how a phone that came second gives the alarm
 *
 * The digits are the MLS exporter over sha256(phone's share | worker's share | sha256(answer)). Without the commitment,
 * somebody who overheard the code and stands between could try a million groups until both screens show the same six
 * digits, which takes seconds; with it there is one try (as in Bluetooth's numeric comparison; Vaudenay 2005).
 *
 * No cryptography here; see platform/channel/pairing.ts.
 */
import * as z from 'zod/mini';
import { base32ToBytes, bytesToBase32 } from './base32';
import { CODE_CHARACTERS, decodeCode, encodeCode } from './code';
import { logIdSchema, tokenSchema } from './relay';

export const PAIRING_SALT = 'rosebay pairing v1';
export const PAIRING_INFO = {
	log: 'log',
	key: 'key',
	read: 'read token',
	write: 'write token',
	admin: 'admin token',
	offer: 'mid offer',
	answer: 'mid answer',
	reveal: 'mid reveal',
	stopPhone: 'mid stop-phone',
	stopWorker: 'mid stop-worker',
} as const;
/** Seconds from the offer on the worker's screen until its code is void. */
export const PAIRING_SECONDS = 600;
const QR_PREFIX = 'RB1:';
const HASH_CHARACTERS = 52;

const bytes32 = tokenSchema;
const base64url = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/), z.maxLength(60_000));
const v = z.literal(1);

export const offerSchema = z.strictObject({ v, keyPackage: base64url, commitment: bytes32 });
export const answerSchema = z.strictObject({
	v,
	welcome: base64url,
	workerKey: bytes32,
	/** How the worker signs. */
	name: z.string().check(z.minLength(1), z.maxLength(254)),
	share: bytes32,
	/** Left out where a survivor is met. */
	kind: z.optional(z.literal('colleagues')),
	log: z.strictObject({
		id: logIdSchema,
		key: bytes32,
		readToken: tokenSchema,
		writeToken: tokenSchema,
		/** Lets her end it too: whoever holds it can delete the log, and nothing more. */
		adminToken: tokenSchema,
	}),
});
export type Answer = z.infer<typeof answerSchema>;
export const revealSchema = z.strictObject({ v, share: bytes32 });
export const STOP_REASONS = ['used', 'different', 'cancelled'] as const;
export const stopSchema = z.strictObject({ v, reason: z.enum(STOP_REASONS) });
export type StopReason = (typeof STOP_REASONS)[number];

/** The text in the QR code. `keyHash` is the sha256 of the worker's public signature key. */
export function pairingToQr(seed: Uint8Array, keyHash: Uint8Array): string {
	return QR_PREFIX + encodeCode(seed) + bytesToBase32(keyHash);
}

/** What was scanned or typed; `keyHash` only when it was scanned. Null when it is neither, or has a slip in it. Never throws. */
export function parsePairing(
	text: string,
): { seed: Uint8Array<ArrayBuffer>; keyHash: Uint8Array<ArrayBuffer> | null } | null {
	const trimmed = text.trim();
	if (!trimmed.toUpperCase().startsWith(QR_PREFIX)) {
		const seed = decodeCode(text);
		return seed === null ? null : { seed, keyHash: null };
	}
	const body = trimmed.slice(QR_PREFIX.length).toUpperCase();
	if (body.length !== CODE_CHARACTERS + HASH_CHARACTERS) return null;
	const seed = decodeCode(body.slice(0, CODE_CHARACTERS));
	const keyHash = base32ToBytes(body.slice(CODE_CHARACTERS), 32);
	return seed === null || keyHash === null ? null : { seed, keyHash };
}
