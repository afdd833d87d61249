/**
 * What a picture file says about itself, read without decoding it: which kind, how large, and where its pixels lie.
 * Pure bytes in, values out. It never throws and never decodes; what is not plainly a still JPEG or WebP is null.
 *
 * Sources: ITU-T T.81 annex B (JPEG markers), RFC 9649 (WebP container), RFC 6386 and the WebP lossless specification
 * (where their bitstreams keep the size).
 */
import type { AttachmentBody } from '$protocol/messages';

export type Media = AttachmentBody['media'];

export interface Bare {
	media: Media;
	width: number;
	height: number;
	/** The same picture with nothing but what is needed to draw it: no EXIF, place, profile, thumbnail, comment, or tail. */
	bytes: Uint8Array<ArrayBuffer>;
}

/** The picture in these bytes, bare. Null: not a still JPEG or WebP, or damaged. */
export const bare = (bytes: Uint8Array): Bare | null => bareJpeg(bytes) ?? bareWebp(bytes);

const u16 = (bytes: Uint8Array, at: number) => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const le16 = (bytes: Uint8Array, at: number) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
const le24 = (bytes: Uint8Array, at: number) => le16(bytes, at) | ((bytes[at + 2] ?? 0) << 16);
const le32 = (bytes: Uint8Array, at: number) => le24(bytes, at) + (bytes[at + 3] ?? 0) * 0x100_0000;
const tag = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
const fourLetters = (text: string) => Uint8Array.from([0, 1, 2, 3], (at) => text.charCodeAt(at));

function joined(pieces: Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Baseline, extended and progressive: what browsers draw. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2]);
/** Tables and the restart interval. Application segments (EXIF, XMP, ICC, JFIF and its thumbnail) and comments are not here. */
const TABLES = new Set([0xdb, 0xc4, 0xdd]);

/** Where the entropy-coded data that begins at `at` ends: at the next marker that is neither stuffing nor a restart. */
function scanEnd(bytes: Uint8Array, at: number): number {
	for (;;) {
		const found = bytes.indexOf(0xff, at);
		const next = found === -1 ? undefined : bytes[found + 1];
		if (next === undefined) return bytes.length;
		if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return found;
		at = found + 2;
	}
}

function bareJpeg(bytes: Uint8Array): Bare | null {
	if (bytes[0] !== 0xff || bytes[1] !== SOI) return null;
	const kept = [bytes.subarray(0, 2)];
	let size: { width: number; height: number } | null = null;
	let drawn = false;
	let at = 2;
	while (at + 1 < bytes.length) {
		if (bytes[at] !== 0xff) return null;
		const marker = bytes[at + 1] ?? 0;
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (marker === EOI) {
			if (!size || !drawn) return null;
			return { media: 'image/jpeg', ...size, bytes: joined([...kept, bytes.subarray(at, at + 2)]) };
		}
		const length = u16(bytes, at + 2);
		const end = at + 2 + length;
		if (length < 2 || end > bytes.length) return null;
		if (FRAMES.has(marker)) {
			if (size || length < 8) return null;
			size = { height: u16(bytes, at + 5), width: u16(bytes, at + 7) };
			if (size.width === 0 || size.height === 0) return null;
		}
		const from = at;
		at = marker === SOS ? scanEnd(bytes, end) : end;
		drawn ||= marker === SOS;
		if (marker === SOS || FRAMES.has(marker) || TABLES.has(marker)) kept.push(bytes.subarray(from, at));
	}
	return null;
}

/** `VP8 ` (RFC 6386 9.1) or `VP8L`: the bitstream's own size. */
function bitstreamSize(kind: string, data: Uint8Array): { width: number; height: number } | null {
	if (kind === 'VP8 ') {
		if (data.length < 10 || le24(data, 3) !== 0x2a019d) return null;
		return { width: le16(data, 6) & 0x3fff, height: le16(data, 8) & 0x3fff };
	}
	if (data.length < 5 || data[0] !== 0x2f) return null;
	const bits = le32(data, 1);
	return { width: (bits % 0x4000) + 1, height: (Math.floor(bits / 0x4000) % 0x4000) + 1 };
}

const ALPHA = 0x10;

/** A chunk with its header, and the byte that makes its length even. */
function chunk(kind: string, data: Uint8Array): Uint8Array {
	const whole = new Uint8Array(8 + data.length + (data.length % 2));
	whole.set(fourLetters(kind));
	new DataView(whole.buffer).setUint32(4, data.length, true);
	whole.set(data, 8);
	return whole;
}

function bareWebp(bytes: Uint8Array): Bare | null {
	if (bytes.length < 20 || tag(bytes, 0) !== 'RIFF' || tag(bytes, 8) !== 'WEBP') return null;
	let size: { width: number; height: number } | null = null;
	let alpha: Uint8Array | null = null;
	let image: Uint8Array | null = null;
	const end = Math.min(bytes.length, 8 + le32(bytes, 4));
	for (let at = 12; at + 8 <= end && image === null;) {
		const kind = tag(bytes, at);
		const length = le32(bytes, at + 4);
		const data = bytes.subarray(at + 8, at + 8 + length);
		if (data.length < length || kind === 'ANIM' || kind === 'ANMF') return null;
		if (kind === 'ALPH') alpha = chunk(kind, data);
		if (kind === 'VP8 ' || kind === 'VP8L') {
			size = bitstreamSize(kind, data);
			image = chunk(kind, data);
		}
		at += 8 + length + (length % 2);
	}
	if (!image || !size || size.width === 0 || size.height === 0) return null;
	const body = alpha ? [extended(size), alpha, image] : [image];
	const length = 4 + body.reduce((sum, piece) => sum + piece.length, 0);
	const head = new Uint8Array(12);
	head.set(chunk('RIFF', new Uint8Array()));
	new DataView(head.buffer).setUint32(4, length, true);
	head.set(fourLetters('WEBP'), 8);
	return { media: 'image/webp', ...size, bytes: joined([head, ...body]) };
}

/** `VP8X` that announces transparency and nothing else. */
function extended({ width, height }: { width: number; height: number }): Uint8Array {
	const data = new Uint8Array(10);
	data[0] = ALPHA;
	const view = new DataView(data.buffer);
	view.setUint16(4, (width - 1) & 0xffff, true);
	view.setUint8(6, (width - 1) >> 16);
	view.setUint16(7, (height - 1) & 0xffff, true);
	view.setUint8(9, (height - 1) >> 16);
	return chunk('VP8X', data);
}
