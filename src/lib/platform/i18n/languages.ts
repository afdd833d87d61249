/** The languages there are: one folder under `locales/` each, named by its code, with an `about.json`. */
import ar from '$locales/ar/about.json';
import en from '$locales/en/about.json';
import es from '$locales/es/about.json';
import fr from '$locales/fr/about.json';

export type Language = 'en' | 'es' | 'ar' | 'fr';
export type Direction = 'ltr' | 'rtl';
/**
 * Has somebody who grew up with the language read all of it? Said wherever a language is chosen. `original`: what the
 * others are translated from.
 */
const REVIEWS = ['original', 'machine-draft', 'native-reviewed'] as const;
export type Review = (typeof REVIEWS)[number];

export interface LanguageInfo {
	code: Language;
	/** Its own name, in itself. */
	endonym: string;
	dir: Direction;
	review: Review;
	/** Said above the choice of a language, before there is a pack of words. */
	choose: string;
	/** Said beside its name while its review is `machine-draft`. */
	draft: string;
	/** For the one moment when no pack of words could be fetched. */
	unreachable: string;
	again: string;
}

interface About extends Record<string, string> {
	endonym: string;
	dir: string;
	review: string;
	choose: string;
	draft: string;
	unreachable: string;
	again: string;
}

const info = (code: Language, about: About): LanguageInfo => ({
	code,
	endonym: about.endonym,
	dir: about.dir === 'rtl' ? 'rtl' : 'ltr',
	review: REVIEWS.find((review) => review === about.review) ?? 'machine-draft',
	choose: about.choose,
	draft: about.draft,
	unreachable: about.unreachable,
	again: about.again,
});

export const LANGUAGES: readonly LanguageInfo[] = [
	info('en', en),
	info('es', es),
	info('ar', ar),
	info('fr', fr),
];

export const isLanguage = (code: string | undefined): code is Language =>
	LANGUAGES.some((language) => language.code === code);

/** What is known of a language. */
export function languageInfo(code: Language): LanguageInfo {
	const found = LANGUAGES.find((language) => language.code === code);
	if (!found) throw new Error(`Unknown language: ${code}`);
	return found;
}

/** The first of the person's languages (as the browser lists them) that there are words for; English when none is. */
export function matchLanguage(preferred: readonly string[]): Language {
	for (const tag of preferred) {
		const code = tag.toLowerCase().split('-')[0];
		if (isLanguage(code)) return code;
	}
	return 'en';
}
