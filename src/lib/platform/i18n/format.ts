/**
 * Dates, numbers and lists as a language writes them: words, order, numerals and 12 or 24 hours are what Intl knows of the
 * person's own region (Arabic from Morocco and from Egypt write digits differently), never ours to decide. Days are
 * Gregorian also where the region has another calendar, which stands beside: see calendars.ts.
 */
export type DateStyle = 'day' | 'full' | 'time' | 'daytime';

const DAY = { weekday: 'long', day: 'numeric', month: 'long', calendar: 'gregory' } as const;
const TIME = { hour: 'numeric', minute: '2-digit' } as const;
const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
	day: DAY,
	full: { ...DAY, year: 'numeric', ...TIME },
	time: TIME,
	daytime: { ...DAY, ...TIME },
};
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/** The person's own regional variant of the language, if the browser names one: `ar` -> `ar-MA`. */
export function regionalLocale(language: string, preferred: readonly string[]): string {
	return preferred.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;
}

/** A zone that came over the wire may be nonsense; then the reader's own is used. */
export function knownZone(zone: string | undefined): string | undefined {
	if (!zone) return undefined;
	try {
		return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
	} catch {
		return undefined;
	}
}

const clock = (date: Date, zone: string | undefined) =>
	new Intl.DateTimeFormat('en', { ...DAY, ...TIME, timeZone: zone }).format(date);

/**
 * @param iso instant (`2026-05-02T09:00:00.000Z`) or day (`2026-05-02`)
 * @param zone IANA zone of the place meant; its name is said when clocks there and here differ
 */
export function formatDate(locale: string, iso: string, zone?: string, style: DateStyle = 'daytime'): string {
	const date = new Date(iso);
	if (Number.isNaN(date.getTime())) return iso;
	if (DATE_ONLY.test(iso)) {
		const year = style === 'full' ? ({ year: 'numeric' } as const) : {};
		return new Intl.DateTimeFormat(locale, { ...DAY, ...year, timeZone: 'UTC' }).format(date);
	}
	const timeZone = knownZone(zone);
	const elsewhere =
		timeZone !== undefined && style !== 'day' && clock(date, timeZone) !== clock(date, undefined);
	return new Intl.DateTimeFormat(locale, {
		...STYLES[style],
		timeZone,
		...(elsewhere ? { timeZoneName: 'short' } : {}),
	}).format(date);
}

const MINUTE = 60_000;
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
	['week', 7 * 24 * 60 * MINUTE],
	['day', 24 * 60 * MINUTE],
	['hour', 60 * MINUTE],
	['minute', MINUTE],
];

/** "in 3 days", "yesterday"; to the minute, in the largest unit that fits. */
export function formatRelative(locale: string, iso: string, now: Date): string {
	const difference = new Date(iso).getTime() - now.getTime();
	const [unit, length] = UNITS.find(([, size]) => Math.abs(difference) >= size) ?? ['minute', MINUTE];
	return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
		Math.round(difference / length),
		unit,
	);
}

export const formatNumber = (locale: string, value: number): string =>
	new Intl.NumberFormat(locale).format(value);

export const formatList = (locale: string, items: readonly string[]): string =>
	new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);
