/**
 * One row, format version 1. On disk it is exactly 1, 4, 16 or 64 KiB of AES-256-GCM (`nonce | ciphertext | tag`).
 * Associated data: `format (1) | use (1: records, 2: list) | schema version (4) | row id (16) | compartment id (16)`,
 * so a row put in another's place, or into another vault, does not open.
 *
 * A piece, which is what a row of records holds, numbers big-endian:
 * `segment id (16) | piece (2) | pieces (2) | length (4) | that many bytes | zeros`.
 * A segment that is larger than the largest row takes several, and one that would fill the largest only in part takes
 * several smaller ones.
 */
import {
	bytesToBase64url,
	concatBytes,
	open,
	randomBytes,
	seal,
	SEAL_OVERHEAD,
	type Bytes,
	type SecretKey,
} from '$platform/crypto';
import type { Row } from './rows';

export const ROW_VERSION = 1;
export const ROW_ID_BYTES = 16;
export const BUCKETS = [1024, 4096, 16_384, 65_536] as const;
const LARGEST = BUCKETS[BUCKETS.length - 1] ?? 0;
const HEAD_BYTES = 24;
const MOST_PIECES = 0xffff;

export type RowUse = 'records' | 'list';
const USES: Record<RowUse, number> = { records: 1, list: 2 };

/** What rows of one kind are sealed under. */
export interface RowSeal {
	key: SecretKey;
	use: RowUse;
	compartment: Bytes;
}

function rowAad(rowSeal: RowSeal, id: Bytes, schema: number): Bytes {
	const numbers = new Uint8Array(6);
	numbers[0] = ROW_VERSION;
	numbers[1] = USES[rowSeal.use];
	new DataView(numbers.buffer).setUint32(2, schema);
	return concatBytes(numbers, id, rowSeal.compartment);
}

/** Most bytes a plaintext of one row may have. */
export const ROW_CAPACITY = LARGEST - SEAL_OVERHEAD;

/** Seal up to {@link ROW_CAPACITY} bytes into the smallest bucket that holds them; the rest of it is zeros, inside. */
export async function sealRow(rowSeal: RowSeal, id: Bytes, schema: number, content: Bytes): Promise<Row> {
	const bucket = BUCKETS.find((size) => size - SEAL_OVERHEAD >= content.length);
	if (bucket === undefined) throw new RangeError('Too much for one row');
	const padded = new Uint8Array(bucket - SEAL_OVERHEAD);
	padded.set(content);
	return { id, sealed: await seal(rowSeal.key, padded, rowAad(rowSeal, id, schema)) };
}

/** The padded content, or `null` for chaff, damage, or a row of something else. */
export const openRow = (rowSeal: RowSeal, row: Row, schema: number): Promise<Bytes | null> =>
	open(rowSeal.key, row.sealed, rowAad(rowSeal, row.id, schema));

const [, , MIDDLE] = BUCKETS;
const LARGE_ROOM = ROW_CAPACITY - HEAD_BYTES;
const MIDDLE_ROOM = MIDDLE - SEAL_OVERHEAD - HEAD_BYTES;
/** Fewer bytes than this leave so much of the largest row empty that rows of the next size take less. */
const WORTH_LARGE = 3 * MIDDLE_ROOM;

export interface Piece {
	segment: string;
	index: number;
	count: number;
	bytes: Bytes;
}

/** Cut a segment's bytes into contents of rows, each ready for {@link sealRow}. */
export function segmentToPieces(segment: Bytes, bytes: Bytes): Bytes[] {
	const parts: Bytes[] = [];
	let at = 0;
	do {
		const room = bytes.length - at > WORTH_LARGE ? LARGE_ROOM : MIDDLE_ROOM;
		parts.push(bytes.subarray(at, at + room));
		at += room;
	} while (at < bytes.length);
	const count = parts.length;
	if (count > MOST_PIECES) throw new RangeError('Segment too large');
	return parts.map((part, index) => {
		const head = new Uint8Array(HEAD_BYTES - ROW_ID_BYTES);
		const view = new DataView(head.buffer);
		view.setUint16(0, index);
		view.setUint16(2, count);
		view.setUint32(4, part.length);
		return concatBytes(segment, head, part);
	});
}

/** A piece from an opened row; `null` when its numbers make no sense. */
export function contentToPiece(content: Bytes): Piece | null {
	if (content.length < HEAD_BYTES) return null;
	const view = new DataView(content.buffer, content.byteOffset);
	const [index, count, length] = [view.getUint16(16), view.getUint16(18), view.getUint32(20)];
	if (index >= count || length > content.length - HEAD_BYTES) return null;
	const segment = bytesToBase64url(content.subarray(0, ROW_ID_BYTES));
	return { segment, index, count, bytes: content.subarray(HEAD_BYTES, HEAD_BYTES + length) };
}

/** Rows that hold nothing and never will, so that a row which does not open proves nothing. Sizes like a used vault's. */
export function chaff(): Row[] {
	const [few] = randomBytes(1);
	return Array.from({ length: 24 + ((few ?? 0) % 17) }, () => {
		const [draw] = randomBytes(1);
		const share = draw ?? 0;
		const bucket = share < 110 ? 0 : share < 200 ? 1 : share < 246 ? 2 : 3;
		return { id: randomBytes(ROW_ID_BYTES), sealed: randomBytes(BUCKETS[bucket]) };
	});
}
