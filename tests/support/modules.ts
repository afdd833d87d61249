/** A module with every kind of block, for tests: its structure by hand, its words by slot. */
import type { Module, Reading, Structure, Texts } from '../../src/lib/protocol/module.js';
import { slotsOf, type Page } from '../../src/lib/protocol/module-blocks.js';

/** One page a block, so that every block is a screen of its own. */
export const EVERY_BLOCK: Page[] = [
	{
		id: 'p1',
		blocks: [
			{ id: 'b1', type: 'text' },
			{ id: 'b2', type: 'note', tone: 'care' },
		],
	},
	{ id: 'p2', blocks: [{ id: 'b3', type: 'list', numbered: false, items: [{ id: 'i1' }, { id: 'i2' }] }] },
	{ id: 'p3', blocks: [{ id: 'b4', type: 'steps', items: [{ id: 'i1' }, { id: 'i2' }] }] },
	{
		id: 'p4',
		blocks: [
			{
				id: 'b5',
				type: 'senses',
				items: [
					{ id: 'i1', sense: 'see', count: 3 },
					{ id: 'i2', sense: 'hear', count: 2 },
				],
			},
		],
	},
	{ id: 'p5', blocks: [{ id: 'b6', type: 'breathe', in: 4, holdIn: 0, out: 6, holdOut: 0, minutes: 1 }] },
	{ id: 'p6', blocks: [{ id: 'b7', type: 'release', items: [{ id: 'i1', tense: 5, rest: 10 }] }] },
	{ id: 'p7', blocks: [{ id: 'b8', type: 'timer', seconds: 60 }] },
	{ id: 'p8', blocks: [{ id: 'b9', type: 'choose', options: [{ id: 'o1' }, { id: 'o2' }] }] },
	{
		id: 'p9',
		blocks: [
			{
				id: 'b10',
				type: 'sort',
				bins: [{ id: 'n1' }, { id: 'n2' }],
				items: [
					{ id: 'i1', bin: 'n1' },
					{ id: 'i2', bin: 'n2' },
				],
			},
		],
	},
	{
		id: 'p10',
		blocks: [
			{
				id: 'b11',
				type: 'quiz',
				options: [
					{ id: 'o1', right: true },
					{ id: 'o2', right: false },
				],
			},
		],
	},
	{ id: 'p11', blocks: [{ id: 'b12', type: 'reflection', long: true }] },
	{ id: 'p12', blocks: [{ id: 'b13', type: 'checklist', items: [{ id: 'i1' }, { id: 'i2' }] }] },
	{
		id: 'p13',
		blocks: [
			{
				id: 'b14',
				type: 'budget',
				lines: [
					{ id: 'l1', direction: 'in' },
					{ id: 'l2', direction: 'out' },
				],
			},
		],
	},
	{ id: 'p14', blocks: [{ id: 'b15', type: 'wage' }] },
	{ id: 'p15', blocks: [{ id: 'b16', type: 'picture', drawing: 'breath' }] },
	{ id: 'p16', blocks: [{ id: 'b17', type: 'helpline', country: 'US' }] },
	{ id: 'p17', blocks: [{ id: 'b18', type: 'ref', module: 'in:slow-breathing' }] },
];

/** Words for every slot, made by `word`; optional ones too. */
export const textsFor = (
	pages: readonly Page[],
	word: (key: string) => string = (key) => `Words of ${key}.`,
): Texts => Object.fromEntries(slotsOf(pages).map(({ key, max }) => [key, word(key).slice(0, max)]));

/** What an author would sign, with every block in it unless other pages are given. */
export function unsignedModule(change: Partial<Omit<Module, 'author'>> = {}): Omit<Module, 'author'> {
	const pages = change.pages ?? EVERY_BLOCK;
	return {
		id: 'AAAAAAAAAAAAAAAAAAAAAA',
		revision: 1,
		kind: 'lesson',
		topics: ['money'],
		minutes: 5,
		asOf: '2026-11-01',
		sources: [{ title: 'A source', url: 'https://example.org/page' }],
		licence: 'CC-BY-4.0',
		language: 'en',
		pages,
		texts: textsFor(pages),
		...change,
	};
}

/** An exercise as it comes with the app, called `name`. */
export function exercise(name: string, change: Partial<Structure> = {}): Reading {
	const { texts, ...structure } = unsignedModule({
		id: `in:${name}`,
		kind: 'exercise',
		topics: ['on-edge'],
		minutes: 3,
		...change,
	});
	return { structure, texts: { ...texts, title: name }, language: 'en' };
}
