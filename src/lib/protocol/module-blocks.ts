/**
 * The pieces a module is made of: structure only, without words. Each has an id that is unique in its module, and the words
 * lie beside it in flat lists, one for each language, under keys that {@link slotsOf} names. So a translation can be signed
 * by its translator without touching what the author signed, and "the same pieces in every language" needs no test.
 */
import * as z from 'zod/mini';

/** Letters, then digits: never the name of a slot (`text`, `why`), of which none has a digit. */
export const pieceIdSchema = z.string().check(z.regex(/^[a-z]{1,4}[0-9]{1,4}$/));

export const MODULE_LIMITS = {
	/** Of the whole, as UTF-8 JSON. */
	bytes: 65_536,
	pages: 60,
	/** On all pages together. */
	blocks: 200,
	/** In one block. */
	items: 24,
	sources: 20,
	translations: 12,
	reviews: 8,
} as const;

const id = pieceIdSchema;
const many = <T extends z.core.$ZodType>(schema: T, min = 1, max: number = MODULE_LIMITS.items) =>
	z.array(schema).check(z.minLength(min), z.maxLength(max));
const seconds = (min: number, max: number) => z.int().check(z.gte(min), z.lte(max));
const item = z.strictObject({ id });

/** What she may be asked to notice, eyes open. */
export const SENSES = ['see', 'touch', 'hear', 'smell', 'taste'] as const;
export type Sense = (typeof SENSES)[number];

/** Id of a module: 128 random bits of whoever wrote it, or `in:` and a name for what comes with the app. */
export const moduleIdSchema = z
	.string()
	.check(z.regex(/^(?:[A-Za-z0-9_-]{22}|in:[a-z0-9]+(?:-[a-z0-9]+)*)$/), z.maxLength(48));

export const blockSchema = z.discriminatedUnion('type', [
	z.strictObject({ id, type: z.literal('text') }),
	/** `care`: something to know before going on. */
	z.strictObject({ id, type: z.literal('note'), tone: z.enum(['info', 'care']) }),
	z.strictObject({ id, type: z.literal('list'), numbered: z.boolean(), items: many(item) }),
	/** One at a time, at her pace. */
	z.strictObject({ id, type: z.literal('steps'), items: many(item) }),
	/** Five things she sees, four she touches … She may tap each, or just read. */
	z.strictObject({
		id,
		type: z.literal('senses'),
		items: many(
			z.strictObject({ id, sense: z.enum(SENSES), count: z.int().check(z.gte(1), z.lte(10)) }),
			1,
			10,
		),
	}),
	/** Seconds. A held breath is 0 unless an author asks for one, and the app says who should not. */
	z.strictObject({
		id,
		type: z.literal('breathe'),
		in: seconds(2, 10),
		holdIn: seconds(0, 10),
		out: seconds(2, 12),
		holdOut: seconds(0, 10),
		/** How long it goes on unless she chooses otherwise. Minutes. */
		minutes: z.int().check(z.gte(1), z.lte(10)),
	}),
	/** Tense a part of the body, then let go. Seconds. */
	z.strictObject({
		id,
		type: z.literal('release'),
		items: many(z.strictObject({ id, tense: seconds(0, 15), rest: seconds(5, 60) })),
	}),
	z.strictObject({ id, type: z.literal('timer'), seconds: seconds(10, 1_800) }),
	/** One of several; each may answer something. No branches: what comes next is the same for everyone. */
	z.strictObject({ id, type: z.literal('choose'), options: many(item, 2, 8) }),
	/** Into which of two or three does each belong? */
	z.strictObject({
		id,
		type: z.literal('sort'),
		bins: many(item, 2, 3),
		items: many(z.strictObject({ id, bin: id }), 2, 12),
	}),
	/** A question with a reply to each answer; nothing is counted. */
	z.strictObject({
		id,
		type: z.literal('quiz'),
		options: many(z.strictObject({ id, right: z.boolean() }), 2, 6),
	}),
	/** Her own words; sealed in the vault, never sent. */
	z.strictObject({ id, type: z.literal('reflection'), long: z.boolean() }),
	z.strictObject({ id, type: z.literal('checklist'), items: many(item) }),
	/** What comes in and what goes out, in her currency. */
	z.strictObject({
		id,
		type: z.literal('budget'),
		lines: many(z.strictObject({ id, direction: z.enum(['in', 'out']) }), 2),
	}),
	/** Hours times pay against what was paid. */
	z.strictObject({ id, type: z.literal('wage') }),
	/** A drawing that comes with the app, by its name; where there is none of that name its words are shown. */
	z.strictObject({
		id,
		type: z.literal('picture'),
		drawing: z.string().check(z.regex(/^[a-z]+(?:-[a-z]+)*$/), z.maxLength(40)),
	}),
	/** The way to the numbers of Help; of one country, where it says which. */
	z.strictObject({
		id,
		type: z.literal('helpline'),
		country: z.optional(z.string().check(z.regex(/^[A-Z]{2}$/))),
	}),
	/** Another module, opened only by her. */
	z.strictObject({ id, type: z.literal('ref'), module: moduleIdSchema }),
]);
export type Block = z.infer<typeof blockSchema>;
export type BlockType = Block['type'];
export type BlockOf<T extends BlockType> = Extract<Block, { type: T }>;

