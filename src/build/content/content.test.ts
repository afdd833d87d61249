/** What comes with the app: whole in four languages, and readable by somebody tired and frightened. */
import { describe, expect, it } from 'vitest';
import { figure } from '../../../tests/support/figure';
import { gradeOf, sentencesIn, tooLong } from '../../../tests/support/reading-level';
import { numbersIn, ORIGINAL, readContent, said } from '.';

const { readings, missing, problems, numbers } = readContent('locales');
const originals = readings[ORIGINAL] ?? [];

it('has nothing wrong in it', () => {
	expect(problems.map(said)).toEqual([]);
	expect(originals.length).toBeGreaterThan(2);
});

it('has the same pages and blocks in every language, and no translation is missing', () => {
	for (const [language, translated] of Object.entries(readings)) {
		expect(translated.map(({ structure }) => structure)).toEqual(originals.map(({ structure }) => structure));
		for (const reading of translated) expect(reading.language).toBe(language);
	}
	figure('content: translations missing', missing.length, '0');
	expect(missing).toEqual([]);
});

/** Numbers that a language writes as words where English has digits. */
const AS_WORDS: Record<string, Record<string, RegExp>> = {
	ar: { 1: /واحد|دقيقة/, 2: /اثن|دقيقت/, 3: /ثلاث/, 4: /أربع/, 5: /خمس/, 6: /ست/, 10: /عشر/ },
};
const digitsIn = (text: string): string[] =>
	text.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).match(/\d+/g) ?? [];

describe.each(Object.keys(readings).filter((language) => language !== ORIGINAL))('in %s', (language) => {
	it.each((readings[language] ?? []).map((reading) => [reading.structure.id, reading] as const))(
		'%s says the same numbers as its original',
		(id, { texts }) => {
			const original = originals.find(({ structure }) => structure.id === id)?.texts ?? {};
			for (const [key, text] of Object.entries(original)) {
				const here = texts[key] ?? '';
				const lost = digitsIn(text).filter(
					(number) => !digitsIn(here).includes(number) && !AS_WORDS[language]?.[number]?.test(here),
				);
				expect(lost, key).toEqual([]);
				expect(
					digitsIn(here).filter((number) => !digitsIn(text).includes(number)),
					key,
				).toEqual([]);
			}
		},
	);
});

it.each(originals.map((reading) => [reading.structure.id, reading] as const))(
	'%s reads at grade 6 or below, in sentences of 15 words or fewer',
	(id, { texts }) => {
		const sentences = sentencesIn(Object.values(texts));
		const grade = gradeOf(sentences);
		figure(`content: English of ${id}, grade`, grade.toFixed(1), '<= 6');
		expect(grade).toBeLessThanOrEqual(6);
		expect(tooLong(sentences)).toEqual([]);
	},
);

it('says of every source where it is', () => {
	for (const { structure } of originals)
		for (const { title, url } of structure.sources) expect(url, title).toMatch(/^https:/);
});

/** Money, law, work, papers: what somebody may act on. */
const FACTUAL = ['money', 'work', 'home', 'papers', 'rights', 'health', 'phone', 'safety'];

describe.each(
	originals
		.filter(({ structure }) => structure.kind === 'lesson')
		.map((reading) => [reading.structure.id, reading] as const),
)('the lesson %s', (id, { structure, texts }) => {
	it('says where each of its numbers comes from', () => {
		const known = numbers.get(id) ?? new Set();
		const used = Object.values(texts).flatMap(numbersIn);
		expect(used.filter((number) => !known.has(number))).toEqual([]);
		// What is not said any more needs no source.
		expect([...known].filter((number) => !used.includes(number))).toEqual([]);
	});

	it('says whose facts they are, for which day, until when, and from where', () => {
		if (!structure.topics.some((topic) => FACTUAL.includes(topic))) return;
		expect(structure.jurisdiction).toBeDefined();
		expect(structure.reviewBy).toBeDefined();
		expect(structure.sources.length).toBeGreaterThan(0);
	});
});
