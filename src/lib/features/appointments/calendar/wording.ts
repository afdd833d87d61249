/** The words of one happening, in whatever language the translator speaks. */
import { addLength, instantOf, type CalendarTime } from '$platform/calendar';
import type { Translator } from '$platform/i18n';
import { clocksDiffer } from '../model';
import { titleOf as titleOfKind } from '../words';
import { dayAt, plusDays } from './days';
import { isPast } from './happenings';
import { takesPlace, type Happening } from './happening';

/** Written by a person, in whatever language: it finds its own side. */
export function titleOf(i18n: Translator, happening: Happening): string {
	if (happening.from === 'her') return happening.title;
	return titleOfKind(i18n, happening.standing.body);
}

/** "Today", "Tomorrow", or the date. */
export function dayWords(i18n: Translator, day: string, now: Date, zone: string): string {
	const today = dayAt(now, zone);
	if (day === today) return i18n.t('calendar:today');
	if (day === plusDays(today, 1)) return i18n.t('calendar:tomorrow');
	return i18n.date(day, undefined, day.slice(0, 4) === today.slice(0, 4) ? 'day' : 'full');
}

const unit = (i18n: Translator, value: number, name: 'minute' | 'hour' | 'day'): string =>
	new Intl.NumberFormat(i18n.locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);

/** "45 minutes", "2 hours", "1.5 hours". */
export function lasting(i18n: Translator, minutes: number): string {
	if (minutes < 60 || minutes % 30 !== 0) return unit(i18n, minutes, 'minute');
	if (minutes % 1_440 === 0) return unit(i18n, minutes / 1_440, 'day');
	return unit(i18n, minutes / 60, 'hour');
}

const iso = (time: CalendarTime, zone: string): string => new Date(instantOf(time, zone)).toISOString();
/** Times are said by the clock of their place. */
const clockOf = (time: CalendarTime, zone: string): string => (time.type === 'instant' ? time.zone : zone);

/** Its hour, as the clock at its place says it; with the day where that clock is another. @param zone the phone's */
export function timeWords(i18n: Translator, { start, end }: Happening, zone: string): string {
	if (start.type === 'date') return i18n.t('calendar:wholeDay');
	const at = iso(start, zone);
	const there = clockOf(start, zone);
	if (clocksDiffer(at, there, zone)) return i18n.date(at, there, 'daytime');
	const until = iso(end, zone);
	const from = i18n.date(at, there, 'time');
	const sameDay = dayAt(new Date(at), there) === dayAt(new Date(until), there);
	return until === at || !sameDay
		? from
		: i18n.t('calendar:fromTo', { from, to: i18n.date(until, there, 'time') });
}

/** Day and hour in one line. */
export function whenWords(i18n: Translator, happening: Happening, now: Date, zone: string): string {
	const { start } = happening;
	const there = clockOf(start, zone);
	if (start.type !== 'date' && clocksDiffer(iso(start, zone), there, zone))
		return timeWords(i18n, happening, zone);
	const day = start.type === 'date' ? start.date : dayAt(new Date(iso(start, zone)), zone);
	const hour = timeWords(i18n, happening, zone);
	return i18n.t('calendar:dayAndTime', { day: dayWords(i18n, day, now, zone), time: hour });
}

/** On her phone's clock, where that is another than the one at the place. */
export function hereWords(i18n: Translator, { start }: Happening, zone: string): string | undefined {
	if (start.type !== 'instant' || !clocksDiffer(start.at, start.zone, zone)) return undefined;
	return i18n.t('appointments:zone', { when: i18n.date(start.at, zone, 'daytime') });
}

/** When to set out, by her own clock: she looks at that one on the way. Not for what is over, or does not take place. */
export function leaveWords(
	i18n: Translator,
	happening: Happening,
	now: Date,
	zone: string,
): string | undefined {
	const { start, travel } = happening;
	if (travel === 0 || start.type === 'date' || !takesPlace(happening) || isPast(happening, now, zone))
		return undefined;
	const at = iso(addLength(start, 0, -travel * 60), zone);
	return i18n.t('calendar:leave', { time: i18n.date(at, zone, 'time') });
}

/** What there is to know of it besides; nothing where all is as it should be. */
export const stateWords = (i18n: Translator, happening: Happening): string | undefined =>
	happening.from === 'her' ? undefined : i18n.t(`calendar:state.${happening.state}`);
