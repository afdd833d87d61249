/** Countries by name, in the language of the screen. Intl knows them, so no list of them is shipped. */

/** Codes that Intl has names for and nobody lives in. */
const NO_COUNTRY = new Set([
	'EZ',
	'QO',
	'UN',
	'XA',
	'XB',
	'ZZ',
	'AC',
	'CP',
	'CQ',
	'DG',
	'EA',
	'IC',
	'TA',
	'SU',
	'AN',
	'CS',
	'DD',
	'FX',
	'NT',
	'TP',
	'YD',
	'YU',
	'ZR',
	'BU',
	'UK',
]);
const LETTERS = Array.from({ length: 26 }, (_, at) => String.fromCharCode(65 + at));

export interface Region {
	value: string;
	label: string;
}

const known = new Map<string, Region[]>();

/** ISO 3166 codes and EU, sorted by name. */
export function regionsIn(locale: string): Region[] {
	const made = known.get(locale);
	if (made) return made;
	const names = new Intl.DisplayNames([locale], { type: 'region', fallback: 'none' });
	const collator = new Intl.Collator(locale);
	const all = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))
		.filter((code) => !NO_COUNTRY.has(code))
		.map((value) => ({ value, label: names.of(value) ?? '' }))
		.filter(({ label }) => label !== '')
		.sort((a, b) => collator.compare(a.label, b.label));
	known.set(locale, all);
	return all;
}
