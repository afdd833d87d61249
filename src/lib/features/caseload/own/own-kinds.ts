/** Kinds of appointment in a worker's own words, sealed (collection `own-templates`): one wording for each language she has. */
import * as z from 'zod/mini';
import { isLanguage, LANGUAGES } from '$platform/i18n';
import { openCollection, type Collection, type Session } from '$platform/session';
import { ownWordsSchema, type OwnWords } from '$protocol/appointments';
import { ownWordsIn } from '$protocol/own-words';
import { languageName } from '../span';

export const TITLE_LENGTH = 120;
export const LEAD_LENGTH = 400;

const ownKindSchema = z.strictObject({
	words: z.array(ownWordsSchema).check(z.minLength(1), z.maxLength(8)),
});
export type OwnKind = z.infer<typeof ownKindSchema>;

export const openOwnKinds = (session: Session): Collection<OwnKind> =>
	openCollection(session, 'own-templates', ownKindSchema);

/** By what it is called in the desk's language. */
export const nameOf = (words: readonly OwnWords[], language: string): string =>
	ownWordsIn(words, language)?.title ?? '';

/** What is kept of what was typed: languages in which it has a name, without blanks around. */
export const wordsOf = (typed: readonly OwnWords[]): OwnWords[] =>
	typed
		.map(({ language, title, lead }) => ({ language, title: title.trim(), lead: lead.trim() }))
		.filter(({ title }) => title !== '');

/** The wording of each language there is, empty where she has none; one that came in another language stays. */
export const typedOf = (words: readonly OwnWords[]): OwnWords[] => [
	...LANGUAGES.map(
		({ code }) => words.find(({ language }) => language === code) ?? { language: code, title: '', lead: '' },
	),
	...words.filter(({ language }) => !isLanguage(language)),
];

/** In which other language it is read, for each language she wrote none in. @param locale in which they are named */
export const missingOf = (
	words: readonly OwnWords[],
	locale: string,
): { language: string; other: string }[] =>
	LANGUAGES.flatMap(({ code }) => {
		const read = ownWordsIn(words, code)?.language;
		if (read === undefined || read === code) return [];
		return [{ language: languageName(locale, code), other: languageName(locale, read) }];
	});
