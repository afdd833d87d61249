/**
 * A segment: up to 32 records of one collection, as JSON, deflated (RFC 1951). Written whole, never changed in place.
 * Deflating before sealing lets the size tell something of the text; four bucket sizes leave little of that.
 */
import * as z from 'zod/mini';
import { concatBytes, utf8, utf8ToText, type Bytes } from '$platform/crypto';

/** `serial` is the number of the save that wrote it: of two segments with one record, the higher has the newer. */
export interface SegmentContent {
	collection: string;
	serial: number;
	/** Record id and its value as JSON text. */
	records: ReadonlyMap<string, string>;
}

const schema = z.strictObject({
	c: z.string(),
	n: z.int(),
	r: z.array(z.tuple([z.string(), z.unknown()])),
});

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

export function segmentToBytes({ collection, serial, records }: SegmentContent): Promise<Bytes> {
	const list = [...records].map(([id, json]) => `[${JSON.stringify(id)},${json}]`).join(',');
	const text = `{"c":${JSON.stringify(collection)},"n":${String(serial)},"r":[${list}]}`;
	return through(utf8(text), new CompressionStream('deflate-raw'));
}

/** `null` when the bytes are no segment. They were authentic by then, so this is a mistake of ours, but not her loss. */
export async function bytesToSegment(bytes: Bytes): Promise<SegmentContent | null> {
	try {
		const text = utf8ToText(await through(bytes, new DecompressionStream('deflate-raw')));
		const { c, n, r } = schema.parse(JSON.parse(text));
		return {
			collection: c,
			serial: n,
			records: new Map(r.map(([id, value]) => [id, JSON.stringify(value)])),
		};
	} catch {
		return null;
	}
}
