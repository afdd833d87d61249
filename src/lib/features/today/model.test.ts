import { expect, it } from 'vitest';
import { greetingKey } from './model';

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
