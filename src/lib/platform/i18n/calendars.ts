/**
 * Weeks and months as her region has them, and the same day in another calendar. All of it is what Intl knows; nothing
 * here counts days itself. No calendar but ours is ever the only one on a screen: letters of courts and clinics, and
 * whoever she talks with, name the Gregorian day, and two people must mean the same one.
 */
import { knownZone } from './format';

/** 1 is Monday, 7 is Sunday, as ISO 8601 has it. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Calendars that a day can be shown in beside the Gregorian one, by their Unicode names. */
export const OTHER_CALENDARS = ['islamic-umalqura', 'persian', 'ethiopic'] as const;
export type OtherCalendar = (typeof OTHER_CALENDARS)[number];

/** CLDR's week data, for browsers whose Intl does not tell it. Everywhere else weeks begin on a Monday. */
const SATURDAY = 'AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY';
const SUNDAY =
	'AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN IS JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW';

/** Without Intl's help; exported for the test that holds it against Intl. */
export function weekdayByRegion(region: string | undefined): Weekday {
	if (region === 'MV') return 5;
	if (region === undefined) return 1;
	if (SATURDAY.split(' ').includes(region)) return 6;
	return SUNDAY.split(' ').includes(region) ? 7 : 1;
}

interface WithWeek {
	getWeekInfo?: () => { firstDay: number };
	weekInfo?: { firstDay: number };
}

/** On which day a week begins where she is from. @param locale `i18n.locale` */
export function firstDayOfWeek(locale: string): Weekday {
	const here = new Intl.Locale(locale);
	const { firstDay } = (here as WithWeek).getWeekInfo?.() ?? (here as WithWeek).weekInfo ?? {};
	const days: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
	return days.find((day) => day === firstDay) ?? weekdayByRegion(here.maximize().region);
}

/** Of a weekday's name in a column of a month on a small phone. */
const MOST_LETTERS = 5;

/**
 * The seven names, beginning with {@link firstDayOfWeek}. `short` is for a narrow column: one letter where the language's
 * own short names are no shorter (Arabic); `long` is for who listens.
 */
export function weekdayNames(locale: string): { day: Weekday; short: string; long: string }[] {
	const first = firstDayOfWeek(locale);
	const named = (day: number, weekday: 'narrow' | 'short' | 'long') =>
		// The first of January 2024 was a Monday.
		new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
	const days = [1, 2, 3, 4, 5, 6, 7];
	const brief = days.every((day) => named(day, 'short').length <= MOST_LETTERS) ? 'short' : 'narrow';
	return [0, 1, 2, 3, 4, 5, 6].map((more) => {
		const day = (((first - 1 + more) % 7) + 1) as Weekday;
		return { day, short: named(day, brief), long: named(day, 'long') };
	});
}

const instantOf = (iso: string): Date => new Date(iso.length === 7 ? `${iso}-01` : iso);

/** "November 2026". @param month `2026-11`, or a day in it */
export const monthTitle = (locale: string, month: string): string =>
	new Intl.DateTimeFormat(locale, {
		month: 'long',
		year: 'numeric',
		calendar: 'gregory',
		timeZone: 'UTC',
	}).format(instantOf(month.slice(0, 7)));

/**
 * A day in another calendar, in her words and numerals: "12 Jumada II 1448 AH".
 * @param iso instant, or day (`2026-11-22`)
 * @param zone IANA zone whose day is meant, for an instant; the phone's own where it is none
 * @returns `null` where there is nothing to say: no day, or a browser that does not know the calendar
 */
export function otherDate(
	locale: string,
	calendar: OtherCalendar,
	iso: string,
	zone?: string,
): string | null {
	const date = instantOf(iso);
	if (Number.isNaN(date.getTime())) return null;
	const format = new Intl.DateTimeFormat(locale, {
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		calendar,
		timeZone: iso.length === 10 ? 'UTC' : knownZone(zone),
	});
	return format.resolvedOptions().calendar === calendar ? format.format(date) : null;
}

/** The calendar her region itself goes by, where Intl says one of these: shown beside until she says otherwise. */
export function regionalCalendar(locale: string): OtherCalendar | null {
	const own = new Intl.DateTimeFormat(locale).resolvedOptions().calendar;
	return OTHER_CALENDARS.find((calendar) => calendar === own) ?? null;
}
