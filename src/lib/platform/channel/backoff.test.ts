import { expect, it } from 'vitest';
import { backoff, LONGEST_WAIT, SHORTEST_WAIT, Waits } from './backoff';

const low = (length: number) => new Uint8Array(length);
const high = (length: number) => new Uint8Array(length).fill(255);

it('doubles from two seconds to fifteen minutes, never outside, and not for all at once', () => {
	for (let tries = 1; tries < 40; tries += 1) {
		const [least, most] = [backoff(tries, low), backoff(tries, high)];
		expect(least).toBeGreaterThanOrEqual(SHORTEST_WAIT);
		expect(most).toBeLessThanOrEqual(LONGEST_WAIT);
		expect(most).toBeGreaterThan(least);
	}
	expect(backoff(3, high)).toBe(10_000);
	expect(backoff(40, high)).toBe(LONGEST_WAIT);
});

it('waits as long as the relay asked for, and not at all once somebody presses "try again"', () => {
	const waits = new Waits(low);
	waits.failed('a', 1_000, 60_000);
	expect(waits.left('a', 1_000)).toBe(60_000);
	expect(waits.left('b', 1_000)).toBe(0);
	// The clock jumped back a year.
	expect(waits.left('a', 1_000 - 365 * 86_400_000)).toBe(LONGEST_WAIT);
	waits.clear();
	expect(waits.left('a', 1_000)).toBe(0);
});
