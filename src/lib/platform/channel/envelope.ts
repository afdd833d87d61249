/**
 * Seal and open envelopes (format: protocol/envelope.ts) and what is said inside them (protocol/messages.ts). Knows
 * nothing of MLS: its content is bytes. Opening gives null for whatever is damaged, forged or moved; it never throws.
 */
import {
	base64urlToBytes,
	concatBytes,
	open,
	seal,
	utf8,
	utf8ToText,
	type Bytes,
	type SecretKey,
} from '$platform/crypto';
import {
	ENVELOPE_OVERHEAD,
	ENVELOPE_SIZES,
	ENVELOPE_VERSION,
	envelopeAad,
	padContent,
	unpadContent,
} from '$protocol/envelope';
import { messageSchema, type Message } from '$protocol/messages';

/** Where an envelope lies. Both are base64url, as on the wire. */
export interface Place {
	log: string;
	mid: string;
}

/** Base64url that was parsed by a schema before; anything else is a bug. */
export function bytesOf(text: string): Bytes {
	const bytes = base64urlToBytes(text);
	if (bytes === null) throw new TypeError('Not base64url');
	return bytes;
}

const aadOf = ({ log, mid }: Place) => envelopeAad(bytesOf(log), bytesOf(mid));

/** @param slot reader slot of the writer */
export async function sealEnvelope(
	key: SecretKey,
	place: Place,
	slot: number,
	content: Uint8Array,
): Promise<Bytes> {
	return concatBytes(
		Uint8Array.of(ENVELOPE_VERSION),
		await seal(key, padContent(slot, content), aadOf(place)),
	);
}

export async function openEnvelope(
	key: SecretKey,
	place: Place,
	envelope: Uint8Array,
): Promise<{ slot: number; content: Bytes } | null> {
	if (envelope[0] !== ENVELOPE_VERSION) return null;
	if (!ENVELOPE_SIZES.some((size) => size + ENVELOPE_OVERHEAD === envelope.length)) return null;
	const padded = await open(key, envelope.subarray(1), aadOf(place));
	return padded === null ? null : unpadContent(padded);
}

/** JSON in UTF-8, strict both ways: unknown fields are refused, not dropped. */
export const messageToBytes = (message: Message): Bytes => utf8(JSON.stringify(messageSchema.parse(message)));

export function parseMessage(bytes: Uint8Array): Message | null {
	const parsed = messageSchema.safeParse(bytesToJson(bytes));
	return parsed.success ? parsed.data : null;
}

/** What the bytes say as JSON, or undefined. */
export function bytesToJson(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(utf8ToText(bytes));
	} catch {
		return undefined;
	}
}
