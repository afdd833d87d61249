/**
 * What the relay keeps: envelopes of four sizes, with nothing legible in them.
 *
 *   envelope = version (1 byte, 1) | nonce (12) | AES-256-GCM(key, nonce, aad, padded) | tag (16)
 *   aad      = version (1) | log id (16) | mid (32)
 *   padded   = slot (1) | length (4, big endian) | content | zeros, in all 1, 4, 16 or 64 KiB
 *
 * `key` belongs to the log: a case log's is in the pairing answer, a rendezvous' comes from the code (pairing.ts). In a
 * case log `content` is an MLSMessage (RFC 9420), which alone would show group, epoch and kind to the relay; in a
 * rendezvous it is JSON. `slot` is the reader slot of whoever wrote it, so that a reader knows its own. Because log and
 * mid are bound, an envelope moved elsewhere does not open.
 *
 * No cryptography here; see platform/channel/envelope.ts.
 */
export const ENVELOPE_VERSION = 1;
/** Bytes, smallest first. */
export const ENVELOPE_SIZES = [1_024, 4_096, 16_384, 65_536] as const;
const HEADER = 5;
/** Version, nonce and tag around the padded content. Bytes. */
export const ENVELOPE_OVERHEAD = 1 + 12 + 16;
/** Largest content of one envelope, in bytes. */
export const MAX_CONTENT_BYTES = 65_536 - HEADER;

/** What is authenticated beside the content. `log` is 16 bytes, `mid` 32. */
export const envelopeAad = (log: Uint8Array, mid: Uint8Array): Uint8Array<ArrayBuffer> =>
	Uint8Array.of(ENVELOPE_VERSION, ...log, ...mid);

/**
 * Slot, length, content and zeros up to the next of the four sizes.
 * @throws {RangeError} when the content is longer than MAX_CONTENT_BYTES or the slot is not 0 to 3.
 */
export function padContent(slot: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
	const size = ENVELOPE_SIZES.find((one) => content.length <= one - HEADER);
	if (size === undefined) throw new RangeError('Content too long for an envelope');
	if (!Number.isInteger(slot) || slot < 0 || slot > 3) throw new RangeError('No such slot');
	const padded = new Uint8Array(size);
	padded[0] = slot;
	new DataView(padded.buffer).setUint32(1, content.length);
	padded.set(content, HEADER);
	return padded;
}

/** The content, or null when the bytes are not of {@link padContent}: another size, length, slot, or no zeros. Never throws. */
export function unpadContent(padded: Uint8Array): { slot: number; content: Uint8Array<ArrayBuffer> } | null {
	const slot = padded[0];
	if (slot === undefined || slot > 3 || !ENVELOPE_SIZES.some((one) => one === padded.length)) return null;
	const length = new DataView(padded.buffer, padded.byteOffset).getUint32(1);
	const end = HEADER + length;
	const smallest = ENVELOPE_SIZES.find((one) => length <= one - HEADER);
	if (smallest !== padded.length || padded.subarray(end).some((byte) => byte !== 0)) return null;
	return { slot, content: new Uint8Array(padded.subarray(HEADER, end)) };
}
