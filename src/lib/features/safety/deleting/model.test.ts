import { describe, expect, it } from 'vitest';
import ar from '$locales/ar/ui/deleting.json';
import en from '$locales/en/ui/deleting.json';
import es from '$locales/es/ui/deleting.json';
import fr from '$locales/fr/ui/deleting.json';
import { isTheWord, keptParts } from './model';

describe('the word typed before everything is deleted', () => {
	it.each([en, es, ar, fr].map(({ all }) => all.word))('%s', (word) => {
		for (const typed of [word, word.toUpperCase(), ` ${word} `, `“${word}”`])
			expect(isTheWord(typed, word)).toBe(true);
		for (const typed of ['', ' ', word.slice(1), `${word} ${word}`])
			expect(isTheWord(typed, word)).toBe(false);
	});

	it('with vowel signs or stretched, as some Arabic keyboards write it', () => {
		expect(isTheWord('حَذْف', 'حذف')).toBe(true);
		expect(isTheWord('حـذف', 'حذف')).toBe(true);
	});
});

it('lists what is kept, and leaves out what is empty', () => {
	const rooms = [
		{ id: 'a', screens: {}, keeps: [{ label: 'a', collections: ['a1', 'a2'] as const }] },
		{ id: 'b', screens: {}, keeps: [{ label: 'b', collections: ['b1'] as const }] },
		{ id: 'c', screens: {} },
	];
	expect(keptParts(rooms, new Map([['a2', 3]]))).toEqual([
		{ label: 'a', collections: ['a1', 'a2'], count: 0 },
	]);
	expect(keptParts(rooms, new Map([['b1', 2]])).map(({ label, count }) => [label, count])).toEqual([
		['b', 2],
	]);
	expect(keptParts(rooms, new Map())).toEqual([]);
});
