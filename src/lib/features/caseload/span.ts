/** A length of time in words, by Intl: "2 weeks", "45 minutes", in any language and its numerals. */
export const spanOf = (locale: string, count: number, unit: 'minute' | 'hour' | 'day' | 'week' | 'month') =>
	new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);

/** "45 minutes", "1.5 hours": as her phone says it. */
export function lengthOf(locale: string, minutes: number): string {
	if (minutes < 60 || minutes % 30 !== 0) return spanOf(locale, minutes, 'minute');
	if (minutes % 1_440 === 0) return spanOf(locale, minutes / 1_440, 'day');
	return spanOf(locale, minutes / 60, 'hour');
}

/** What a language is called in another: "French". */
export const languageName = (locale: string, code: string): string =>
	new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
