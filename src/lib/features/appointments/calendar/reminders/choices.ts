/** Which reminders there are to choose from, and their words. Pure. */
import type { Params } from '$platform/i18n';
import { MAX_REMINDERS, type ReminderWish } from '../kept';

const HOUR = 60;
const DAY = 24 * HOUR;
const EVENING: ReminderWish = { type: 'evening' };
const MORNING: ReminderWish = { type: 'morning' };
const before = (minutes: number): ReminderWish => ({ type: 'before', minutes });
/** The earliest first. */
const TIMED = [before(DAY), EVENING, MORNING, before(2 * HOUR), before(HOUR)];
/** What has no hour has no hour before it. */
const WHOLE_DAY = [EVENING, MORNING];

export const wishKey = (wish: ReminderWish): string =>
	wish.type === 'before' ? `before-${String(wish.minutes)}` : wish.type;

export const hasWish = (wishes: readonly ReminderWish[], wish: ReminderWish): boolean =>
	wishes.some((each) => wishKey(each) === wishKey(wish));

/** What is shown: the usual ones, and those she has besides (from a file). With as many as there can be, only those. */
export function offered(value: readonly ReminderWish[], wholeDay: boolean): ReminderWish[] {
	const usual = wholeDay ? WHOLE_DAY : TIMED;
	const own = value.filter((wish) => !hasWish(usual, wish));
	return [...usual, ...own].filter((wish) => value.length < MAX_REMINDERS || hasWish(value, wish));
}

/** Each once, in the order shown. */
export const withWish = (value: readonly ReminderWish[], wish: ReminderWish, on: boolean): ReminderWish[] => [
	...value.filter((each) => wishKey(each) !== wishKey(wish)),
	...(on ? [wish] : []),
];

/** Key of the words of one, with its parameters. */
export function wordsOf(wish: ReminderWish): [key: string, parameters?: Params] {
	if (wish.type !== 'before') return [`reminders:${wish.type}`];
	const { minutes } = wish;
	if (minutes === 0) return ['reminders:atStart'];
	if (minutes % DAY === 0) return ['reminders:days', { count: minutes / DAY }];
	if (minutes % HOUR === 0) return ['reminders:hours', { count: minutes / HOUR }];
	return ['reminders:minutes', { count: minutes }];
}
