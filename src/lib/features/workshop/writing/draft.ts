/**
 * A module while it is written: its structure once, its words by language. Unlike a signed one it may be unfinished in
 * any way a person leaves things unfinished; what is in it is always of a shape that can go on being written.
 */
import * as z from 'zod/mini';
import { languagesOf, newModuleId } from '$platform/modules';
import {
	LICENCES,
	MODULE_KINDS,
	PLACES,
	TOPICS,
	USES,
	type SignedModule,
	type Texts,
} from '$protocol/module';
import { blockSchema, HEAD_SLOTS, moduleIdSchema, pieceIdSchema } from '$protocol/module-blocks';

const draftSourceSchema = z.object({ id: pieceIdSchema, title: z.string(), url: z.string() });
export type DraftSource = z.infer<typeof draftSourceSchema>;
const draftPageSchema = z.object({ id: pieceIdSchema, blocks: z.array(blockSchema) });
export type DraftPage = z.infer<typeof draftPageSchema>;

export const draftSchema = z.object({
	v: z.literal(1),
	id: moduleIdSchema,
	/** The number of the next piece. Numbers are never given twice: answers of readers are kept by them. */
	next: z.int(),
	/** Revision that was signed last; 0 before the first. */
	revision: z.int(),
	/** Epoch milliseconds of the last change, and of the last signing (0 before the first). */
	changed: z.number(),
	signedAt: z.number(),
	/** Somebody else's module that is translated here, as it came; empty for one of her own. */
	from: z.string(),
	kind: z.enum(MODULE_KINDS),
	topics: z.array(z.enum(TOPICS)),
	places: z.array(z.enum(PLACES)),
	uses: z.array(z.enum(USES)),
	minutes: z.int(),
	jurisdiction: z.string(),
	asOf: z.string(),
	reviewBy: z.string(),
	sources: z.array(draftSourceSchema),
	licence: z.enum(LICENCES),
	/** The language it is written in, and the one that stands beside it (empty for none). */
	language: z.string(),
	beside: z.string(),
	pages: z.array(draftPageSchema),
	/** Words by language. Those of deleted pieces stay until it is opened anew, so that they can come back. */
	texts: z.record(z.string(), z.record(z.string(), z.string())),
});
export type Draft = z.infer<typeof draftSchema>;

/** @param now epoch milliseconds; @param today as in 2026-11-22 */
export const newDraft = (language: string, now: number, today: string): Draft => ({
	v: 1,
	id: newModuleId(),
	next: 2,
	revision: 0,
	changed: now,
	signedAt: 0,
	from: '',
	kind: 'lesson',
	topics: [],
	places: [],
	uses: [],
	minutes: 5,
	jurisdiction: '',
	asOf: today,
	reviewBy: '',
	sources: [],
	licence: 'CC-BY-4.0',
	language,
	beside: '',
	pages: [{ id: 'p1', blocks: [] }],
	texts: {},
});

/** The highest number that a piece of these pages has. */
function highest(pages: readonly DraftPage[]): number {
	const numbers = JSON.stringify(pages).match(/"id":"[a-z]+[0-9]+"/g) ?? [];
	return Math.max(0, ...numbers.map((id) => Number(/[0-9]+/.exec(id)?.[0] ?? 0)));
}

const textsOf = ({ module, translations }: SignedModule): Record<string, Texts> => ({
	...Object.fromEntries(
		translations.map(({ translation }) => [translation.language, { ...translation.texts }]),
	),
	[module.language]: { ...module.texts },
});

/**
 * What a signed module looks like as a draft.
 * @param from its text as it came, where it is somebody else's
 */
export function draftFrom(signed: SignedModule, now: number, from = ''): Draft {
	const { module } = signed;
	return {
		v: 1,
		id: module.id,
		next: highest(module.pages) + 1,
		revision: module.revision,
		changed: now,
		signedAt: now,
		from,
		kind: module.kind,
		topics: [...module.topics],
		places: [...(module.places ?? [])],
		uses: [...(module.uses ?? [])],
		minutes: module.minutes,
		jurisdiction: module.jurisdiction ?? '',
		asOf: module.asOf,
		reviewBy: module.reviewBy ?? '',
		sources: module.sources.map(({ title, url }, at) => ({ id: `s${at + 1}`, title, url: url ?? '' })),
		licence: module.licence,
		language: module.language,
		beside: languagesOf(signed)[1] ?? '',
		pages: structuredClone(module.pages),
		texts: textsOf(signed),
	};
}

/** A newer revision of a module that she translates: her words stay where there is still a place for them. */
export function rebased(draft: Draft, signed: SignedModule, now: number, from: string): Draft {
	const fresh = draftFrom(signed, now, from);
	const texts = { ...draft.texts, ...fresh.texts };
	return { ...fresh, beside: draft.beside, texts };
}

/** The same content as a module of her own, under an id of its own. */
export const duplicated = (draft: Draft, now: number): Draft => ({
	...structuredClone(draft),
	id: newModuleId(),
	revision: 0,
	changed: now,
	signedAt: 0,
	from: '',
});

/** Is it hers to change, or only to translate? */
export const isTranslation = ({ from }: Draft): boolean => from !== '';

/** What stands in one place; empty when there is nothing. */
export const textAt = ({ texts }: Draft, language: string, key: string): string =>
	texts[language]?.[key] ?? '';

export const withText = (draft: Draft, language: string, key: string, text: string): Draft => ({
	...draft,
	texts: { ...draft.texts, [language]: { ...draft.texts[language], [key]: text } },
});

/** How it is called in lists: in the language asked for, else in its own, else in any. Empty when it has no name yet. */
export function titleOf(draft: Draft, language: string): string {
	const [title = { key: 'title' }] = HEAD_SLOTS;
	const order = [language, draft.language, ...Object.keys(draft.texts)];
	return order.map((tag) => textAt(draft, tag, title.key).trim()).find((text) => text !== '') ?? '';
}
