/** What the commands of `npx rosebay` share: how they speak, and how they read a file that somebody named. */
import { readFile } from 'node:fs/promises';

export interface Output {
	out(text: string): void;
	err(text: string): void;
}

export interface Outcome {
	exit: 0 | 1 | 2;
}

/** The words do not make a command; the message says what is wrong with them. */
export class Misunderstood extends Error {}

/** It could not be done; the message is one line that says why. */
export class NotDone extends Error {}

/** What somebody else wrote, for a terminal: it obeys control characters, and turned-round writing deceives. */
export const oneLine = (text: string, most = 60): string =>
	text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, most);

export const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : '');

/** @throws {NotDone} */
export async function readGiven(path: string): Promise<Buffer> {
	try {
		return await readFile(path);
	} catch (error) {
		const code = codeOf(error);
		const why =
			code === 'ENOENT'
				? 'There is no such file'
				: code === 'EISDIR'
					? 'This is a folder'
					: 'This file cannot be read';
		throw new NotDone(`${why}: ${oneLine(path)}`);
	}
}

/** @returns why a file could not be written, in one line */
export const notWritten = (path: string, error: unknown): NotDone =>
	new NotDone(
		`${codeOf(error) === 'EEXIST' ? 'This file is there already' : 'This file cannot be written'}: ${oneLine(path)}`,
	);
