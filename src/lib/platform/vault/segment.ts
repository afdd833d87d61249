/**
 * A segment: up to 128 records of one collection, as JSON, deflated (RFC 1951). Written whole, never changed in place.
 * Deflating before sealing lets the size tell something of the text; four bucket sizes leave little of that.
 *
 * Inside: `{"c":collection,"n":serial,"r":[[id,value],...]}`, exactly as written here, without a space. Reading takes it apart
 * without parsing the values: thousands of records are read at every opening, and each is parsed where it is wanted.
 */
import { concatBytes, utf8, utf8ToText, type Bytes } from '$platform/crypto';

/** `serial` is the number of the save that wrote it: of two segments with one record, the higher has the newer. */
export interface SegmentContent {
	collection: string;
	serial: number;
	/** Record id and its value as JSON text. */
	records: ReadonlyMap<string, string>;
}

/** Written and read directly: a `Blob` would send each segment on a way through another process. */
async function through(bytes: Bytes, transform: CompressionStream | DecompressionStream): Promise<Bytes> {
	const writer = transform.writable.getWriter();
	const writing = Promise.all([writer.write(bytes), writer.close()]);
	// What is wrong with the bytes is told by both ends; the reading one is listened to.
	writing.catch(() => undefined);
	const reader = transform.readable.getReader() as ReadableStreamDefaultReader<Bytes>;
	const parts: Bytes[] = [];
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return concatBytes(...parts);
		parts.push(value);
	}
}

/** `[id,value],[id,value]`: what stands between the brackets of a list of records. */
export const recordsToText = (records: ReadonlyMap<string, string>): string =>
	Array.from(records, ([id, json]) => `[${JSON.stringify(id)},${json}]`).join(',');

export function segmentToBytes({ collection, serial, records }: SegmentContent): Promise<Bytes> {
	const text = `{"c":${JSON.stringify(collection)},"n":${String(serial)},"r":[${recordsToText(records)}]}`;
	return through(utf8(text), new CompressionStream('deflate-raw'));
}

/** `null` when the bytes are no segment. They were authentic by then, so this is a mistake of ours, but not her loss. */
export async function bytesToSegment(bytes: Bytes): Promise<SegmentContent | null> {
	try {
		return textToSegment(utf8ToText(await through(bytes, new DecompressionStream('deflate-raw'))));
	} catch {
		return null;
	}
}

const HEAD = /^\{"c":("(?:[^"\\]|\\.)*"),"n":(\d+),"r":\[/;

function textToSegment(text: string): SegmentContent | null {
	const head = HEAD.exec(text);
	if (!head) return null;
	const [{ length }, collection = '', serial] = head;
	const records = new Map<string, string>();
	let at = length;
	while (text[at] === '[') {
		const comma = endOfString(text, at + 1);
		const end = endOfList(text, at);
		if (text[comma] !== ',' || end < 0) return null;
		records.set(JSON.parse(text.slice(at + 1, comma)) as string, text.slice(comma + 1, end));
		at = text[end + 1] === ',' ? end + 2 : end + 1;
	}
	if (text.slice(at) !== ']}') return null;
	return { collection: JSON.parse(collection) as string, serial: Number(serial), records };
}

const [QUOTE, ESCAPE, OPENS, CLOSES] = [0x22, 0x5c, 0x5b, 0x5d];

/** Where the string that opens at `at` is over: one past its last quote. */
function endOfString(text: string, at: number): number {
	for (let next = at + 1; next < text.length; next++) {
		const code = text.charCodeAt(next);
		if (code === ESCAPE) next++;
		else if (code === QUOTE) return next + 1;
	}
	return text.length;
}

/** Where the bracket that closes the one at `at` is; -1 when nothing does. */
function endOfList(text: string, at: number): number {
	let depth = 0;
	for (let next = at; next < text.length; next++) {
		const code = text.charCodeAt(next);
		if (code === QUOTE) next = endOfString(text, next) - 1;
		else if (code === OPENS) depth++;
		else if (code === CLOSES && --depth === 0) return next;
	}
	return -1;
}
