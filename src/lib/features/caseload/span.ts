/** A length of time in words, by Intl: "2 weeks", "45 minutes", in any language and its numerals. */
export const spanOf = (locale: string, count: number, unit: 'minute' | 'hour' | 'day' | 'week' | 'month') =>
	new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);

/** "1 hour, 30 minutes". */
export function lengthOf(locale: string, minutes: number): string {
	const hours = Math.floor(minutes / 60);
	const rest = minutes % 60;
	const parts = [
		...(hours > 0 ? [spanOf(locale, hours, 'hour')] : []),
		...(rest > 0 ? [spanOf(locale, rest, 'minute')] : []),
	];
	return new Intl.ListFormat(locale, { type: 'unit' }).format(parts);
}

/** What a language is called in another: "French". */
export const languageName = (locale: string, code: string): string =>
	new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
