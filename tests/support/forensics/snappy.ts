/**
 * Reading of Snappy's raw format, for the forensic scan only. It is forgiving on purpose, which is why no library does:
 * in a browser's files nobody says where a compressed value ends, so it stops when all that was promised has come, and a
 * stream that breaks off gives what there was until then.
 * https://github.com/google/snappy/blob/main/format_description.txt
 */
const MOST = 16 * 1024 * 1024;

/** @param from Where the stream begins. Null when there is none. */
export function uncompressSnappy(bytes: Uint8Array, from = 0): Uint8Array | null {
	let at = from;
	let length = 0;
	for (let shift = 0; ; shift += 7) {
		const byte = bytes[at++];
		if (byte === undefined || shift > 28) return null;
		length += (byte & 0x7f) * 2 ** shift;
		if (byte < 0x80) break;
	}
	if (length === 0 || length > MOST) return null;
	const out = new Uint8Array(length);
	let to = 0;
	const number = (count: number) => {
		let value = 0;
		for (let byte = 0; byte < count; byte += 1) value += (bytes[at++] ?? 0) * 2 ** (8 * byte);
		return value;
	};
	while (to < length) {
		const tag = bytes[at++];
		if (tag === undefined) break;
		const kind = tag & 3;
		if (kind === 0) {
			const size = tag >> 2;
			const literal = (size < 60 ? size : number(size - 59)) + 1;
			if (literal > length - to) break;
			out.set(bytes.subarray(at, at + literal), to);
			at += literal;
			to += literal;
			continue;
		}
		const copy = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
		const back = kind === 1 ? (tag >> 5) * 256 + number(1) : number(kind === 2 ? 2 : 4);
		if (back === 0 || back > to) break;
		for (let byte = 0; byte < copy && to < length; byte += 1, to += 1) out[to] = out[to - back] ?? 0;
	}
	return to === 0 ? null : out.subarray(0, to);
}
