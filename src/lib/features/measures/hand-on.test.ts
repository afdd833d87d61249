import { beforeAll, expect, it } from 'vitest';
import instruments from '$locales/en/ui/instruments.json';
import measures from '$locales/en/ui/measures.json';
import { I18n } from '$platform/i18n';
import { ok } from '$protocol/result';
import { textOf, type Chosen } from './hand-on';
import type { Measure } from './model';

const english = new I18n({
	load: () => Promise.resolve(ok({ measures, instruments })),
	keep: () => Promise.resolve(),
	kept: () => Promise.resolve('en'),
	preferred: ['en-GB'],
});
beforeAll(() => english.start());

const filled: Measure = {
	v: 1,
	instrument: 'phq9',
	at: '2026-11-22T10:00:00.000Z',
	exposed: null,
	answers: [3, 0, 0, 0, 0, 0, 0, 0, 1],
	done: true,
	language: 'en',
};
const only = (...parts: (keyof Chosen)[]): Chosen => ({
	date: parts.includes('date'),
	number: parts.includes('number'),
	answers: parts.includes('answers'),
});
const NOT = 'This is not a diagnosis.';

it('is empty when nothing was chosen, or there is nothing', () => {
	expect(textOf(english, [filled], only())).toBe('');
	expect(textOf(english, [], only('date', 'number', 'answers'))).toBe('');
});

it('has only what was chosen, and always that it is no diagnosis', () => {
	const number = textOf(english, [filled], only('number'));
	expect(number).toContain('Feeling low (');
	expect(number).toContain('PHQ-9');
	expect(number).toContain('Number: 4 of 27');
	expect(number).toContain(NOT);
	expect(number).not.toContain('November');
	expect(number).not.toContain('hurting yourself');

	const date = textOf(english, [filled], only('date'));
	expect(date).toContain('22 November 2026');
	expect(date).not.toContain('4 of 27');

	const answers = textOf(english, [filled], only('answers'));
	expect(answers).toContain('1. Little interest or pleasure in doing things\n   Nearly every day');
	expect(answers).toContain('9. Thoughts that you would be better off dead');
	expect(answers).not.toContain('4 of 27');
});

it('says what was skipped, and that there is then no number', () => {
	const text = textOf(
		english,
		[{ ...filled, answers: [3, null, 0, 0, 0, 0, 0, 0, 0] }],
		only('number', 'answers'),
	);
	expect(text).toContain('No number: not every question was answered');
	expect(text).toContain('2. Feeling down, depressed, or hopeless\n   skipped');
});

it('says in which words it was filled in', () => {
	expect(textOf(english, [filled], only('number'))).toContain('published English words');
	const arabic = textOf(english, [{ ...filled, language: 'ar' }], only('number'));
	expect(arabic).toContain('Filled in in Arabic, in a draft translation.');
});

it('has one part a time', () => {
	const text = textOf(english, [filled, { ...filled, answers: Array<number>(9).fill(1) }], only('number'));
	expect(text.match(/Number: \d+/g)).toEqual(['Number: 4', 'Number: 9']);
	expect(text.split(NOT)).toHaveLength(2);
});
