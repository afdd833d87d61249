import { expect, it } from 'vitest';
import { greetingKey, isNews } from './model';

it.each([
	[2, 'today:night'],
	[5, 'today:morning'],
	[11, 'today:morning'],
	[12, 'today:afternoon'],
	[18, 'today:evening'],
	[23, 'today:evening'],
])('greets at %i o’clock with %s', (hour, key) => {
	expect(greetingKey(new Date(2026, 4, 12, hour))).toBe(key);
});

it('tells of damage once, and again only when there is more', () => {
	expect(isNews(0, [])).toBe(false);
	expect(isNews(2, [])).toBe(true);
	expect(isNews(2, [{ v: 1, damagedRows: 2 }])).toBe(false);
	expect(isNews(3, [{ v: 1, damagedRows: 2 }])).toBe(true);
});
