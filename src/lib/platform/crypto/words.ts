/**
 * Generated words, for the person who fears an expert and not only somebody near. The lists come from
 * `@scure/bip39` (BIP-39: en, es, fr) and from our own for Arabic, each fetched when its language asks for it.
 * Not BIP-39: no checksum, no seed; words are drawn one by one.
 */
import { randomBelow, randomBytes, type RandomSource } from './random';

export type WordsLanguage = 'en' | 'es' | 'ar' | 'fr';

const LIST_SIZE: Record<WordsLanguage, number> = { en: 2048, es: 2048, fr: 2048, ar: 1024 };

/** Words a new vault is given: 55 bits from a list of 2048, 60 from the Arabic one. */
export const WORDS_GIVEN: Record<WordsLanguage, number> = { en: 5, es: 5, fr: 5, ar: 6 };

const LISTS: Record<WordsLanguage, () => Promise<readonly string[]>> = {
	en: async () => (await import('@scure/bip39/wordlists/english.js')).wordlist,
	es: async () => (await import('@scure/bip39/wordlists/spanish.js')).wordlist,
	fr: async () => (await import('@scure/bip39/wordlists/french.js')).wordlist,
	ar: async () => (await import('./words/ar')).wordlist,
};

export const wordList = (language: WordsLanguage): Promise<readonly string[]> => LISTS[language]();

/** Bits of entropy in `n` words drawn from this language's list. */
export const wordsEntropy = (language: WordsLanguage, n: number = WORDS_GIVEN[language]): number =>
	n * Math.log2(LIST_SIZE[language]);

/** `n` words, each drawn uniformly and independently. */
export async function generateWords(
	language: WordsLanguage,
	n: number = WORDS_GIVEN[language],
	random: RandomSource = randomBytes,
): Promise<string[]> {
	const list = await wordList(language);
	return Array.from({ length: n }, () => {
		const word = list[randomBelow(list.length, random)];
		if (word === undefined) throw new RangeError('Word list shorter than it says');
		return word.normalize('NFC');
	});
}

/** Letters that keyboards, habits and dialects write for one another. Folded the same way when setting and when typing. */
const ARABIC_FOLDS: readonly [RegExp, string][] = [
	[/[\u0671\u0622\u0623\u0625]/gu, '\u0627'], // alef with wasla, madda or hamza -> alef
	[/\u0624/gu, '\u0648'], // waw with hamza -> waw
	[/[\u0626\u0649\u06cc]/gu, '\u064a'], // yaa with hamza, alef maqsura, Persian yaa -> yaa
	[/\u0629/gu, '\u0647'], // taa marbuta -> haa
	[/\u06a9/gu, '\u0643'], // Persian kaf -> kaf
	[/[\u0621\u0640]/gu, ''], // lone hamza and the stretching tatweel
];

/**
 * One spelling for everything a person may type for the same secret: capital or small, with or without accents and
 * vowel marks, any blanks, Arabic or Persian or Latin digits. Part of the vault's format: a change here locks people
 * out, so it may only ever be added to by a new format version.
 */
export function normaliseSecret(typed: string): string {
	let text = typed.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
	for (const [letters, letter] of ARABIC_FOLDS) text = text.replace(letters, letter);
	text = text.replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
	return text
		.replace(/\p{Cf}/gu, '')
		.replace(/\s+/gu, ' ')
		.trim();
}
