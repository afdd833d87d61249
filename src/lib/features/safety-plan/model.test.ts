import { describe, expect, it } from 'vitest';
import plan from '$locales/en/ui/safety-plan.json';
import { lineText, partsOf, partsText, says } from './as-text';
import { dialOf, emptyLine, EXAMPLES, linesOf, LISTS, LONGEST, lineSchema, type Line } from './model';

const words = {
	t: (key: string, values?: Record<string, unknown>) =>
		`${key}${values ? `(${Object.values(values).join()})` : ''}`,
};
const line = (change: Partial<Line>, at = '2026-05-01T09:00:00.000Z'): Line => ({
	...emptyLine('signs', new Date(at)),
	...change,
});
const ALL = [
	{ id: 'b', value: line({ text: 'second' }, '2026-05-02T09:00:00.000Z') },
	{ id: 'a', value: line({ text: 'first' }) },
	{ id: 'c', value: line({ list: 'people', text: 'Ana', how: '555 0100', knows: 'All' }) },
	{ id: 'd', value: line({ text: '  ' }) },
];

describe('what can be called', () => {
	it.each([
		['+34 600-11 22 33', '+34600112233'],
		['(020) 7946 0000', '02079460000'],
		['٠٦١٢٣٤٥٦٧٨', '0612345678'],
		['۰۹۱۲۳۴۵۶۷', '091234567'],
		['112', '112'],
	])('%s is one number', (how, dial) => {
		expect(dialOf(how)).toBe(dial);
	});

	it.each([
		'',
		'call 600112233 after 6',
		'12',
		'600112233 +34600112233',
		'12+34',
		'ana@example.org',
		'1'.repeat(16),
	])('“%s” is not', (how) => {
		expect(dialOf(how)).toBeNull();
	});
});

describe('the lists', () => {
	it('keep the order in which she wrote, without what says nothing', () => {
		expect(linesOf(ALL, 'signs').map(({ id }) => id)).toEqual(['a', 'b']);
	});

	it('have all their examples among the words, each short enough to be a line', () => {
		for (const list of LISTS) {
			const examples = Object.values(plan.example[list]);
			expect(examples).toHaveLength(EXAMPLES[list]);
			for (const text of examples) expect(text.length).toBeLessThanOrEqual(LONGEST);
		}
	});

	it('refuse a line that is too long, and fill in what an older one lacks', () => {
		expect(lineSchema.safeParse({ ...line({}), text: 'x'.repeat(LONGEST + 1) }).success).toBe(false);
		const { how: _how, knows: _knows, ...old } = line({ text: 'old' });
		expect(lineSchema.parse(old)).toMatchObject({ text: 'old', how: '', knows: '' });
	});
});

describe('what goes out', () => {
	it('is only what was ticked, by list', () => {
		const text = partsText(partsOf(words, ALL, new Set(['b', 'c'])));
		expect(text).toBe(
			'safety-plan:list.signs.title\n- second\n\n' +
				'safety-plan:list.people.title\n- Ana. safety-plan:reach(\u2066555\u00a00100\u2069). safety-plan:knows(All)',
		);
		expect(partsText(partsOf(words, ALL, new Set()))).toBe('');
	});

	it('is known again in the message that said it, and only whole', () => {
		const text = partsText(partsOf(words, ALL, new Set(['b'])));
		expect(says(text, lineText(words, line({ text: 'second' })))).toBe(true);
		expect(says(text, 'secon')).toBe(false);
		expect(says(text, 'first')).toBe(false);
	});
});
