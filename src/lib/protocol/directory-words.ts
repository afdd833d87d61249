/**
 * How text becomes words, for the directory's index and for what she types: both sides must agree to the letter, so this
 * is part of the pack's format (`directory.ts`). Changing it is a new format.
 */

/** What Unicode does not take apart, and people type without. */
const LETTERS: Record<string, string> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	ł: 'l',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ı: 'i',
	// One word, several spellings: Arabic alef, ya, ta marbuta, and the letters of Persian and Urdu beside them.
	آ: 'ا',
	أ: 'ا',
	إ: 'ا',
	ٱ: 'ا',
	ى: 'ي',
	ی: 'ي',
	ئ: 'ي',
	ة: 'ه',
	ؤ: 'و',
	ک: 'ك',
};
/** Digits as Arabic and Persian write them; and Ethiopic letters of one sound, which people spell as they like. */
for (const [from, to, many] of [
	[0x660, 0x30, 10],
	[0x6f0, 0x30, 10],
	[0x1210, 0x1200, 7],
	[0x1280, 0x1200, 7],
	[0x1220, 0x1230, 7],
	[0x12d0, 0x12a0, 7],
	[0x1340, 0x1338, 7],
] as const)
	for (let at = 0; at < many; at += 1)
		LETTERS[String.fromCodePoint(from + at)] = String.fromCodePoint(to + at);
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
/** Accents, Hebrew points, Arabic vowels, the stretching tatweel, and signs that only steer how a line is drawn. */
const MARKS =
	/[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u0655\u0670]|[\u0640\u200b-\u200f\u2060\ufeff]/g;
const BEYOND_ASCII = /[^ -~\t\n\r]/;

/** One spelling: lower case, without accents or vowel signs. */
export function fold(text: string): string {
	const low = text.toLowerCase();
	if (!BEYOND_ASCII.test(low)) return low;
	return low
		.normalize('NFKD')
		.replace(MARKS, '')
		.toLowerCase()
		.replace(LETTER, (letter) => LETTERS[letter] ?? letter)
		.normalize('NFKC')
		.toLowerCase();
}

/** Scripts that do not write a space between words. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** Longer ones are addresses and ids that nobody types. */
export const LONGEST_WORD = 40;

let segmenter: Intl.Segmenter | null | undefined;
const segments = (run: string): string[] => {
	segmenter ??= 'Segmenter' in Intl ? new Intl.Segmenter(undefined, { granularity: 'word' }) : null;
	if (segmenter === null) return [run];
	return [...segmenter.segment(run)].map(({ segment }) => segment);
};

/** What Arabic writes onto a word: the article, also after and, then, in, as; and `for the`. */
const ARTICLE = /^(?:[وفبك]?ال|لل)(?=.{3})/;
/** "the house" and "house" are one word to look for. */
const withoutArticle = (word: string): string => (word.length > 4 ? word.replace(ARTICLE, '') : word);
/** An apostrophe joins: women's is looked for as womens. What French shortens before a vowel is a word of its own: d'urgence. */
const SHORTENED = /(^|[^\p{L}\p{N}])(?:[cdjlmnst]|(?:jus|lors|puis)?qu)['’ʼ](?=\p{L})/gu;

/** The words of a text in their order, folded; scripts without spaces by the dictionary of `Intl.Segmenter`. */
export function wordsOf(text: string): string[] {
	const words = fold(text).replace(SHORTENED, '$1').replace(/['’ʼ]/g, '').match(WORD);
	if (words === null) return [];
	const found: string[] = [];
	for (const word of words) {
		for (const one of UNSPACED.test(word) ? segments(word) : [word])
			if (one.length <= LONGEST_WORD) found.push(withoutArticle(one));
	}
	return found;
}
