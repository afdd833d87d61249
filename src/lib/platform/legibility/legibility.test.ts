import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fleschKincaid, legibilityOf, longSentences, sentencesOf, wordsOf } from './index';
import { spanishSyllables } from './measures';

const words = (count: number, word = 'red') => Array.from({ length: count }, () => word).join(' ');

describe('sentences', () => {
	it('end where the language ends them, and at the end of a line', () => {
		expect(sentencesOf('Sit down. Breathe\nLook around', 'en')).toEqual([
			'Sit down.',
			'Breathe',
			'Look around',
		]);
		expect(sentencesOf('كيف الحال؟ هنا مكان آمن.', 'ar')).toHaveLength(2);
	});

	it('are long from sixteen words on, whatever stands between them', () => {
		expect(longSentences(`${words(15)}.`, 'en')).toEqual([]);
		expect(longSentences(`${words(15)} – , red.`, 'en')).toHaveLength(1);
		expect(longSentences(words(16, 'كلمة'), 'ar')).toHaveLength(1);
	});

	it('hold words and no signs', () => {
		expect(wordsOf('Yes, “you” can – 3 times.', 'en')).toEqual(['Yes', 'you', 'can', '3', 'times']);
	});
});

describe('a figure for each language', () => {
	const of = (text: string, language: string) => legibilityOf([text], language);

	it('is a school grade in English, the same as over sentences divided by hand', () => {
		const easy = of('You can stop at any time. Nobody will ask you why.', 'en');
		expect(easy).toMatchObject({ measure: 'grade', easy: true });
		expect(easy?.value).toBeCloseTo(
			fleschKincaid(['You can stop at any time'.split(' '), 'Nobody will ask you why'.split(' ')]),
		);
		expect(
			of('Organisational considerations necessitate comprehensive documentation of employment.', 'en')?.easy,
		).toBe(false);
	});

	it('tells easy from hard in Spanish and French', () => {
		expect(of('Puedes parar cuando lo desees. Nadie te va a decir nada.', 'es')).toMatchObject({
			easy: true,
		});
		expect(of('Consideraciones organizativas imposibilitan documentación administrativa.', 'es')?.easy).toBe(
			false,
		);
		expect(of('Vous pouvez faire une pause. Ce lieu est calme.', 'fr')).toMatchObject({ easy: true });
		expect(
			of('Considérations organisationnelles nécessitant documentation administrative.', 'fr')?.easy,
		).toBe(false);
	});

	it.each([
		['agua', 2],
		['día', 2],
		['tiempo', 2],
		['leer', 2],
		['guitarra', 3],
		['que', 1],
		['yo', 1],
	])('counts the syllables of %s', (word, count) => {
		expect(spanishSyllables(word)).toBe(count);
	});

	it('is LIX in other Latin writing, and words a sentence in any other', () => {
		expect(of('Mund të ndalesh kur të duash ti.', 'sq')).toMatchObject({ measure: 'lix', easy: true });
		expect(of('يمكن التوقف في أي وقت.', 'ar')).toMatchObject({ measure: 'length', easy: true });
		expect(of(`${words(20, 'كلمة')}.`, 'ar')).toMatchObject({ easy: false });
	});

	it('is nothing where there is nothing to measure', () => {
		expect(of('Stop here', 'en')).toBeNull();
		expect(legibilityOf([], 'ar')).toBeNull();
	});

	it('is a number for anything anybody types', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary' }),
				fc.constantFrom('en', 'es', 'fr', 'ar', 'ti', 'zh-Hans'),
				(text, tag) => {
					const read = legibilityOf([text], tag);
					expect(read === null || Number.isFinite(read.value)).toBe(true);
				},
			),
		);
	});
});
