import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { textFields } from '../support/forensics/fields';
import { scanProfile } from '../support/forensics/scan';
import { uncompressSnappy } from '../support/forensics/snappy';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'rosebay-scan-'));
});
afterEach(() => {
	rmSync(folder, { recursive: true });
});

const SECRETS = { latin: 'Kestrel over the quarry', arabic: 'طائر فوق المحجر' };

/** Cuts a text into Snappy's literals and copies, as a browser would: "wall wall" is one copy. */
const snappy = (text: Buffer): Buffer => {
	const half = text.length;
	const length = half * 2;
	const varint = length < 128 ? [length] : [(length & 0x7f) | 0x80, length >> 7];
	const literal = half <= 60 ? [(half - 1) << 2] : [60 << 2, half - 1];
	const copies: number[] = [];
	for (let left = half; left > 0; left -= Math.min(left, 64))
		copies.push(((Math.min(left, 64) - 1) << 2) | 2, half & 0xff, half >> 8);
	return Buffer.concat([Buffer.from([...varint, ...literal]), text, Buffer.from(copies)]);
};

/** A log record cut in two by the end of a block, as LevelDB does it. */
const logged = (value: Buffer): Buffer => {
	const record = (kind: number, bytes: Buffer) =>
		Buffer.concat([Buffer.alloc(4), Buffer.from([bytes.length & 0xff, bytes.length >> 8, kind]), bytes]);
	const cut = Math.floor(value.length / 2);
	const filler = 32_768 - 7 - 7 - cut;
	return Buffer.concat([
		record(1, Buffer.alloc(filler, 1)),
		record(2, value.subarray(0, cut)),
		record(4, value.subarray(cut)),
	]);
};

const cached = (body: Buffer): Buffer => {
	const head = Buffer.alloc(24);
	head.write('305c72a71b6dfbfc', 'hex');
	head.writeUInt32LE(5, 12);
	return Buffer.concat([head, Buffer.from('key/1'), body]);
};

const WAYS: Record<string, (text: string) => Buffer> = {
	'UTF-8': (text) => Buffer.from(text),
	'UTF-16LE': (text) => Buffer.from(text, 'utf16le'),
	'UTF-16BE': (text) => Buffer.from(text, 'utf16le').swap16(),
	'percent-encoding': (text) => Buffer.from(encodeURIComponent(text)),
	'base64, first place': (text) => Buffer.from(Buffer.from(`${text}x`).toString('base64')),
	'base64, second place': (text) => Buffer.from(Buffer.from(`a${text}xy`).toString('base64')),
	'base64url, third place': (text) => Buffer.from(Buffer.from(`ab${text}xyz`).toString('base64url')),
	'base64 of UTF-16LE': (text) => Buffer.from(Buffer.from(`a${text}`, 'utf16le').toString('base64')),
	gzip: (text) => gzipSync(Buffer.from(`some words ${text}`)),
	'brotli in the cache': (text) => cached(brotliCompressSync(Buffer.from(text))),
	'deflate in the cache': (text) => cached(deflateSync(Buffer.from(text))),
	"IndexedDB's Snappy": (text) =>
		Buffer.concat([Buffer.from([0xff, 0x11, 0x02]), snappy(Buffer.from(text)), Buffer.from('and more')]),
	'a log, cut in two': (text) => logged(Buffer.from(text)),
};

test.each(Object.keys(WAYS))('the scan finds what is written in %s', (way) => {
	mkdirSync(join(folder, 'deep'));
	for (const [name, text] of Object.entries(SECRETS))
		writeFileSync(join(folder, 'deep', `${name}.log`), Buffer.concat([WAYS[way]?.(text) ?? Buffer.alloc(0)]));
	const found = scanProfile(folder, SECRETS);
	expect(new Set(found.map(({ name }) => name))).toEqual(new Set(Object.keys(SECRETS)));
});

test('the scan finds nothing where nothing is', () => {
	writeFileSync(
		join(folder, 'noise.ldb'),
		Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 251)),
	);
	expect(scanProfile(folder, SECRETS)).toEqual([]);
});

test('Snappy is read with copies that overlap themselves, and what is no Snappy is null', () => {
	// "abababab": a literal of two letters, then six more from two back.
	expect(Buffer.from(uncompressSnappy(Buffer.from([8, 4, 97, 98, (2 << 2) | 1, 2])) ?? []).toString()).toBe(
		'abababab',
	);
	expect(uncompressSnappy(Buffer.from([]))).toBeNull();
	expect(uncompressSnappy(Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]))).toBeNull();
});

test('every field a person can write into has a canary in the walk', () => {
	const walk = readdirSync('tests/support/forensics')
		.filter((file) => file.endsWith('walk.ts'))
		.map((file) => readFileSync(`tests/support/forensics/${file}`, 'utf8'))
		.join();
	expect(textFields()).toContain('caseload:form.note');
	expect(textFields().filter((field) => !walk.includes(`'${field}'`))).toEqual([]);
});
