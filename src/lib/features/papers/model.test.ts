import { describe, expect, it } from 'vitest';
import words from '$locales/en/ui/papers.json';
import {
	emptyPaper,
	GROUPS,
	isKnown,
	isState,
	LONGEST,
	ownOf,
	paperOf,
	paperSchema,
	saysSomething,
	STATES,
	type Paper,
} from './model';

const paper = (change: Partial<Paper>, at = '2026-05-01T09:00:00.000Z'): Paper => ({
	...emptyPaper('own', new Date(at)),
	...change,
});
const ALL = [
	{ id: 'b', value: paper({ name: 'A letter' }, '2026-05-02T09:00:00.000Z') },
	{ id: 'a', value: paper({ name: 'A diary' }) },
	{ id: 'c', value: paper({ kind: 'passport', state: 'gone' }, '2026-05-03T09:00:00.000Z') },
	{ id: 'd', value: paper({ kind: 'passport', state: 'have' }, '2026-05-04T09:00:00.000Z') },
	{ id: 'e', value: paper({ name: '  ' }) },
];

describe('the list', () => {
	it('has a name for every paper, group and mark, and for nothing else', () => {
		const { own: _own, ...groups } = words.group;
		expect(Object.keys(groups)).toEqual(Object.keys(GROUPS));
		expect(Object.keys(words.kind)).toEqual(Object.values(GROUPS).flat());
		const { legend: _legend, open: _open, ...marks } = words.state;
		expect(Object.keys(marks)).toEqual(STATES.filter(Boolean));
	});

	it('knows its papers and marks from other words', () => {
		expect(isKnown('passport')).toBe(true);
		for (const other of ['own', '', undefined, 'toString']) expect(isKnown(other)).toBe(false);
		expect(isState('gone')).toBe(true);
		expect(isState('lost')).toBe(false);
	});

	it('shows one record of a paper, always the same, and none where nothing was said', () => {
		expect(paperOf(ALL, 'passport')?.id).toBe('c');
		expect(paperOf(ALL.toReversed(), 'passport')?.id).toBe('c');
		expect(paperOf(ALL, 'birth')).toBeUndefined();
	});

	it('keeps her own entries in the order in which she wrote, without what says nothing', () => {
		expect(ownOf(ALL).map(({ id }) => id)).toEqual(['a', 'b']);
	});
});

describe('a paper', () => {
	it.each<Partial<Paper>>([{ state: 'not' }, { name: 'x' }, { place: 'x' }, { holder: 'x' }])(
		'with %o says something',
		(change) => {
			expect(saysSomething(paper(change))).toBe(true);
		},
	);

	it('without marks and words says nothing', () => {
		expect(saysSomething(paper({ name: ' ', place: '\n' }))).toBe(false);
	});

	it('is refused when it is too long, and filled in where an older one lacks something', () => {
		expect(paperSchema.safeParse(paper({ place: 'x'.repeat(LONGEST + 1) })).success).toBe(false);
		const { holder: _holder, state: _state, ...old } = paper({ name: 'old' });
		expect(paperSchema.parse(old)).toMatchObject({ name: 'old', holder: '', state: '' });
	});
});
