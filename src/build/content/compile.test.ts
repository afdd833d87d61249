/** Content compiled: every block as a mentor writes it, and every wrong thing with its line and a sentence. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { structureSchema } from '$protocol/module';
import { slotsOf } from '$protocol/module-blocks';
import { compileMarkdown, type CompileOptions } from './compile';
import { said } from './report';

const HEAD = `---
title: A module
summary: What it is for.
review: original
kind: lesson
topics: [money]
minutes: 5
asOf: 2026-11-01
licence: CC-BY-4.0
---
`;
const OPTIONS: CompileOptions = { id: 'in:a-module', language: 'en' };
const known = { drawings: new Set(['breath']), modules: new Set(['in:a-module']) };

const EVERY = `${HEAD}
## Words {#p1}

One thought.
It goes on in the next line.

- One
- Two {#i7}

1. First
2. Second

:::note{tone=care}
One.

Two.
:::

## Doing

:::steps
Take your time.

1. Sit down.
2. Look around.
:::

:::senses
- [see 5] Look around.
- [hear 3] Listen.
:::

::breathe{in=4 out=6 minutes=1}

:::breathe{in=4 holdIn=1 out=6 holdOut=2 minutes=2}
Along with the shape.
:::

:::release
- [tense 5 rest 10] Your hands.
:::

::timer{seconds=60}

:::choose
Which one?

- The first

  Good to know.
- The second
:::

:::sort
Where does it belong?

1. Mine
2. Not mine

- [2] The journey

  It was never yours to pay.
- [1] Bread
:::

:::quiz
Who may open your letters?

- [x] Only me

  Yes.
- [ ] Anyone

  No.
:::

:::reflection{long}
What helped?

As many words as you like.
:::

:::checklist{#b88}
- Bread
- Milk
:::

:::budget
- [in] Pay
- [out] Rent
:::

::wage

::picture[A breath.]{drawing=breath}

::helpline{country=US}

::ref[A module]{module=in:a-module}
`;

function compiled(text: string, options: Partial<CompileOptions> = {}) {
	const result = compileMarkdown(text, 'a.md', { ...OPTIONS, known, ...options });
	if (!result.ok) throw new Error(result.problems.map(said).join('\n'));
	return result;
}
function problems(text: string, options: Partial<CompileOptions> = {}): string[] {
	const result = compileMarkdown(text, 'a.md', { ...OPTIONS, known, ...options });
	return result.ok ? [] : result.problems.map(said);
}

it('is as locales/README.md shows it', () => {
	const shown = [...readFileSync('locales/README.md', 'utf8').matchAll(/^```text\n(.*?)^```$/gms)];
	const { structure } = compiled([HEAD, ...shown.map(([, text]) => text)].join('\n'), {
		known: { ...known, modules: new Set(['in:slow-breathing']) },
	});
	const types = structure.pages.flatMap(({ blocks }) => blocks.map(({ type }) => type));
	expect(new Set(types).size).toBe(18);
});

describe('what is written', () => {
	const { structure, texts } = compiled(EVERY);
	const blocks = structure.pages.flatMap((page) => page.blocks);

	it('becomes every block of the format, with its words where they belong', () => {
		expect(structureSchema.parse(structure)).toEqual(structure);
		expect(new Set(blocks.map(({ type }) => type)).size).toBe(18);
		const slots = slotsOf(structure.pages);
		expect(Object.keys(texts).filter((key) => !slots.some((slot) => slot.key === key))).toEqual([]);
		expect(structure).toMatchObject({ id: 'in:a-module', revision: 1, sources: [], language: 'en' });
	});

	it('keeps paragraphs, marks and replies', () => {
		expect(texts).toMatchObject({
			title: 'A module',
			'p1.title': 'Words',
			'b101.text': 'One thought. It goes on in the next line.',
			'b102.i7': 'Two',
			'b104.text': 'One.\n\nTwo.',
			'b207.o1': 'The first',
			'b207.o1.why': 'Good to know.',
			'b208.n2': 'Not mine',
			'b209.o2.why': 'No.',
			'b210.hint': 'As many words as you like.',
			'b88.i2': 'Milk',
		});
		expect(blocks.find(({ id }) => id === 'b204')).toMatchObject({ holdIn: 1, out: 6, holdOut: 2 });
		expect(blocks.find(({ type }) => type === 'sort')).toMatchObject({
			items: [
				{ id: 'i1', bin: 'n2' },
				{ id: 'i2', bin: 'n1' },
			],
		});
	});

	it('keeps the names of what was there when another page grows', () => {
		const grown = compiled(EVERY.replace('- One\n', 'A new thought.\n\n- One\n'));
		const second = (of: typeof structure) => of.pages[1];
		expect(second(grown.structure)).toEqual(second(structure));
	});

	it('is the same from a file with other line ends', () => {
		expect(compiled(`\uFEFF${EVERY.replaceAll('\n', '\r\n')}`)).toEqual(compiled(EVERY));
	});
});

const page = (body: string) => `${HEAD}\n## A page\n\n${body}\n`;
/** The line where the body of `page` begins. */
const AT = 14;
const head = (from: string, to: string) => page('Words.').replace(from, to);

