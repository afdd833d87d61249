/** How a service is said in her language: what the directory says in words stays as it is, the rest is translated. Pure. */
import { rangeOf, weekdayName } from '../weekdays';
import type { Translator } from '$platform/i18n';
import { WEEKDAYS, type Service, type ServicePlace, type ServiceTime } from '$protocol/directory';

/** Older than this, it says so. */
const OLD_DAYS = 400;
const DAY = 86_400_000;
/** What programs write where nobody said a day: 1900, 1970. */
const NO_DAY_BEFORE = '1980';

interface Looked {
	assured: string | undefined;
	modified: string | undefined;
}
/** Days that can be true. Tomorrow can: the clocks of where it is may be ahead of hers. */
function looked({ assured, modified }: Service, now: number): Looked {
	const tomorrow = new Date(now + DAY).toISOString().slice(0, 10);
	const possible = (day: string | undefined) =>
		day !== undefined && day >= NO_DAY_BEFORE && day <= tomorrow ? day : undefined;
	return { assured: possible(assured), modified: possible(modified) };
}

/** Nobody has looked at it or changed it for long, as far as anybody says. */
export const isOld = (service: Service, now: number): boolean => {
	const { assured = '', modified = '' } = looked(service, now);
	const day = assured > modified ? assured : modified;
	return day === '' || now - Date.parse(day) > OLD_DAYS * DAY;
};

export function freshness(service: Service, now: number, i18n: Translator): string {
	const { assured, modified } = looked(service, now);
	const said =
		assured !== undefined && assured >= (modified ?? '')
			? i18n.t('find:fresh.assured', { date: dayIn(assured, i18n) })
			: modified !== undefined
				? i18n.t('find:fresh.modified', { date: dayIn(modified, i18n) })
				: i18n.t('find:fresh.unknown');
	return isOld(service, now) ? `${said} ${i18n.t('find:fresh.old')}` : said;
}

/** A day with its year. */
export const dayIn = (day: string, i18n: Translator): string =>
	new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(Date.parse(day));

/** A minute of a day as clocks show it, wherever that is. */
const clock = (minute: number, locale: string): string =>
	new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format((minute % 1_440) * 60_000);

const ORDINAL = /^(-?[1-5])(..)$/;

function daysIn({ days, monthDays }: ServiceTime, i18n: Translator): string {
	const numbers = days.map((day) => WEEKDAYS.findIndex((name) => name === day) + 1);
	const range = numbers.includes(0) ? null : rangeOf(numbers);
	if (numbers.length === 7 && range !== null) return i18n.t('find:time.everyDay');
	if (range !== null)
		return i18n.t('find:time.range', {
			from: weekdayName(range[0], i18n.locale),
			to: weekdayName(range[1], i18n.locale),
		});
	const named = days.map((day) => {
		const [, nth, name = day] = ORDINAL.exec(day) ?? [];
		const said = weekdayName(WEEKDAYS.findIndex((each) => each === name) + 1, i18n.locale);
		return nth === undefined
			? said
			: i18n.t(`find:time.nth.${nth === '-1' ? 'last' : nth.replace('-', 'last')}`, { day: said });
	});
	const ofMonth = (monthDays ?? []).map((day) =>
		day === -1 ? i18n.t('find:time.lastDay') : i18n.t('find:time.monthDay', { day: i18n.number(day) }),
	);
	return i18n.list([...named, ...ofMonth]);
}

/** When, by the clocks of where it is. Empty where only the source's own words say it. */
export function timeLine(time: ServiceTime, i18n: Translator): string {
	const { repeats, opens, closes, every } = time;
	if (repeats === 'none') return '';
	const days = daysIn(time, i18n);
	if (repeats === 'closed') return i18n.t('find:time.closed', { days });
	const allDay = opens === 0 && closes === 1_440;
	const hours =
		opens === undefined
			? ''
			: allDay
				? i18n.t('find:time.allDay')
				: closes === undefined
					? i18n.t('find:time.from', { from: clock(opens, i18n.locale) })
					: i18n.t('find:time.hours', { from: clock(opens, i18n.locale), to: clock(closes, i18n.locale) });
	const often = every === undefined ? '' : i18n.t(`find:time.every.${repeats}`, { count: every });
	return [days, hours, often].filter((part) => part !== '').join(i18n.t('find:time.comma'));
}

/** A place in one line, as in a list. */
export const townOf = ({ city, region }: ServicePlace): string =>
	[city, region].filter((part) => part !== undefined).join(', ');

/** How far it is, as far as that may be known: of a place that is hidden, only its town is. */
export function kilometres(km: number, { places }: Service, i18n: Translator): string {
	const shown = km < 10 ? Math.round(km * 10) / 10 : Math.round(km);
	if (!places.some(({ exact }) => exact))
		return i18n.t('find:far.about', { km: i18n.number(Math.max(1, Math.round(km))) });
	return km < 1 ? i18n.t('find:far.near') : i18n.t('find:far.km', { km: i18n.number(shown) });
}

/** A code is named in her language; the source's own words stay. */
export function spoken(language: string, shown: string): string {
	try {
		return new Intl.DisplayNames([shown], { type: 'language' }).of(language) ?? language;
	} catch {
		return language;
	}
}
