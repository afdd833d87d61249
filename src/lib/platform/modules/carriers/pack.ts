/**
 * A module made small for the way. One byte says how, the rest is the module's canonical JSON in that form:
 *
 *     00 | the bytes as they are          01 | deflate (RFC 1951, "raw")
 *
 * JSON begins with neither, so a file may hold either form or plain JSON. Two browsers may deflate one text differently;
 * what is signed is the text, and that has one spelling.
 */
import { concatBytes, solid, type Bytes } from '$platform/crypto';
import { MODULE_LIMITS } from '$protocol/module-blocks';
import { failed, ok, type Result } from '$protocol/result';

export const AS_IS = 0;
export const DEFLATED = 1;

/** The most that a carrier brings: a whole module as it is. */
export const PACKED_BYTES = MODULE_LIMITS.bytes + 1;

export type UnpackProblem =
	/** More than a module may be, or more than it said before it was unpacked. */
	| { type: 'TooLarge' }
	/** Something is missing or was changed on the way. */
	| { type: 'Cut' }
	/** This browser cannot unpack it; another form of the same module would do. */
	| { type: 'CannotUnpack' };

/** What comes out at the end, or null once it is more than `limit`: nothing beyond that is unpacked. Rejects on broken bytes. */
async function through(
	bytes: Uint8Array,
	transform: CompressionStream | DecompressionStream,
	limit: number,
): Promise<Bytes | null> {
	const writer = transform.writable.getWriter();
	const writing = Promise.all([writer.write(solid(bytes)), writer.close()]);
	// What is wrong with the bytes is told by both ends; the reading one is listened to.
	writing.catch(() => undefined);
	const reader = transform.readable.getReader() as ReadableStreamDefaultReader<Bytes>;
	const parts: Bytes[] = [];
	for (let left = limit; ;) {
		const { done, value } = await reader.read();
		if (done) return concatBytes(...parts);
		left -= value.length;
		if (left < 0) {
			// The stream may already have failed on its own; either way it is over.
			await reader.cancel().catch(() => undefined);
			return null;
		}
		parts.push(value);
	}
}

/** The shorter of both forms; as it is, where the browser cannot deflate. */
export async function pack(bytes: Uint8Array): Promise<Bytes> {
	const asIs = concatBytes(Uint8Array.of(AS_IS), bytes);
	let deflate: CompressionStream;
	try {
		deflate = new CompressionStream('deflate-raw');
	} catch {
		return asIs;
	}
	const deflated = await through(bytes, deflate, bytes.length);
	return deflated === null ? asIs : concatBytes(Uint8Array.of(DEFLATED), deflated);
}

/** Back to the module's bytes; never more than a module may have, whatever a few bytes claim to unfold into. Never throws. */
export async function unpack(packed: Uint8Array): Promise<Result<Bytes, UnpackProblem>> {
	const [form] = packed;
	const body = packed.subarray(1);
	if (packed.length > PACKED_BYTES) return failed({ type: 'TooLarge' });
	if (form === AS_IS) return ok(new Uint8Array(body));
	if (form !== DEFLATED) return failed({ type: 'Cut' });
	let inflate: DecompressionStream;
	try {
		inflate = new DecompressionStream('deflate-raw');
	} catch {
		return failed({ type: 'CannotUnpack' });
	}
	try {
		const bytes = await through(body, inflate, MODULE_LIMITS.bytes);
		return bytes === null ? failed({ type: 'TooLarge' }) : ok(bytes);
	} catch {
		return failed({ type: 'Cut' });
	}
}
