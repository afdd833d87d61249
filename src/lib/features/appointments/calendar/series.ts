/** A series with less in it: one time taken out, or ended. And the rules she can choose, as iCalendar writes them. */
import { addLength, instantOf, ordinal, type CalendarTime } from '$platform/calendar';
import type { Entry } from './kept';

/** UNTIL's value, of the kind that the start has; of a floating one the wall's time, as platform/calendar reads it. */
function untilValue(time: CalendarTime): string {
	if (time.type === 'date') return time.date.replaceAll('-', '');
	return `${new Date(ordinal(time)).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

const withUntil = (rule: string, until: string): string =>
	[...rule.split(';').filter((part) => !/^(UNTIL|COUNT)=/.test(part)), `UNTIL=${until}`].join(';');

/** Without this one time. */
export const withoutTime = (entry: Entry, start: CalendarTime): Entry => ({
	...entry,
	repeats: entry.repeats && { ...entry.repeats, except: [...entry.repeats.except, start] },
});

/** Without this time and all after it; `null` where nothing is left. */
export function endedBefore(entry: Entry, start: CalendarTime): Entry | null {
	if (!entry.repeats || ordinal(start) <= ordinal(entry.start)) return null;
	const last = start.type === 'date' ? addLength(start, -1, 0) : addLength(start, 0, -1);
	return {
		...entry,
		repeats: {
			...entry.repeats,
			rules: entry.repeats.rules.map((rule) => withUntil(rule, untilValue(last))),
			added: entry.repeats.added.filter((each) => ordinal(each.start) < ordinal(start)),
		},
	};
}

export const EVERY = ['never', 'day', 'week', 'two-weeks', 'month', 'year'] as const;
export type Every = (typeof EVERY)[number];
export const ENDS = ['never', 'day', 'times'] as const;
export type Ends = (typeof ENDS)[number];
/** As often as she can say. */
export const MOST_TIMES = 999;

/** `until` is a day and `times` a number, each meant with the end of its name only. */
export interface Series {
	every: Every;
	ends: Ends;
	until: string;
	times: number;
}

/** The last days of a month: what is every 31st happens on the last day of a shorter one, and not only seven times a year. */
const lastDays = (day: number): string =>
	`BYMONTHDAY=${[28, 29, 30, 31].filter((one) => one <= day).join(',')};BYSETPOS=-1`;

function frequency(every: Exclude<Every, 'never'>, day: string): string {
	const [month = 1, date = 1] = day.split('-').slice(1).map(Number);
	switch (every) {
		case 'day':
			return 'FREQ=DAILY';
		case 'week':
			return 'FREQ=WEEKLY';
		case 'two-weeks':
			return 'FREQ=WEEKLY;INTERVAL=2';
		case 'month':
			return date > 28 ? `FREQ=MONTHLY;${lastDays(date)}` : 'FREQ=MONTHLY';
		case 'year':
			return month === 2 && date === 29 ? `FREQ=YEARLY;BYMONTH=2;${lastDays(date)}` : 'FREQ=YEARLY';
	}
}

/** @param day of the start, on the clock of its place */
export function ruleOf(
	{ every, ends, until, times }: Series,
	start: CalendarTime,
	day: string,
): string | null {
	if (every === 'never') return null;
	const rule = frequency(every, day);
	if (ends === 'times') return `${rule};COUNT=${String(times)}`;
	if (ends === 'never') return rule;
	const last: CalendarTime =
		start.type === 'date' ? { type: 'date', date: until } : { type: 'floating', local: `${until}T23:59:59` };
	const value: CalendarTime =
		start.type === 'instant' ? { ...start, at: new Date(instantOf(last, start.zone)).toISOString() } : last;
	return `${rule};UNTIL=${untilValue(value)}`;
}

/** What she chose, read back; `null` for a rule that only a file can have. @param dayOf the day of an instant at its place */
export function seriesOf({ repeats, start }: Entry, dayOf: (time: CalendarTime) => string): Series | null {
	const once: Series = { every: 'never', ends: 'never', until: '', times: 0 };
	if (repeats === null) return once;
	const [rule, ...more] = repeats.rules;
	if (rule === undefined || more.length > 0 || repeats.exceptRules.length + repeats.added.length > 0)
		return null;
	const found = /^(.*?)(?:;(UNTIL|COUNT)=(\w+))?$/.exec(rule);
	const every = EVERY.find((each) => each !== 'never' && frequency(each, dayOf(start)) === found?.[1]);
	if (!every) return null;
	const value = found?.[3] ?? '';
	if (found?.[2] === 'COUNT') return { ...once, every, ends: 'times', times: Number(value) };
	if (found?.[2] !== 'UNTIL') return { ...once, every };
	const day = `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`;
	if (start.type !== 'instant' || value.length < 15) return { ...once, every, ends: 'day', until: day };
	const at = `${day}T${value.slice(9, 11)}:${value.slice(11, 13)}:${value.slice(13, 15)}.000Z`;
	return { ...once, every, ends: 'day', until: dayOf({ ...start, at }) };
}
