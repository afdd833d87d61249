/**
 * Bytes to text. Files say UTF-8 and are Windows-1252, or come from Excel as UTF-16: the bytes decide, not the label. Nothing
 * here looks at more than a piece at a time.
 */
import type { Readable } from 'node:stream';
import { NothingRead } from '../problems';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface SourceFile {
	/** Below the path that was given, with `/`. */
	name: string;
	open(): Promise<Readable>;
}

const bytesOf = async function* (file: SourceFile): AsyncGenerator<Uint8Array> {
	try {
		for await (const chunk of await file.open()) yield chunk as Uint8Array;
	} catch (error) {
		const code = error instanceof Error && 'code' in error ? error.code : '';
		const why =
			code === 'EACCES' || code === 'EPERM'
				? 'this account may not read it'
				: 'it is damaged, or locked with a password';
		throw new NothingRead(`${file.name} cannot be read: ${why}.`);
	}
};

const markOf = (head: Uint8Array): Encoding | null => {
	const [first, second, third] = head;
	if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	return first === 0xfe && second === 0xff ? 'utf-16be' : null;
};

/** Plain letters in UTF-16 are every other byte zero. */
const withoutMark = (head: Uint8Array): Encoding | null => {
	const zeros = [0, 0];
	for (let at = 0; at < head.length; at += 1) if (head[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
	const [even = 0, odd = 0] = zeros;
	if (odd > head.length / 4 && even < head.length / 50) return 'utf-16le';
	return even > head.length / 4 && odd < head.length / 50 ? 'utf-16be' : null;
};

/** Reads the whole file once. Bytes that are no UTF-8 make it Windows-1252, in which every byte is a letter. */
export async function encodingOf(file: SourceFile): Promise<Encoding> {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let first = true;
	try {
		for await (const chunk of bytesOf(file)) {
			if (first) {
				const known = markOf(chunk) ?? withoutMark(chunk.subarray(0, 2_048));
				if (known !== null && known !== 'utf-8') return known;
				first = false;
			}
			decoder.decode(chunk, { stream: true });
		}
		decoder.decode();
		return 'utf-8';
	} catch (error) {
		if (error instanceof TypeError) return 'windows-1252';
		throw error;
	}
}

/** The file's text piece by piece, without a byte order mark. */
export async function* textOf(file: SourceFile, encoding: Encoding): AsyncGenerator<string> {
	const decoder = new TextDecoder(encoding);
	for await (const chunk of bytesOf(file)) {
		const text = decoder.decode(chunk, { stream: true });
		if (text !== '') yield text;
	}
	const rest = decoder.decode();
	if (rest !== '') yield rest;
}
