/**
 * What stands in LevelDB's two kinds of files, made whole again: keys written as "as the one before, but" in tables, and
 * values cut into 32 KiB blocks in logs. Whatever is broken or unknown is passed over; the raw file is scanned as well.
 * https://github.com/google/leveldb/blob/main/doc/table_format.md and log_format.md
 */
import { uncompressSnappy } from './snappy';

const TABLE_MAGIC = 0xdb4775248b80fb57n;
const FOOTER = 48;
const LOG_BLOCK = 32_768;
const LOG_HEADER = 7;

const varint = (bytes: Uint8Array, from: number): [value: number, next: number] => {
	let value = 0;
	for (let at = from, scale = 1; at < bytes.length && at < from + 8; at += 1, scale *= 128) {
		const byte = bytes[at] ?? 0;
		value += (byte & 0x7f) * scale;
		if (byte < 0x80) return [value, at + 1];
	}
	return [0, bytes.length];
};

/** A block without its compression; `trailer` is one byte that names it, and four of checksum. */
function blockAt(file: Uint8Array, handle: Uint8Array): Uint8Array {
	const [offset, next] = varint(handle, 0);
	const [size] = varint(handle, next);
	const raw = file.subarray(offset, offset + size);
	return file[offset + size] === 1 ? (uncompressSnappy(raw) ?? new Uint8Array()) : raw;
}

function* entriesOf(block: Uint8Array): Generator<[key: Buffer, value: Uint8Array]> {
	if (block.length < 4) return;
	const restarts = Buffer.from(block.buffer, block.byteOffset, block.length).readUInt32LE(block.length - 4);
	const end = block.length - 4 - restarts * 4;
	let key = Buffer.alloc(0);
	for (let at = 0; at < end;) {
		const [shared, afterShared] = varint(block, at);
		const [own, afterOwn] = varint(block, afterShared);
		const [length, start] = varint(block, afterOwn);
		key = Buffer.concat([key.subarray(0, shared), block.subarray(start, start + own)]);
		yield [key, block.subarray(start + own, start + own + length)];
		at = start + own + length;
	}
}

/** Keys and values of an `.ldb` table, one after the other. */
export function tableContents(file: Buffer): Buffer[] {
	if (file.length < FOOTER || file.readBigUInt64LE(file.length - 8) !== TABLE_MAGIC) return [];
	const footer = file.subarray(file.length - FOOTER);
	const [, afterOffset] = varint(footer, 0);
	const [, afterMeta] = varint(footer, afterOffset);
	const contents: Uint8Array[] = [];
	for (const [, handle] of entriesOf(blockAt(file, footer.subarray(afterMeta)))) {
		const block = blockAt(file, handle);
		contents.push(block);
		for (const [key, value] of entriesOf(block)) contents.push(key, value);
	}
	return contents.map((one) => Buffer.from(one));
}

/** The records of a `.log`, each in one piece again. */
export function logContents(file: Buffer): Buffer[] {
	const contents: Buffer[] = [];
	let pieces: Buffer[] = [];
	for (let at = 0; at + LOG_HEADER <= file.length;) {
		const left = LOG_BLOCK - (at % LOG_BLOCK);
		if (left < LOG_HEADER) {
			at += left;
			continue;
		}
		const length = file.readUInt16LE(at + 4);
		const kind = file[at + 6] ?? 0;
		if (kind === 0 && length === 0) {
			at += left;
			continue;
		}
		const piece = file.subarray(at + LOG_HEADER, at + LOG_HEADER + length);
		// 1 whole, 2 first, 3 middle, 4 last.
		pieces = kind === 1 || kind === 2 ? [piece] : [...pieces, piece];
		if (kind === 1 || kind === 4) contents.push(Buffer.concat(pieces));
		at += LOG_HEADER + length;
	}
	return contents;
}
