/** From a draft to what is signed, and to what the preview plays. */
import {
	addTranslation,
	moduleBytes,
	readModule,
	signModule,
	type ModuleProblem,
	type SigningIdentity,
} from '$platform/modules';
import { MODULE_FORMAT, type Module, type Reading, type SignedModule, type Texts } from '$protocol/module';
import { slotsOf } from '$protocol/module-blocks';
import { failed, ok, type Result } from '$protocol/result';
import { textAt, type Draft } from './draft';

/** Words of one language as they are signed: of places there are, and only where something stands. */
export function textsOf(draft: Draft, language: string): Texts {
	const words = slotsOf(draft.pages).map(({ key }) => [key, textAt(draft, language, key).trim()] as const);
	return Object.fromEntries(words.filter(([, text]) => text !== ''));
}

/** How many words are still to be written in a language; optional places are not counted. */
export const missingIn = (draft: Draft, language: string): number =>
	slotsOf(draft.pages).filter(({ key, optional }) => !optional && textAt(draft, language, key).trim() === '')
		.length;

/** Languages in which something is written; the one it is written in first. */
export const languagesIn = (draft: Draft): string[] => {
	const others = Object.keys(draft.texts).filter(
		(tag) => tag !== draft.language && Object.keys(textsOf(draft, tag)).length > 0,
	);
	return [draft.language, ...others.sort()];
};

/** Those that can be signed beside the first: nothing is missing in them. */
export const finishedIn = (draft: Draft): string[] =>
	languagesIn(draft)
		.slice(1)
		.filter((language) => missingIn(draft, language) === 0);

const structureOf = (draft: Draft): Reading['structure'] => ({
	id: draft.id,
	revision: draft.revision + 1,
	kind: draft.kind,
	topics: draft.topics,
	...(draft.places.length > 0 ? { places: draft.places } : {}),
	...(draft.uses.length > 0 ? { uses: draft.uses } : {}),
	minutes: draft.minutes,
	...(draft.jurisdiction === '' ? {} : { jurisdiction: draft.jurisdiction }),
	asOf: draft.asOf,
	...(draft.reviewBy === '' ? {} : { reviewBy: draft.reviewBy }),
	sources: draft.sources
		.filter(({ title, url }) => title.trim() !== '' || url.trim() !== '')
		.map(({ title, url }) => ({
			title: title.trim(),
			...(url.trim() === '' ? {} : { url: url.trim() }),
		})),
	licence: draft.licence,
	language: draft.language,
	pages: draft.pages,
});

/** What the author would sign now. */
export const unsignedOf = (draft: Draft): Omit<Module, 'author'> => ({
	...structureOf(draft),
	texts: textsOf(draft, draft.language),
});

/** Stands where words are still missing. */
export const NOT_YET = '…';

/** As it would be read in one language. Pages without a piece are left out; `null` when nothing is left. */
export function previewOf(draft: Draft, language: string): Reading | null {
	const pages = draft.pages.filter(({ blocks }) => blocks.length > 0);
	if (pages.length === 0) return null;
	const texts = Object.fromEntries(
		slotsOf(pages)
			.map(({ key, optional }) => {
				const text = textAt(draft, language, key).trim();
				return [key, text === '' && !optional ? NOT_YET : text] as const;
			})
			.filter(([, text]) => text !== ''),
	);
	return { structure: { ...structureOf(draft), pages }, language, texts };
}

/** Bytes of the whole as it would travel, in all finished languages; signatures and names by their usual size. */
export function sizeOf(draft: Draft): number {
	const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;
	const perSigner = 330;
	return (
		bytes({ format: MODULE_FORMAT, module: unsignedOf(draft), translations: [], reviews: [] }) +
		perSigner +
		finishedIn(draft).reduce((sum, language) => sum + bytes(textsOf(draft, language)) + perSigner, 0)
	);
}

/**
 * Sign as author, one revision on, with every language that is finished. What comes out has gone through the gate that
 * every reader's app has: what nobody could read is never called signed.
 */
export async function signDraft(
	draft: Draft,
	by: SigningIdentity,
): Promise<Result<SignedModule, ModuleProblem>> {
	let signed = signModule(unsignedOf(draft), by);
	for (const language of finishedIn(draft))
		signed = await addTranslation(signed, { language, texts: textsOf(draft, language) }, by);
	return readModule(moduleBytes(signed));
}

/** Sign her translation of somebody else's module, and nothing else of it. */
export async function signTranslation(
	draft: Draft,
	language: string,
	by: SigningIdentity,
): Promise<Result<SignedModule, ModuleProblem>> {
	const base = await readModule(new TextEncoder().encode(draft.from));
	if (!base.ok) return failed(base.error);
	const signed = await addTranslation(base.value, { language, texts: textsOf(draft, language) }, by);
	const read = await readModule(moduleBytes(signed));
	return read.ok ? ok(read.value) : read;
}