it.each<[what: string, text: string, line: number, sentence: string]>([
	['an unknown block', page(':::dance\nWords\n:::'), AT, 'There is no block "dance". There are: text, note'],
	[
		'an unknown attribute',
		page('::timer{seconds=60 loud=1}'),
		AT,
		'A timer has no `loud`. Write it so: ::timer',
	],
	['a style', page('::timer{seconds=60 .red}'), AT, 'A timer has no `class`'],
	['an inherited name', page('::timer{seconds=60 constructor=1}'), AT, 'A timer has no `constructor`'],
	['no number', page('::timer{seconds=soon}'), AT, '`seconds` is a whole number, not "soon"'],
	['a number out of reach', page('::timer{seconds=5}'), AT, '`seconds` is 10 or more'],
	['a number missing', page('::breathe{in=4 minutes=1}'), AT, '`out` is missing'],
	['an unknown tone', page(':::note{tone=loud}\nWords\n:::'), AT, '`tone` is one of: info, care'],
	['words missing', page(':::note\n:::'), AT, 'Words are missing here (b101.text)'],
	[
		'a reply missing',
		page(':::quiz\nOne?\n\n- [x] Yes\n\n  So.\n- [ ] No\n:::'),
		AT,
		'Words are missing here (b101.o2.why)',
	],
	[
		'no right answer',
		page(':::quiz\nOne?\n\n- [ ] Yes\n\n  So.\n- [ ] No\n\n  So.\n:::'),
		AT,
		'No answer of this quiz is right',
	],
	[
		'a mark missing',
		page(':::senses\n- [see 5] Look.\n- Listen.\n:::'),
		AT + 2,
		'Something in brackets is missing',
	],
	[
		'a mark not understood',
		page(':::senses\n- [five] Look.\n:::'),
		AT + 1,
		'"[five]" is not understood here',
	],
	[
		'a sense there is not',
		page(':::senses\n- [see 5] Look.\n- [dream 2] Dream.\n:::'),
		AT + 2,
		'`sense` is one of: see, touch',
	],
	['a mark without meaning', page(':::steps\n- [x] Look.\n:::'), AT + 1, '"[x]" has no meaning here'],
	[
		'a box there is not',
		page(':::sort\nWhere?\n\n1. A\n2. B\n\n- [3] C\n- [1] D\n:::'),
		AT + 6,
		'"[3]" is not understood',
	],
	['a list missing', page(':::checklist\nWords.\n:::'), AT, 'A list is missing in this checklist'],
	['a list too many', page(':::note\nWords.\n\n- One\n:::'), AT + 3, 'A note has no list'],
	[
		'words without a place',
		page(':::steps\nOne.\n\nTwo.\n\n- Look.\n:::'),
		AT + 3,
		'A steps has no place for these words',
	],
	[
		'words after the list',
		page(':::steps\n- Look.\n\nWords.\n:::'),
		AT + 3,
		'the words stand before the list',
	],
	[
		'words beneath an entry that has no reply',
		page(':::steps\n- Look.\n\n  Around.\n:::'),
		AT + 3,
		'Beneath this entry is no place',
	],
	['too few entries', page(':::choose\nWhich?\n\n- One\n:::'), AT, '`options` needs at least 2 entries'],
	['a block that is not closed', page(':::note\nWords.'), AT, ':::note is not closed'],
	[
		'a space before the brace',
		page(':::note {tone=care}\nWords.\n:::'),
		AT,
		'This looks like a block but is not',
	],
	['bold words', page('Some **bold** words.'), AT, 'Words are plain here; this is bold'],
	['a link', page('See [here](https://example.org).'), AT, 'Words are plain here; this is a link'],
	['HTML', page('Words <b>here</b>.'), AT, 'Words are plain here; this is HTML'],
	['a script', page('<script>alert(1)</script>'), AT, 'this is HTML'],
	['a quotation', page('> Words.'), AT, 'this is a quotation'],
	['a list in a list', page('- One\n  - Two'), AT + 1, 'Beneath an entry stand only words'],
	['a hidden character', page('Words\u202E here.'), AT, 'characters that do not show'],
	['words too long', page('w'.repeat(1_201)), AT, 'too long: 1201 characters of at most 1200'],
	['two lines where one goes', page('- One\\\n  Two'), AT, 'place for one line only'],
	['two pieces of one name', page('::wage{#b5}\n\n::wage{#b5}'), AT, 'Two pieces have one name, at "b5"'],
	['a name that is none', page('::wage{#Five}'), AT, '`id` is not written as it should be'],
	[
		'an unknown drawing',
		page('::picture[It]{drawing=unicorn}'),
		AT,
		'There is no drawing "unicorn". There are: breath',
	],
	['an unknown module', page('::ref[It]{module=in:unicorn}'), AT, 'There is no module "in:unicorn"'],
	['a heading of another size', page('### Smaller\n\nWords.'), AT, 'A page begins with ##'],
	['a heading by underlining', page('Words.\n\nTitle\n---\n\nWords.'), AT + 2, 'A page begins with ##'],
	[
		'a page with another name',
		page('Words.\n\n## Title {#intro}\n\nWords.'),
		AT + 2,
		'A page is called {#p1} to {#p99}',
	],
	['a page without anything', page(''), AT - 2, 'Nothing stands on this page'],
	[
		'words before the first page',
		`${HEAD}\nWords.\n\n## A page\n\nWords.`,
		12,
		'A page begins with a heading',
	],
	['no page', HEAD, 1, 'There is no page'],
	['no top', '## A page\n\nWords.', 1, 'The file begins with ---'],
	['an unknown field', head('kind:', 'colour: red\nkind:'), 5, 'There is no field `colour`'],
	['a field missing', head('kind: lesson\n', ''), 1, '`kind` is missing'],
	['a title missing', head('title: A module\n', ''), 1, 'Words are missing here (title)'],
	['an unknown kind', head('lesson', 'dance'), 5, '`kind` is one of: exercise, lesson'],
	['an unknown topic', head('[money]', '[money, cars]'), 6, '`topics` (1) is one of: cut-off'],
	['minutes that are none', head('minutes: 5', 'minutes: a few'), 7, '`minutes` is a number'],
	['a day that is none', head('2026-11-01', '2026-31-11'), 8, '`asOf` is not written as it should be'],
	[
		'YAML that is none',
		head('topics: [money]', 'topics: [money'),
		7,
		'The top of the file is not written well',
	],
	['a title that is a number', head('title: A module', 'title: 5'), 2, '`title` is words'],
	[
		'a country’s law without sources',
		head('minutes: 5', 'jurisdiction: US\nreviewBy: 2027-11-01\nminutes: 5'),
		7,
		'needs `sources`',
	],
	[
		'a country’s law without a day to look again',
		head('minutes: 5', 'jurisdiction: US\nsources: [{ title: A }]\nminutes: 5'),
		7,
		'needs `reviewBy`',
	],
	[
		'a country’s law without its day',
		head('asOf: 2026-11-01', 'jurisdiction: US\nreviewBy: 2027-11-01\nsources: [{ title: A }]'),
		1,
		'`asOf` is missing',
	],
	[
		'a day to look again before the day',
		head('minutes: 5', 'reviewBy: 2026-10-01\nminutes: 5'),
		7,
		'`reviewBy` is a day after `asOf`',
	],
	[
		'a source that is no https',
		head('minutes: 5', 'sources: [{ title: A, url: "http://a.org" }]\nminutes: 5'),
		7,
		'`sources` (0.url) is not written',
	],
	['no review', head('review: original\n', ''), 1, '`review` of the original is: review: original'],
])('%s is said with its line', (_, text, line, sentence) => {
	const here = problems(text).filter((one) => one.startsWith(`a.md:${String(line)}: `));
	expect(
		here.filter((one) => one.includes(sentence)),
		here.join('\n'),
	).toHaveLength(1);
});

