/**
 * How hard a text is to read: sentences of 15 words or fewer, Flesch-Kincaid grade 6 or below over whole sentences (labels
 * of one or two words would only flatter the figure). English only: the formula knows no other language.
 */

export const sentencesIn = (texts: readonly string[]): string[][] =>
	texts
		.flatMap((text) => text.replace(/\{\{\w+\}\}/g, '5').split(/(?<=[.?!:])\s+/))
		.map((sentence) => sentence.split(/\s+/));

/** Groups of vowels, without a silent ending: near enough for a grade, as Flesch-Kincaid itself is. */
const syllables = (word: string): number =>
	word
		.toLowerCase()
		.replace(/[^a-z]/g, '')
		.replace(/(?:[^laeiouy]es|[^t]ed|[^l]e)$/, (ending) => ending.charAt(0))
		.match(/[aeiouy]+/g)?.length ?? 1;

/** The school year in which it can be read. */
export function gradeOf(sentences: readonly string[][]): number {
	const whole = sentences.filter(({ length }) => length >= 4);
	const words = whole.flat();
	const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
	return 0.39 * (words.length / whole.length) + 11.8 * (spoken / words.length) - 15.59;
}

export const tooLong = (sentences: readonly string[][]): string[] =>
	sentences.filter(({ length }) => length > 15).map((words) => words.join(' '));
