/** How a module's language is written, and what it is called. Modules come in more languages than the app has. */

/** Scripts written from right to left. */
const RIGHT_TO_LEFT = new Set([
	'Adlm',
	'Arab',
	'Aran',
	'Hebr',
	'Mand',
	'Nkoo',
	'Rohg',
	'Samr',
	'Syrc',
	'Thaa',
]);

/** @param language a BCP 47 tag; `ltr` for one that is not well-formed */
export function directionOf(language: string): 'ltr' | 'rtl' {
	try {
		return RIGHT_TO_LEFT.has(new Intl.Locale(language).maximize().script ?? '') ? 'rtl' : 'ltr';
	} catch {
		return 'ltr';
	}
}

/** Attributes of an element that holds words of a module: its language and direction, never another one's. */
export const written = (language: string, app: string) => ({
	lang: language,
	dir: directionOf(language),
	translate: language === app ? undefined : ('no' as const),
});

/** "French", as the reader of `locale` says it; the tag itself where there is no such name. */
export const nameOfLanguage = (language: string, locale: string): string =>
	new Intl.DisplayNames([locale], { type: 'language' }).of(language) ?? language;

/** What is much the same in many countries (`jurisdiction`, UN M49). */
export const EVERYWHERE = '001';

/** "United States"; the code itself where there is no such name. */
export const nameOfCountry = (country: string, locale: string): string =>
	new Intl.DisplayNames([locale], { type: 'region' }).of(country) ?? country;

/** The language of the words, where it is not the app's: `Screen` marks a title with it. */
export const foreign = (language: string, app: string): string | undefined =>
	language === app ? undefined : language;
