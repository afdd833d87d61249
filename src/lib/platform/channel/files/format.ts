/**
 * A file as it lies on the log: cut into at most {@link MAX_PARTS} parts, each sealed under a random key for this file
 * alone, and each in a 64 KiB envelope of its own. Key, digest and the parts' mids travel in the message (`fileSchema`).
 *
 *   content = 0x10 | nonce (12) | AES-256-GCM(key, nonce, aad, bytes) | tag (16)
 *   aad     = utf8('rosebay part v1') | which (1, from 0) | of how many (1)
 *
 * So a part in another's place, of another file, or one too few does not open; the digest is over the whole.
 */
import {
	bytesToBase64url,
	bytesToKey,
	concatBytes,
	constantTimeEqual,
	open,
	seal,
	sha256,
	utf8,
	type Bytes,
	type RandomSource,
} from '$platform/crypto';
import { MAX_CONTENT_BYTES } from '$protocol/envelope';
import { MAX_PARTS, type FileRef } from '$protocol/messages';
import { CONTENT, marked } from '../content';
import { bytesOf } from '../envelope';

/** Marker, nonce and tag. */
const OVERHEAD = 1 + 12 + 16;
export const PART_BYTES = MAX_CONTENT_BYTES - OVERHEAD;
/** Largest file. Bytes. */
export const MAX_FILE_BYTES = MAX_PARTS * PART_BYTES;

const aadOf = (which: number, of: number): Bytes =>
	concatBytes(utf8('rosebay part v1'), Uint8Array.of(which, of));

/** @param bytes at least one and at most {@link MAX_FILE_BYTES} */
export async function cut(
	bytes: Bytes,
	random: RandomSource,
): Promise<{ file: FileRef; contents: Map<string, Bytes> }> {
	const secret = random(32);
	const key = bytesToKey(secret);
	const count = Math.ceil(bytes.length / PART_BYTES);
	if (count < 1 || count > MAX_PARTS) throw new RangeError('No such file');
	const contents = new Map<string, Bytes>();
	for (let at = 0; at < count; at += 1) {
		const part = bytes.slice(at * PART_BYTES, (at + 1) * PART_BYTES);
		const sealed = await seal(key, part, aadOf(at, count));
		contents.set(bytesToBase64url(random(32)), marked(CONTENT.part, sealed));
	}
	const digest = bytesToBase64url(await sha256(bytes));
	const parts = [...contents.keys()];
	return { file: { key: bytesToBase64url(secret), digest, bytes: bytes.length, parts }, contents };
}

/**
 * The file again; null when one is missing or anything about it is not as it was.
 * @param contents by mid, as they lay in their envelopes
 */
export async function putTogether(
	file: FileRef,
	contents: ReadonlyMap<string, Uint8Array>,
): Promise<Bytes | null> {
	const key = bytesToKey(bytesOf(file.key));
	const opened: Bytes[] = [];
	for (const [at, mid] of file.parts.entries()) {
		const content = contents.get(mid);
		if (content?.[0] !== CONTENT.part) return null;
		const part = await open(key, content.subarray(1), aadOf(at, file.parts.length));
		if (part === null) return null;
		opened.push(part);
	}
	const whole = concatBytes(...opened);
	const fits = whole.length === file.bytes && constantTimeEqual(await sha256(whole), bytesOf(file.digest));
	return fits ? whole : null;
}
