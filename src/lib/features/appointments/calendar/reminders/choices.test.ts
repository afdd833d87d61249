import { expect, test } from 'vitest';
import { MAX_REMINDERS, type ReminderWish } from '../kept';
import { hasWish, offered, withWish, wordsOf } from './choices';

const before = (minutes: number): ReminderWish => ({ type: 'before', minutes });

test('what a file brought is shown beside the usual ones, and can be taken away', () => {
	const value = [before(15)];
	expect(offered(value, false)).toContainEqual(before(15));
	expect(withWish(value, before(15), false)).toEqual([]);
	expect(hasWish(withWish(value, { type: 'evening' }, true), { type: 'evening' })).toBe(true);
	expect(withWish(value, before(15), true)).toEqual(value);
});

test('what has no hour is offered none before it', () => {
	expect(offered([], true).map(({ type }) => type)).toEqual(['evening', 'morning']);
});

test('with as many as there can be, only those are shown', () => {
	const value = [1, 2, 3, 4, 5].map(before);
	expect(value).toHaveLength(MAX_REMINDERS);
	expect(offered(value, false)).toEqual(value);
});

test('minutes are told in the largest unit that fits', () => {
	expect([0, 45, 60, 90, 120, 1_440, 2_880].map((minutes) => wordsOf(before(minutes)))).toEqual([
		['reminders:atStart'],
		['reminders:minutes', { count: 45 }],
		['reminders:hours', { count: 1 }],
		['reminders:minutes', { count: 90 }],
		['reminders:hours', { count: 2 }],
		['reminders:days', { count: 1 }],
		['reminders:days', { count: 2 }],
	]);
});
