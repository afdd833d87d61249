/**
 * How everything moves from one phone to another, version 1. The new phone shows one 120-bit seed in two spellings, a QR
 * code and a typed code (code.ts). Both lead to one log on the relay that lives fifteen minutes (`openTransferSchema` in
 * relay.ts); everything about that log comes from the seed:
 *
 *   x = HKDF-SHA-256(seed, salt = utf8(TRANSFER_SALT), info = utf8(TRANSFER_INFO.x))
 *
 * The QR text carries the new phone's commitment too, so that scanning pins its key at once:
 *
 *   RB2: | code (26 characters) | base32(commitment) (52 characters)        all within QR's alphanumeric mode
 *
 * What lies in the log, each an envelope (envelope.ts; slot 0 is the old phone, 1 the new one) under a mid of its own, so
 * that the relay takes only the first of each. Contents begin with a version byte, 1; numbers are big endian.
 *
 *   under the code's key:
 *   commit      new -> old   1 | commitment (32)
 *   share       old -> new   1 | X25519 key (32) | nonce (32)
 *   reveal      new -> old   1 | X25519 key (32) | nonce (32), which must fit the commitment
 *   stop-new, stop-old       1 | reason (1): one side gave up, and why
 *
 *   under keys that only the two phones know:
 *   same        new -> old   1                                    the digits are the same, said on the new phone
 *   head        old -> new   1 | bytes in all (4) | parts (2)     sent only when both have said so
 *   part 0...   old -> new   1 | TRANSFER_PART_BYTES of content; the last one fewer
 *   got         new -> old   1                                    all of it came and can be read
 *   kept        new -> old   1                                    it is on the new phone's disk, under a lock of its own
 *
 * Keys: commitment = sha256(utf8(label) | log | key | nonce); transcript = sha256(utf8(label) | log | commitment | old key
 * | old nonce | new key | new nonce); x = HKDF-SHA-256(X25519(...), salt = transcript, info). From it come the six digits
 * (8 bytes, modulo a million), one key for each direction, and the mids of what lies under them.
 *
 * Whoever overheard the code reads the first four and nothing else. Standing in between needs the same digits on both
 * screens; since the new phone committed before it saw the old one's share, there is one try in a million, not a search
 * (pairing.ts has the same, and the reasons). The content is the inside of a backup (platform/moving/format.ts).
 *
 * No cryptography here; see platform/moving/keys.ts.
 */
import { CODE_CHARACTERS, decodeCode, encodeCode } from './code';
import { base32ToBytes, bytesToBase32 } from './base32';
import { MAX_CONTENT_BYTES } from './envelope';

export const TRANSFER_VERSION = 1;
export const TRANSFER_SALT = 'rosebay transfer v1';
export const TRANSFER_INFO = {
	log: 'log',
	key: 'key',
	read: 'read token',
	write: 'write token',
	admin: 'admin token',
	commit: 'mid commit',
	share: 'mid share',
	reveal: 'mid reveal',
	stopNew: 'mid stop-new',
	stopOld: 'mid stop-old',
} as const;
export const TRANSFER_LABEL = {
	commitment: 'rosebay transfer commitment v1',
	transcript: 'rosebay transfer transcript v1',
} as const;
export const TRANSFER_SECRET_INFO = {
	digits: 'digits',
	fromOld: 'key old to new',
	fromNew: 'key new to old',
	same: 'mid same',
	head: 'mid head',
	part: 'mid part ',
	got: 'mid got',
	kept: 'mid kept',
} as const;

/** Content of one part, beside its version byte. */
export const TRANSFER_PART_BYTES = MAX_CONTENT_BYTES - 1;
/** The most that goes this way: eight times what fits into most vaults of words. More goes as a file. Bytes. */
export const LARGEST_TRANSFER = 8 * 1024 * 1024;

const QR_PREFIX = 'RB2:';
const COMMITMENT_CHARACTERS = 52;

export const TRANSFER_STOPS = ['cancelled', 'different', 'used'] as const;
export type TransferStop = (typeof TRANSFER_STOPS)[number];

export interface Share {
	key: Uint8Array<ArrayBuffer>;
	nonce: Uint8Array<ArrayBuffer>;
}
export interface Head {
	bytes: number;
	parts: number;
}

export const partsOf = (bytes: number): number => Math.ceil(bytes / TRANSFER_PART_BYTES);

/** What follows the version byte; `newer` when a later version wrote it, null when it is none of ours. Never throws. */
export function readVersion(content: Uint8Array): Uint8Array<ArrayBuffer> | 'newer' | null {
	const version = content[0] ?? 0;
	if (version > TRANSFER_VERSION) return 'newer';
	return version === TRANSFER_VERSION ? new Uint8Array(content.subarray(1)) : null;
}
export function withVersion(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const content = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 1));
	content[0] = TRANSFER_VERSION;
	let at = 1;
	for (const part of parts) {
		content.set(part, at);
		at += part.length;
	}
	return content;
}

/** Each takes what follows the version byte and gives null for anything else than what stands above. None throws. */
export const parseCommit = (rest: Uint8Array): Uint8Array<ArrayBuffer> | null =>
	rest.length === 32 ? new Uint8Array(rest) : null;

export const parseShare = (rest: Uint8Array): Share | null =>
	rest.length === 64
		? { key: new Uint8Array(rest.subarray(0, 32)), nonce: new Uint8Array(rest.subarray(32)) }
		: null;

export function headToBytes({ bytes, parts }: Head): Uint8Array<ArrayBuffer> {
	const rest = new Uint8Array(6);
	const view = new DataView(rest.buffer);
	view.setUint32(0, bytes);
	view.setUint16(4, parts);
	return rest;
}

export function parseHead(rest: Uint8Array): Head | null {
	if (rest.length !== 6) return null;
	const view = new DataView(rest.buffer, rest.byteOffset, rest.length);
	const bytes = view.getUint32(0);
	const parts = view.getUint16(4);
	return bytes > 0 && bytes <= LARGEST_TRANSFER && parts === partsOf(bytes) ? { bytes, parts } : null;
}

export const stopToBytes = (reason: TransferStop): Uint8Array<ArrayBuffer> =>
	Uint8Array.of(TRANSFER_STOPS.indexOf(reason));

export const parseStop = (rest: Uint8Array): TransferStop | null =>
	rest.length === 1 ? (TRANSFER_STOPS[rest[0] ?? -1] ?? null) : null;

/** The text in the QR code. */
export const transferToQr = (seed: Uint8Array, commitment: Uint8Array): string =>
	QR_PREFIX + encodeCode(seed) + bytesToBase32(commitment);

/** What was scanned or typed; `commitment` only when it was scanned. Null when it is neither, or has a slip in it. Never throws. */
export function parseTransfer(
	text: string,
): { seed: Uint8Array<ArrayBuffer>; commitment: Uint8Array<ArrayBuffer> | null } | null {
	const trimmed = text.trim();
	if (!trimmed.toUpperCase().startsWith(QR_PREFIX)) {
		const seed = decodeCode(text);
		return seed === null ? null : { seed, commitment: null };
	}
	const body = trimmed.slice(QR_PREFIX.length).toUpperCase();
	if (body.length !== CODE_CHARACTERS + COMMITMENT_CHARACTERS) return null;
	const seed = decodeCode(body.slice(0, CODE_CHARACTERS));
	const commitment = base32ToBytes(body.slice(CODE_CHARACTERS), 32);
	return seed === null || commitment === null ? null : { seed, commitment };
}
