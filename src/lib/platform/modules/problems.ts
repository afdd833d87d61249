/**
 * What may be wrong with a module, and where. Each check says all it finds, one by one: a screen stops at the first, the command
 * line and whoever is writing hear of every one.
 */
import type { SignedModule, Texts } from '$protocol/module';
import { MODULE_LIMITS, slotsOf, type Block, type Page } from '$protocol/module-blocks';
import { hostOf } from './links';
import { unsafeText } from './text';

/** Why a module is not taken. `at`: where in it, for whoever wrote it. */
export type ModuleProblem =
	| { type: 'TooLarge' }
	/** Nothing of ours, or broken on the way. */
	| { type: 'NotModule' }
	/** A form of module that this version of the app does not know. */
	| { type: 'OtherVersion' }
	/** Not in the one spelling there is of it (RFC 8785): a key twice, another order, blanks. */
	| { type: 'NotCanonical' }
	| { type: 'BadShape'; at: string }
	| { type: 'MissingText' | 'UnknownText' | 'TooLong'; at: string }
	/** Characters that show another text than there is. */
	| { type: 'UnsafeText'; at: string }
	/** Two pieces of one name, a sort into a bin that is not there, a quiz without an answer. */
	| { type: 'BadBlock'; at: string }
	| { type: 'TooManyBlocks' }
	| { type: 'BadSignature'; of: 'author' | 'translation' | 'review'; at: string }
	/** A translation or review that belongs to another module or revision. */
	| { type: 'OfAnother'; at: string };

export type Problems = Generator<ModuleProblem, void>;
const firstOf = (problems: Problems): ModuleProblem | null => problems.next().value ?? null;

const innerIds = (block: Block): string[] =>
	[
		...('items' in block ? block.items : []),
		...('options' in block ? block.options : []),
		...('bins' in block ? block.bins : []),
		...('lines' in block ? block.lines : []),
	].map(({ id }) => id);

function isWhole(block: Block): boolean {
	const inner = innerIds(block);
	if (new Set(inner).size < inner.length) return false;
	if (block.type === 'quiz') return block.options.some(({ right }) => right);
	if (block.type !== 'sort') return true;
	const bins = new Set(block.bins.map(({ id }) => id));
	return block.items.every(({ bin }) => bins.has(bin));
}

/** What the structure alone must hold, beyond its shape. */
export function* structureProblems(pages: readonly Page[]): Problems {
	const blocks = pages.flatMap((page) => page.blocks);
	if (blocks.length > MODULE_LIMITS.blocks) yield { type: 'TooManyBlocks' };
	const seen = new Set<string>();
	for (const { id } of [...pages, ...blocks]) {
		if (seen.has(id)) yield { type: 'BadBlock', at: id };
		seen.add(id);
	}
	for (const block of blocks) if (!isWhole(block)) yield { type: 'BadBlock', at: block.id };
}

/** What words must hold for a structure: all slots, no others, none too long, nothing that deceives the eye. */
export function* textsProblems(pages: readonly Page[], texts: Texts, where = ''): Problems {
	const slots = slotsOf(pages);
	const known = new Set(slots.map(({ key }) => key));
	for (const key of Object.keys(texts)) if (!known.has(key)) yield { type: 'UnknownText', at: where + key };
	for (const { key, max, optional, lines } of slots) {
		const at = where + key;
		const text = Object.hasOwn(texts, key) ? texts[key] : undefined;
		if (text === undefined ? !optional : text.trim() === '') yield { type: 'MissingText', at };
		else if (text !== undefined && text.length > max) yield { type: 'TooLong', at };
		else if (text !== undefined && unsafeText(text, lines === 'many')) yield { type: 'UnsafeText', at };
	}
}

const isUnsafeLine = (text: string) => text.trim() === '' || unsafeText(text, false);

/** Everything but signatures: for somebody who is still writing, and for the first look. */
export function* wordsProblems({ module, translations, reviews }: SignedModule): Problems {
	if (module.id.startsWith('in:')) yield { type: 'BadShape', at: 'module.id' };
	const claims = [
		['module.author', module.author] as const,
		...translations.map(
			({ translation }, at) => [`translations.${at}.translator`, translation.translator] as const,
		),
		...reviews.map(({ review }, at) => [`reviews.${at}.reviewer`, review.reviewer] as const),
	];
	for (const [at, { name }] of claims) if (isUnsafeLine(name)) yield { type: 'UnsafeText', at: `${at}.name` };
	for (const [at, { title, url }] of module.sources.entries()) {
		if (isUnsafeLine(title)) yield { type: 'UnsafeText', at: `module.sources.${at}.title` };
		if (url !== undefined && hostOf(url) === null) yield { type: 'BadShape', at: `module.sources.${at}.url` };
	}
	const languages = [module.language, ...translations.map(({ translation }) => translation.language)];
	for (const [at, language] of languages.entries())
		if (languages.indexOf(language) < at) yield { type: 'BadShape', at: `translations.${at - 1}.language` };
	yield* structureProblems(module.pages);
	yield* textsProblems(module.pages, module.texts);
	for (const { translation } of translations)
		yield* textsProblems(module.pages, translation.texts, `${translation.language}:`);
}

/** The first of {@link structureProblems}, or null. */
export const structureProblem = (pages: readonly Page[]): ModuleProblem | null =>
	firstOf(structureProblems(pages));

/** The first of {@link textsProblems}, or null. */
export const textsProblem = (pages: readonly Page[], texts: Texts, where = ''): ModuleProblem | null =>
	firstOf(textsProblems(pages, texts, where));

/** The first of {@link wordsProblems}, or null. */
export const wordsProblem = (signed: SignedModule): ModuleProblem | null => firstOf(wordsProblems(signed));
