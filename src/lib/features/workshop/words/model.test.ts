import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import names from '$locales/en/ui/workshop.json';
import {
	filterTexts,
	hasSameBraces,
	pairTexts,
	suggestionsToLocales,
	textKey,
	type Suggestion,
} from './model';

const en = {
	shell: { hello: 'Hello {{name}}', deep: { steps_one: '{{count}} step', steps_other: '{{count}} steps' } },
};
const ar = {
	shell: { hello: 'أهلًا {{name}}', deep: { steps_few: '{{count}} خطوات', steps_other: '{{count}} خطوة' } },
};
const suggestion = (over: Partial<Suggestion>): Suggestion => ({
	language: 'ar',
	room: 'shell',
	path: 'hello',
	text: 'مرحبًا {{name}}',
	basedOn: 'أهلًا {{name}}',
	...over,
});

it('calls every room by a name', () => {
	const rooms = Object.keys(import.meta.glob('../../../../../locales/en/ui/*.json')).map((file) =>
		file.slice(file.lastIndexOf('/') + 1, -'.json'.length),
	);
	expect(rooms.filter((room) => !(room in names.rooms))).toEqual([]);
});

describe('two languages side by side', () => {
	const pairs = pairTexts(en, ar, 'ar');
	const by = (path: string) => pairs.find((pair) => pair.path === path);

	it('stand beside each other, each form of counting beside its nearest', () => {
		expect(by('hello')).toMatchObject({ left: 'Hello {{name}}', right: 'أهلًا {{name}}' });
		expect(by('deep.steps_few')).toMatchObject({ left: '{{count}} steps', right: '{{count}} خطوات' });
	});

	it('show what is missing, but not a form that the language does not have', () => {
		expect(by('deep.steps_one')).toMatchObject({ right: null });
		expect(pairTexts(ar, en, 'en').some(({ path }) => path === 'deep.steps_few')).toBe(false);
	});

	it('are found by words of either, by part, and by having a suggestion', () => {
		const all = { room: '', words: '', only: null };
		expect(filterTexts(pairs, { ...all, words: 'HELLO' }).map(textKey)).toEqual(['shell:hello']);
		expect(filterTexts(pairs, { ...all, words: 'أهلا' }).map(textKey)).toEqual(['shell:hello']);
		expect(filterTexts(pairs, { ...all, room: 'today' })).toEqual([]);
		expect(filterTexts(pairs, { ...all, only: new Set(['shell:hello']) })).toHaveLength(1);
		expect(filterTexts(pairs, all)).toHaveLength(pairs.length);
	});
});

describe('the file of suggestions', () => {
	it('has the shape of the locales', () => {
		const file = suggestionsToLocales([
			suggestion({}),
			suggestion({ path: 'deep.steps_two', text: 'x', basedOn: '' }),
		]);
		expect(JSON.parse(JSON.stringify(file))).toEqual({
			ar: { shell: { hello: 'مرحبًا {{name}}', deep: { steps_two: 'x' } } },
		});
	});

	it('leaves out what is empty or would lose a name', () => {
		expect(
			JSON.stringify(suggestionsToLocales([suggestion({ text: ' ' }), suggestion({ text: 'مرحبًا' })])),
		).toBe('{}');
		expect(hasSameBraces('{{a}} {{b}}', '{{b}}, {{a}}')).toBe(true);
		expect(hasSameBraces('{{a}} {{a}}', '{{a}}')).toBe(false);
	});

	it('takes any key as a name only', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), (room, path) => {
				suggestionsToLocales([
					suggestion({ room, path }),
					suggestion({ room: '__proto__', path: 'polluted' }),
				]);
				expect('polluted' in {}).toBe(false);
			}),
		);
	});
});
