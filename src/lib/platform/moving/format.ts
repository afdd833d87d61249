/**
 * What lies inside a backup, format version 1. Around it is an age file (platform/crypto/age.ts); this file knows nothing
 * of keys, of the vault, or of where the bytes go.
 *
 *   'ROSEBAY' (7) | format version (1) | frames: length (4, big-endian), bytes | a frame of length 0 | zeros
 *
 * The frames, put together, are raw DEFLATE of lines of JSON. The first line is the head, each further one a record:
 *
 *   { "schema": version of the records' shapes, "madeOn": "YYYY-MM-DD", "records": how many follow }
 *   [collection, id, value]
 *
 * The zeros fill it up to 64 KiB or a power of two times that, so that a file's size tells only its order of magnitude.
 * There is no checksum: age seals every chunk, and a file that was cut short does not open to its end.
 */
import * as z from 'zod/mini';
import { concatBytes, utf8, utf8ToText, type Bytes } from '$platform/crypto';
import { failed, ok, type Result } from '$protocol/result';

export const FORMAT = 1;
const MAGIC = 'ROSEBAY';
const HEAD_BYTES = MAGIC.length + 1;
/** The smallest a backup is, and what all larger ones are a power-of-two multiple of. Bytes. */
export const SMALLEST = 65_536;
/** The largest. Bytes, before age adds its own. */
export const LARGEST = 64 * 1024 * 1024;
/** What it may swell to: a small file must not fill a phone's memory. Bytes. */
export const MOST_INSIDE = 192 * 1024 * 1024;
/** Lines are put together to pieces of about this size. */
const PIECE = 32_768;

export interface BackupRecord {
	collection: string;
	id: string;
	value: unknown;
}
export interface BackupContent {
	/** Version of the records' shapes (the vault's migrations). */
	schema: number;
	/** The day it was made; the hour is nobody's business. */
	madeOn: string;
	records: readonly BackupRecord[];
}

export type FormatError =
	/** It opened, and is not one of ours or makes no sense. */
	| { type: 'NotOurs' }
	/** Made by a later version of the app. */
	| { type: 'Newer' }
	| { type: 'TooLarge' };

const name = z.string().check(z.minLength(1), z.maxLength(64));
const headSchema = z.strictObject({
	schema: z.int().check(z.gte(1)),
	madeOn: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
	records: z.int().check(z.gte(0)),
});
const recordSchema = z.tuple([name, name, z.unknown()]);

type ByteStream = ReadableStream<Uint8Array>;

/** Bytes of a padded backup that holds `inside` bytes. */
export function paddedSize(inside: number): number {
	let size = SMALLEST;
	while (size < inside) size *= 2;
	return size;
}

/** The content as a stream of plain bytes, padded. Errors when it is larger than {@link LARGEST}. */
export function contentToStream(content: BackupContent): ByteStream {
	const deflated = linesOf(content).pipeThrough(new CompressionStream('deflate-raw'));
	let written = 0;
	const send = (controller: TransformStreamDefaultController<Uint8Array>, bytes: Uint8Array) => {
		written += bytes.length;
		if (written > LARGEST) throw new RangeError('Too much for one backup');
		controller.enqueue(bytes);
	};
	return deflated.pipeThrough(
		new TransformStream<Uint8Array, Uint8Array>({
			start: (controller) => {
				send(controller, concatBytes(utf8(MAGIC), Uint8Array.of(FORMAT)));
			},
			transform: (bytes, controller) => {
				if (bytes.length > 0) send(controller, concatBytes(lengthOf(bytes.length), bytes));
			},
			flush: (controller) => {
				send(controller, lengthOf(0));
				for (let left = paddedSize(written) - written; left > 0; left -= PIECE)
					send(controller, new Uint8Array(Math.min(left, PIECE)));
			},
		}),
	);
}

function lengthOf(length: number): Bytes {
	const bytes = new Uint8Array(4);
	new DataView(bytes.buffer).setUint32(0, length);
	return bytes;
}