export const pageSchema = z.strictObject({ id, blocks: many(blockSchema, 1, 40) });
export type Page = z.infer<typeof pageSchema>;
export const pagesSchema = many(pageSchema, 1, MODULE_LIMITS.pages);

/** A place for words. */
export interface Slot {
	/** `title`; `p1.title`; `b3.text`; `b3.i2.why`. */
	key: string;
	/** Characters (UTF-16 units). */
	max: number;
	optional: boolean;
	/** One line, or several paragraphs. */
	lines: 'one' | 'many';
}

const one = (key: string, max: number, optional = false): Slot => ({ key, max, optional, lines: 'one' });
const several = (key: string, max: number, optional = false): Slot => ({ key, max, optional, lines: 'many' });
const each = (block: { id: string }, items: readonly { id: string }[], max: number): Slot[] =>
	items.map((inner) => one(`${block.id}.${inner.id}`, max));

/** The words every module has: what it is, what for, what might be hard in it, who should rather not. */
export const HEAD_SLOTS: readonly Slot[] = [
	one('title', 80),
	one('summary', 240),
	several('note', 500, true),
	several('caution', 500, true),
];

/** The places for words of one block, in the order in which they are read. */
export function blockSlots(block: Block): Slot[] {
	const slot = (name: string) => `${block.id}.${name}`;
	switch (block.type) {
		case 'text':
			return [several(slot('text'), 1_200)];
		case 'note':
			return [several(slot('text'), 600)];
		case 'list':
		case 'steps':
			return [one(slot('text'), 300, true), ...each(block, block.items, 400)];
		case 'senses':
			return [one(slot('text'), 300, true), ...each(block, block.items, 200)];
		case 'breathe':
		case 'timer':
		case 'wage':
			return [several(slot('text'), 400, true)];
		case 'release':
			return [one(slot('text'), 300, true), ...each(block, block.items, 300)];
		case 'choose':
			return [
				one(slot('text'), 300),
				...block.options.flatMap((option) => [
					one(slot(option.id), 160),
					several(slot(`${option.id}.why`), 600, true),
				]),
			];
		case 'sort':
			return [
				one(slot('text'), 300),
				...each(block, block.bins, 80),
				...block.items.flatMap((inner) => [
					one(slot(inner.id), 200),
					several(slot(`${inner.id}.why`), 400, true),
				]),
			];
		case 'quiz':
			return [
				one(slot('text'), 300),
				...block.options.flatMap((option) => [
					one(slot(option.id), 200),
					several(slot(`${option.id}.why`), 400),
				]),
			];
		case 'reflection':
			return [one(slot('text'), 400), one(slot('hint'), 240, true)];
		case 'checklist':
			return [one(slot('text'), 300, true), ...each(block, block.items, 240)];
		case 'budget':
			return [several(slot('text'), 400, true), ...each(block, block.lines, 80)];
		case 'picture':
			return [one(slot('alt'), 300)];
		case 'helpline':
			return [several(slot('text'), 400, true)];
		case 'ref':
			return [one(slot('text'), 160)];
	}
}

/** All places for words of a module, in the order in which they are read. */
export const slotsOf = (pages: readonly Page[]): Slot[] => [
	...HEAD_SLOTS,
	...pages.flatMap((page) => [one(`${page.id}.title`, 100), ...page.blocks.flatMap(blockSlots)]),
];
