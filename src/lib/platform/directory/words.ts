import * as z from 'zod/mini';
import { wordsSchema, type DirectoryWords } from '$protocol/directory';

const allWords = z.array(wordsSchema);

/** The words of a region as they are kept, JSON in UTF-8; `null` when they are something else. */
export function wordsIn(bytes: Uint8Array<ArrayBuffer>): DirectoryWords[] | null {
	try {
		return allWords.parse(JSON.parse(new TextDecoder().decode(bytes)));
	} catch {
		return null;
	}
}
