/**
 * The formulas. Sources: J. P. Kincaid et al., Derivation of new readability formulas for Navy enlisted personnel (1975);
 * J. Fernández Huerta, Medidas sencillas de lecturabilidad (1959), as corrected by G. Law; L. Kandel and A. Moles, Application de
 * l'indice de Flesch à la langue française (1958); C. H. Björnsson, Läsbarhet (1968).
 */
import { sentencesOf, wordsOf } from './sentences';

export type Measure = 'grade' | 'huerta' | 'kandel' | 'lix' | 'length';
export interface Legibility {
	measure: Measure;
	/** A school grade; points of 100, more is easier; LIX points, fewer is easier; words a sentence. */
	value: number;
	easy: boolean;
}

/** Groups of vowels, without a silent ending: near enough for a grade, as Flesch-Kincaid itself is. */
export const syllables = (word: string): number =>
	word
		.toLowerCase()
		.replace(/[^a-z]/g, '')
		.replace(/(?:[^laeiouy]es|[^t]ed|[^l]e)$/, (ending) => ending.charAt(0))
		.match(/[aeiouy]+/g)?.length ?? 1;

/** @param sentences each as its words */
export function fleschKincaid(sentences: readonly string[][]): number {
	const words = sentences.flat();
	const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
	return 0.39 * (words.length / sentences.length) + 11.8 * (spoken / words.length) - 15.59;
}

const bare = (word: string) => word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/** Two open vowels side by side are two syllables, an open and a closed one are one; í and ú stand alone. */
export function spanishSyllables(word: string): number {
	const letters = word
		.toLowerCase()
		.normalize('NFC')
		.replace(/qu|gu(?=[eéií])/g, 'q');
	return letters.match(/[iuüy]?[aeoáéó][iuüy]?|[íú]|[iuüy]+/g)?.length ?? 1;
}

/** Groups of vowels; an e at the end is silent. */
function frenchSyllables(word: string): number {
	const letters = bare(word).replace(/([^aeiouy])(?:e|es|ent)$/, '$1');
	return letters.match(/[aeiouy]+/g)?.length ?? 1;
}

const total = (words: readonly string[], count: (word: string) => number) =>
	words.reduce((sum, word) => sum + count(word), 0);

/**
 * One figure for a whole text. Labels of one to three words are left out: they would only flatter it. `null` when nothing is
 * left to measure.
 */
export function legibilityOf(texts: readonly string[], language: string): Legibility | null {
	const sentences = texts
		.flatMap((text) => sentencesOf(text, language))
		.map((sentence) => wordsOf(sentence, language))
		.filter(({ length }) => length >= 4);
	if (sentences.length === 0) return null;
	const words = sentences.flat();
	const long = words.length / sentences.length;
	const root = language.split('-')[0];
	if (root === 'en') {
		const value = fleschKincaid(sentences);
		return { measure: 'grade', value, easy: value <= 6 };
	}
	if (root === 'es') {
		const value = 206.84 - 60 * (total(words, spanishSyllables) / words.length) - 1.02 * long;
		return { measure: 'huerta', value, easy: value >= 70 };
	}
	if (root === 'fr') {
		const value = 207 - 1.015 * long - 73.6 * (total(words, frenchSyllables) / words.length);
		return { measure: 'kandel', value, easy: value >= 70 };
	}
	if (words.filter((word) => /^\p{Script=Latin}/u.test(word)).length > words.length / 2) {
		const value = long + (100 * words.filter((word) => word.length > 6).length) / words.length;
		return { measure: 'lix', value, easy: value <= 35 };
	}
	return { measure: 'length', value: long, easy: long <= 12 };
}
