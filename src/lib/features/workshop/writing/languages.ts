/** Languages a module can be written in: more than the app itself speaks yet. */
import { isLanguage, languageInfo } from '$platform/i18n';

const MORE = [
	'am',
	'bn',
	'fa',
	'fil',
	'hi',
	'ne',
	'pt',
	'ro',
	'ru',
	'so',
	'sq',
	'th',
	'ti',
	'uk',
	'ur',
	'vi',
	'zh-Hans',
];
const WRITTEN = ['en', 'es', 'ar', 'fr', ...MORE];
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'ur', 'he', 'ps', 'ckb', 'dv', 'sd', 'ug', 'yi']);

export const dirOf = (language: string): 'ltr' | 'rtl' =>
	RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';

/** Its name in the language of the screen; the bare code when nobody knows it. */
export const shortNameOf = (language: string, locale: string): string =>
	new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }).of(language) ?? language;

/** Its own name and, where that differs, the name in the language of the screen; the bare code when nobody knows it. */
export function nameOf(language: string, locale: string): string {
	const own = isLanguage(language) ? languageInfo(language).endonym : shortNameOf(language, language);
	const here = shortNameOf(language, locale);
	return own.toLowerCase() === here.toLowerCase() ? own : `${own} (${here})`;
}

/** All that are offered, and those already used although they are not. */
export const offered = (used: readonly string[]): string[] => [...new Set([...WRITTEN, ...used])];
