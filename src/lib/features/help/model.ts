/** Which numbers belong to a country, and how names of countries and languages are written in hers. */
import * as z from 'zod/mini';
import { EMERGENCY } from './emergency';
import { HELPLINES } from './helplines';
import type { Emergency, Helpline } from './schema';

/** Her country, among the settings in the vault: where she is says much about her. */
export const COUNTRY_SETTING = 'help-country';
export const settingSchema = z.looseObject({ key: z.string(), country: z.optional(z.string()) });

export const COUNTRIES: readonly string[] = [
	...new Set([...HELPLINES.map(({ country }) => country), ...EMERGENCY.map(({ country }) => country)]),
];

/** Helplines first, lines of the police after them: she should not call the police by mistake. */
export const helplinesIn = (country: string): Helpline[] =>
	HELPLINES.filter((line) => line.country === country).toSorted(
		(a, b) => Number(a.kind === 'police') - Number(b.kind === 'police'),
	);

export const emergencyIn = (country: string): Emergency | undefined =>
	EMERGENCY.find((number) => number.country === country);

/** Countries by their names in her language, in its order. The browser knows the names; none are kept here. */
export function countryOptions(language: string): { value: string; label: string }[] {
	const names = new Intl.DisplayNames([language], { type: 'region' });
	const { compare } = new Intl.Collator(language);
	return COUNTRIES.map((value) => ({ value, label: names.of(value) ?? value })).toSorted((a, b) =>
		compare(a.label, b.label),
	);
}

export const languageNames = (codes: readonly string[], language: string): string[] => {
	const names = new Intl.DisplayNames([language], { type: 'language' });
	return codes.map((code) => names.of(code) ?? code);
};

export const hostOf = (source: string): string => new URL(source).host.replace(/^www\./, '');

/** "December 2025" or "2022", in her language. */
export function seenOn(seen: string, language: string): string {
	const [year = '', month] = seen.split('-');
	if (!month) return year;
	return new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(
		new Date(`${year}-${month}-01T00:00:00.000Z`),
	);
}

/** A number or address stands left to right and in one piece, also in the middle of Arabic: Unicode's marks do it. */
export const leftToRight = (value: string): string =>
	String.fromCodePoint(0x2066) +
	value.replaceAll(' ', String.fromCodePoint(0xa0)).replaceAll('-', String.fromCodePoint(0x2011)) +
	String.fromCodePoint(0x2069);