it('says all that is wrong at once, in the order of the file', () => {
	const all = problems(page('::timer{seconds=5}\n\n:::dance\n:::\n\nSome *words*.').replace('money', 'cars'));
	expect(all.map((one) => one.split(':')[1])).toEqual(['6', '14', '16', '19']);
});

describe('a translation', () => {
	const of = compiled(EVERY);
	const WORDS = '---\ntitle: Un módulo\nsummary: Para qué.\nreview: machine-draft\n---\n';
	const translated = EVERY.replace(HEAD, WORDS);
	const other = (from: string, to: string) => problems(translated.replace(from, to), { language: 'es', of });

	it('has the structure of its original and its own words', () => {
		const result = compiled(translated, { language: 'es', of });
		expect(result.structure).toEqual(of.structure);
		expect(result.texts['title']).toBe('Un módulo');
		expect(result.review).toEqual({ state: 'machine-draft' });
	});

	it.each([
		[
			'an entry less',
			'- Bread\n- Milk\n',
			'- Bread\n',
			'The checklist of the original has 2 entries; here are 1.',
		],
		['another number', 'seconds=60', 'seconds=70', 'This timer is not as in the original'],
		['another answer', '- [x] Only me', '- [ ] Only me', 'No answer of this quiz is right'],
		['another block', '::wage', '::timer{seconds=60}', 'The original has a wage here; this is a timer.'],
		[
			'a block less',
			'::ref[A module]{module=in:a-module}\n',
			'',
			'On this page the ref of the original is missing.',
		],
		['a block more', '::wage', '::helpline{country=US}\n\n::wage', 'before this ref'],
		['a page less', '## Doing\n', '', 'After this page the original goes on: "Doing"'],
		[
			'a page more',
			'## Doing\n',
			'Words.\n\n## More\n\nWords.\n\n## Doing\n',
			'The original has 2 pages; this is one more.',
		],
		['another page’s name', '{#p1}', '{#p9}', 'In the original this page is {#p1}, here {#p9}.'],
		[
			'words left out that may be left out',
			'Take your time.\n\n',
			'',
			'The original has words here that this has not (b201.text)',
		],
		[
			'words that the original has not',
			'review:',
			'note: Hard.\nreview:',
			'The original has no words here (note).',
		],
		['what stands in the original', 'review:', 'kind: lesson\nreview:', '`kind` stands in the original only'],
		['no state of review', 'machine-draft', 'original', '`review` of a translation is machine-draft'],
	])('with %s is not built', (_, from, to, sentence) => {
		expect(other(from, to).join('\n')).toContain(sentence);
	});

	it('says who has read it', () => {
		const read = translated.replace('machine-draft', 'native-reviewed\nby: Sam\nwhen: 2026-11-20');
		expect(compiled(read, { language: 'es', of }).review).toEqual({
			state: 'native-reviewed',
			by: 'Sam',
			when: '2026-11-20',
		});
	});
});
