/** A pack's files are raw deflate. Whoever made one may be no friend: a small file can hold gigabytes. */

export const MOST_INDEX_BYTES = 128 * 1_048_576;
export const MOST_BLOCK_BYTES = 8 * 1_048_576;
export const MOST_WORDS_BYTES = 1_048_576;

/** @returns what the bytes hold, or null when they are broken or hold more than `most`; nothing beyond that is unpacked */
export async function inflated(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<ArrayBuffer | null> {
	const parts: Uint8Array[] = [];
	let length = 0;
	try {
		const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
		const reader = stream.getReader();
		for (let part = await reader.read(); !part.done; part = await reader.read()) {
			length += part.value.length;
			if (length > most) {
				// It may fail to be put down; it is not wanted either way.
				reader.cancel().catch(() => undefined);
				return null;
			}
			parts.push(part.value);
		}
	} catch {
		return null;
	}
	const all = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all.buffer;
}
