/**
 * Somebody with the disk, looking for what she wrote: every file of a browser's profile, in every spelling a browser is
 * known to use. It also says where and how each thing was found, so that a finding can be understood.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliDecompressSync, constants, inflateSync, gunzipSync } from 'node:zlib';
import { logContents, tableContents } from './leveldb';
import { uncompressSnappy } from './snappy';

export interface Finding {
	/** Of what was looked for. */
	name: string;
	file: string;
	/** Such as `UTF-16LE in IndexedDB's Snappy in a table`. */
	how: string;
	/** What stands there, a little further than what was looked for, when it can be read. */
	text: string;
}

type Spelling = [how: string, bytes: Buffer];

/** The letters of base64 that depend on these bytes alone, for each of the three places they may begin at. */
function inBase64(bytes: Buffer, how: string): Spelling[] {
	return [0, 1, 2].flatMap((before) => {
		const whole = Buffer.concat([Buffer.alloc(before), bytes]);
		const first = [0, 2, 3][before] ?? 0;
		const spelled = whole.toString('base64').slice(first, Math.floor((whole.length * 8) / 6));
		const address = spelled.replaceAll('+', '-').replaceAll('/', '_');
		return [...new Set([spelled, address])].map((one): Spelling => [`base64 of ${how}`, Buffer.from(one)]);
	});
}

/** All spellings in which a text is looked for. */
export function spellingsOf(text: string): Spelling[] {
	const utf8 = Buffer.from(text, 'utf8');
	const utf16le = Buffer.from(text, 'utf16le');
	const escaped = text.replace(
		/[\u0080-\uffff]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
	const all: Spelling[] = [
		['UTF-8', utf8],
		['UTF-16LE', utf16le],
		['UTF-16BE', Buffer.from(utf16le).swap16()],
		['percent-encoding', Buffer.from(encodeURIComponent(text))],
		['percent-encoding', Buffer.from(encodeURIComponent(text).replace(/%../g, (one) => one.toLowerCase()))],
		['JSON escapes', Buffer.from(escaped)],
		['JSON escapes', Buffer.from(escaped.replace(/\\u..../g, (one) => `\\u${one.slice(2).toUpperCase()}`))],
		...inBase64(utf8, 'UTF-8'),
		...inBase64(utf16le, 'UTF-16LE'),
	];
	const seen = new Set<string>();
	return all.filter(([, bytes]) => {
		const key = bytes.toString('hex');
		return !seen.has(key) && seen.add(key);
	});
}

/** Before a value that IndexedDB has compressed: a version no serialisation has, and "compressed with Snappy". */
const IDB_SNAPPY = Buffer.from([0xff, 0x11, 0x02]);
const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);
const ZLIB = [0x01, 0x5e, 0x9c, 0xda].map((level) => Buffer.from([0x78, level]));
const CACHE_ENTRY = Buffer.from('305c72a71b6dfbfc', 'hex');
const MOST = { maxOutputLength: 32 * 1024 * 1024 };

function* placesOf(bytes: Buffer, mark: Buffer): Generator<number> {
	for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + 1)) yield at;
}

function attempt(read: () => Uint8Array | null): Buffer[] {
	try {
		const found = read();
		return found ? [Buffer.from(found)] : [];
	} catch {
		return [];
	}
}

/** What is compressed in these bytes, as far as it says so itself. */
function* compressedIn(bytes: Buffer): Generator<[how: string, inner: Buffer]> {
	for (const at of placesOf(bytes, IDB_SNAPPY))
		for (const inner of attempt(() => uncompressSnappy(bytes, at + IDB_SNAPPY.length)))
			yield ["IndexedDB's Snappy", inner];
	const partial = { ...MOST, finishFlush: constants.Z_SYNC_FLUSH };
	for (const at of placesOf(bytes, GZIP))
		for (const inner of attempt(() => gunzipSync(bytes.subarray(at), partial))) yield ['gzip', inner];
	if (bytes.indexOf(CACHE_ENTRY) !== 0) return;
	// An answer kept by the HTTP cache or CacheStorage: 24 bytes of head, the key, the body.
	const body = bytes.subarray(24 + bytes.readUInt32LE(12));
	for (const inner of attempt(() => brotliDecompressSync(body, MOST))) yield ['brotli', inner];
	if (ZLIB.some((mark) => body.indexOf(mark) === 0))
		for (const inner of attempt(() => inflateSync(body, partial))) yield ['deflate', inner];
}

function* readingsOf(path: string): Generator<[how: string, bytes: Buffer]> {
	const whole = readFileSync(path);
	const first: [string, Buffer][] = [['the file itself', whole]];
	if (path.endsWith('.ldb')) for (const one of tableContents(whole)) first.push(['a table', one]);
	if (path.endsWith('.log')) for (const one of logContents(whole)) first.push(['a log', one]);
	for (const [how, bytes] of first) {
		yield [how, bytes];
		for (const [kind, inner] of compressedIn(bytes)) yield [`${kind} in ${how}`, inner];
	}
}

/** The name of each file says something too. */
const filesIn = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));

/** @param wanted Names of what is looked for: a text in every spelling, or bytes as they are. */
export function scanProfile(folder: string, wanted: Record<string, string | Buffer>): Finding[] {
	const needles = Object.entries(wanted).flatMap(([name, sought]) => {
		if (sought.length < 8) throw new Error(`Too short to look for: ${name}`);
		const spellings: Spelling[] = typeof sought === 'string' ? spellingsOf(sought) : [['bytes', sought]];
		return spellings.map(([how, bytes]) => ({ name, how, bytes }));
	});
	const found = new Map<string, Finding>();
	for (const path of filesIn(folder)) {
		const file = relative(folder, path);
		for (const [where, bytes] of [['its name', Buffer.from(file)] as const, ...readingsOf(path)]) {
			for (const { name, how, bytes: needle } of needles) {
				const at = bytes.indexOf(needle);
				if (at === -1) continue;
				const around = bytes.subarray(at, at + needle.length + 60);
				const text = around
					.toString(how === 'UTF-16LE' ? 'utf16le' : 'utf8')
					.replace(/[^\p{L}\p{N} -]/gu, '·');
				const finding = { name, file, how: `${how} in ${where}`, text };
				found.set(`${name} ${file} ${finding.how}`, finding);
			}
		}
	}
	return [...found.values()];
}
