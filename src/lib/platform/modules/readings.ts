/** Which language of a module she reads. */
import type { Module, Reading, SignedModule, Texts } from '$protocol/module';

const structureOf = ({ author: _author, texts: _texts, ...structure }: Module): Reading['structure'] =>
	structure;

/** The languages a module is there in; the one it was written in first. */
export const languagesOf = ({ module, translations }: SignedModule): string[] => [
	module.language,
	...translations.map(({ translation }) => translation.language),
];

/**
 * The same with these translations alone, for a way on which it should be small. Reviews that speak of others stay behind: they
 * could not be verified any more.
 */
export const inLanguages = (signed: SignedModule, languages: readonly string[]): SignedModule => ({
	...signed,
	translations: signed.translations.filter(({ translation }) => languages.includes(translation.language)),
	reviews: signed.reviews.filter(({ review }) =>
		Object.keys(review.translations).every((language) => languages.includes(language)),
	),
});

/**
 * The module in `language`, or in the nearest there is: the same language of another region, then English, then the one it
 * was written in.
 */
export function readingOf(signed: SignedModule, language: string): Reading {
	const { module } = signed;
	const all = new Map<string, Texts>([
		[module.language, module.texts],
		...signed.translations.map(({ translation }) => [translation.language, translation.texts] as const),
	]);
	const root = (tag: string) => tag.split('-')[0] ?? tag;
	const there = [...all.keys()];
	const chosen =
		there.find((tag) => tag === language) ??
		there.find((tag) => root(tag) === root(language)) ??
		there.find((tag) => root(tag) === 'en') ??
		module.language;
	return { structure: structureOf(module), language: chosen, texts: all.get(chosen) ?? module.texts };
}