function linesOf({ schema, madeOn, records }: BackupContent): ReadableStream<Bytes> {
	let at = 0;
	let text = `${JSON.stringify({ schema, madeOn, records: records.length })}\n`;
	return new ReadableStream({
		pull: (controller) => {
			for (; at < records.length && text.length < PIECE; at++) {
				const record = records[at];
				if (record) text += `${JSON.stringify([record.collection, record.id, record.value])}\n`;
			}
			controller.enqueue(utf8(text));
			text = '';
			if (at === records.length) controller.close();
		},
	});
}

/**
 * What is in a backup. Never throws for anything a file can hold; an error of the stream itself (age found it damaged) is
 * passed on as a rejection.
 * @param schema the newest shapes of records known here
 */
export async function streamToContent(
	stream: ByteStream,
	schema: number,
): Promise<Result<BackupContent, FormatError>> {
	const plain = await gather(stream, LARGEST);
	if (plain === null) return failed({ type: 'TooLarge' });
	if (plain.length < HEAD_BYTES || !startsWith(plain, MAGIC)) return failed({ type: 'NotOurs' });
	const format = plain[MAGIC.length] ?? 0;
	if (format > FORMAT) return failed({ type: 'Newer' });
	const deflated = framesOf(plain);
	if (format !== FORMAT || deflated === null) return failed({ type: 'NotOurs' });
	const inflated = await inflate(deflated);
	if (!inflated.ok) return inflated;
	return parseLines(inflated.value, schema);
}

const startsWith = (bytes: Uint8Array, text: string) =>
	Array.from(text).every((character, at) => bytes[at] === character.charCodeAt(0));

/** Everything a stream brings, or `null` when it is more than `most`; the rest is then not asked for. */
export async function gather(stream: ByteStream, most: number): Promise<Bytes | null> {
	const parts: Uint8Array[] = [];
	let size = 0;
	const reader = stream.getReader();
	for (let part = await reader.read(); !part.done; part = await reader.read()) {
		size += part.value.length;
		if (size > most) {
			// It may fail to be put down; it is not wanted either way.
			reader.cancel().catch(() => undefined);
			return null;
		}
		parts.push(part.value);
	}
	return concatBytes(...parts);
}

/** The frames' bytes; `null` when they run past the end, have none, or are followed by anything but zeros. */
function framesOf(plain: Bytes): Bytes[] | null {
	const view = new DataView(plain.buffer, plain.byteOffset, plain.length);
	const frames: Bytes[] = [];
	for (let at = HEAD_BYTES; at + 4 <= plain.length;) {
		const length = view.getUint32(at);
		at += 4;
		if (length === 0) return plain.subarray(at).every((byte) => byte === 0) ? frames : null;
		if (at + length > plain.length) return null;
		frames.push(plain.subarray(at, at + length));
		at += length;
	}
	return null;
}

async function inflate(frames: readonly Bytes[]): Promise<Result<Bytes, FormatError>> {
	const waiting = [...frames];
	const source = new ReadableStream<Bytes>({
		pull: (controller) => {
			const next = waiting.shift();
			if (next) controller.enqueue(next);
			else controller.close();
		},
	});
	try {
		const whole = await gather(source.pipeThrough(new DecompressionStream('deflate-raw')), MOST_INSIDE);
		return whole ? ok(whole) : failed({ type: 'TooLarge' });
	} catch {
		return failed({ type: 'NotOurs' });
	}
}

function parseLines(bytes: Bytes, schema: number): Result<BackupContent, FormatError> {
	const records: BackupRecord[] = [];
	let head: z.infer<typeof headSchema> | undefined;
	try {
		for (let at = 0; at < bytes.length;) {
			const end = bytes.indexOf(0x0a, at);
			if (end < 0) return failed({ type: 'NotOurs' });
			const line: unknown = JSON.parse(utf8ToText(bytes.subarray(at, end)));
			at = end + 1;
			if (head) {
				const [collection, id, value] = recordSchema.parse(line);
				records.push({ collection, id, value });
				continue;
			}
			head = headSchema.parse(line);
			if (head.schema > schema) return failed({ type: 'Newer' });
		}
	} catch {
		return failed({ type: 'NotOurs' });
	}
	if (head?.records !== records.length) return failed({ type: 'NotOurs' });
	return ok({ schema: head.schema, madeOn: head.madeOn, records });
}
