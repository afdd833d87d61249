/**
 * How hard a text is to read: sentences of 15 words or fewer, Flesch-Kincaid grade 6 or below over whole sentences (labels
 * of one or two words would only flatter the figure). English only: the formula knows no other language.
 */
import { fleschKincaid, LONGEST_SENTENCE } from '../../src/lib/platform/legibility';

export const sentencesIn = (texts: readonly string[]): string[][] =>
	texts
		.flatMap((text) => text.replace(/\{\{\w+\}\}/g, '5').split(/(?<=[.?!:])\s+/))
		.map((sentence) => sentence.split(/\s+/));

/** The school year in which it can be read. */
export function gradeOf(sentences: readonly string[][]): number {
	return fleschKincaid(sentences.filter(({ length }) => length >= 4));
}

export const tooLong = (sentences: readonly string[][]): string[] =>
	sentences.filter(({ length }) => length > LONGEST_SENTENCE).map((words) => words.join(' '));
