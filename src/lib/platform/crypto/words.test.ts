import { describe, expect, it } from 'vitest';
import {
	generateWords,
	normaliseSecret,
	wordList,
	wordsEntropy,
	WORDS_GIVEN,
	type WordsLanguage,
} from './index';

const LANGUAGES: WordsLanguage[] = ['en', 'es', 'ar', 'fr'];

describe.each(LANGUAGES)('words in %s', (language) => {
	it('are as many as their entropy says, none like another once typed', async () => {
		const list = await wordList(language);
		expect(Math.log2(list.length)).toBe(wordsEntropy(language, 1));
		expect(new Set(list.map(normaliseSecret)).size).toBe(list.length);
		for (const word of list) expect(normaliseSecret(word)).toMatch(/^\p{L}{3,8}$/u);
	});

	it('are given with at least 55 bits', async () => {
		expect(wordsEntropy(language)).toBeGreaterThanOrEqual(55);
		const words = await generateWords(language);
		expect(words).toHaveLength(WORDS_GIVEN[language]);
		const list = (await wordList(language)).map((word) => word.normalize('NFC'));
		for (const word of words) expect(list).toContain(word);
	});

	it('are drawn from the whole list, evenly', async () => {
		const list = await wordList(language);
		const words = await generateWords(language, 20_000);
		expect(new Set(words).size).toBeGreaterThan(list.length * 0.99);
		const firstHalf = new Set(list.slice(0, list.length / 2).map((word) => word.normalize('NFC')));
		const share = words.filter((word) => firstHalf.has(word)).length / words.length;
		// Five standard deviations of a fair coin thrown 20,000 times.
		expect(Math.abs(share - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / 20_000));
	});
});

describe('a typed secret', () => {
	it.each([
		['  Alpha   BETA\tgamma ', 'alpha beta gamma'],
		['ábaco ÑANDÚ', 'abaco nandu'],
		['élève', 'eleve'],
		['أَرْنَب', 'ارنب'],
		['شجره شجرة', 'شجره شجره'],
		['على علي', 'علي علي'],
		['مـــاء', 'ما'],
		['٤٩٢٧۱۶', '492716'],
		['\u200f492716\u200e', '492716'],
	])('%j is %j', (typed, meant) => {
		expect(normaliseSecret(typed)).toBe(meant);
		expect(normaliseSecret(normaliseSecret(typed))).toBe(meant);
	});
});
