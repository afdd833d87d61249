/** Days of the week as screens say them. Pure. */

/** 1 is Monday, as ISO 8601 has it. Any Monday will do: only its name is asked for. */
const MONDAY = Date.UTC(2024, 0, 1);

/** The name of a day of the week, as her language says it. */
export const weekdayName = (day: number, locale: string): string =>
	new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(
		new Date(MONDAY + (day - 1) * 86_400_000),
	);

/** First and last of days that follow each other; null for any others. */
export function rangeOf(days: readonly number[]): [number, number] | null {
	const [first] = days;
	const last = days.at(-1);
	if (first === undefined || last === undefined || days.length < 3) return null;
	return days.every((day, index) => day === first + index) ? [first, last] : null;
}
