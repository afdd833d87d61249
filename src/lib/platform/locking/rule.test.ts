import { describe, expect, it } from 'vitest';
import { lockState, WARNING_MS, type LockTimes, type Reading } from './rule';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TIMES: LockTimes = { idleMs: 3 * MINUTE, hiddenMs: 30_000 };
const at = (steady: number, wall = steady): Reading => ({ steady, wall });
const start = at(0, 1_900_000_000_000);
const after = (steady: number, wall = steady): Reading => at(steady, start.wall + wall);
const seen = (now: Reading, times = TIMES) => lockState(now, start, null, times);

describe('without a touch', () => {
	it('says so half a minute before, counts down, and locks', () => {
		const warned = TIMES.idleMs - WARNING_MS;
		expect(seen(after(0))).toEqual({ type: 'awake', nextInMs: warned });
		expect(seen(after(warned - 1))).toEqual({ type: 'awake', nextInMs: 1 });
		expect(seen(after(warned))).toEqual({ type: 'warning', seconds: 30, nextInMs: 1000 });
		expect(seen(after(TIMES.idleMs - 1))).toEqual({ type: 'warning', seconds: 1, nextInMs: 1 });
		expect(seen(after(TIMES.idleMs))).toEqual({ type: 'lock' });
	});

	it.each([1, 3, 5, 10])('keeps to %d minutes when she chose them', (minutes) => {
		const times = { ...TIMES, idleMs: minutes * MINUTE };
		expect(seen(after(times.idleMs - WARNING_MS - 1), times).type).toBe('awake');
		expect(seen(after(times.idleMs - WARNING_MS), times).type).toBe('warning');
		expect(seen(after(times.idleMs - 1), times).type).toBe('warning');
		expect(seen(after(times.idleMs), times)).toEqual({ type: 'lock' });
	});

	it('is not kept open by a clock set back, by an hour or by a year', () => {
		expect(seen(after(TIMES.idleMs, -HOUR))).toEqual({ type: 'lock' });
		expect(seen(after(TIMES.idleMs, -365 * 24 * HOUR))).toEqual({ type: 'lock' });
		expect(seen(after(MINUTE, -HOUR)).type).toBe('awake');
	});

	it('is not kept open by a sleep, in which the steady clock stands still', () => {
		expect(seen(after(0, 8 * HOUR))).toEqual({ type: 'lock' });
		expect(seen(after(20, TIMES.idleMs))).toEqual({ type: 'lock' });
	});
});

describe('out of sight', () => {
	const away = (now: Reading, times = TIMES, touched = now) => lockState(now, touched, start, times);

	it('locks half a minute later, whatever was touched meanwhile', () => {
		expect(away(after(29_999))).toEqual({ type: 'awake', nextInMs: 1 });
		expect(away(after(30_000))).toEqual({ type: 'lock' });
	});

	it('locks at once, or after two minutes, when she chose that', () => {
		expect(away(after(0), { ...TIMES, hiddenMs: 0 })).toEqual({ type: 'lock' });
		expect(away(after(119_999), { ...TIMES, hiddenMs: 120_000 }).type).toBe('awake');
		expect(away(after(120_000), { ...TIMES, hiddenMs: 120_000 })).toEqual({ type: 'lock' });
	});

	it('counts a sleep and is not fooled by a clock set back', () => {
		expect(away(after(10, 30_000))).toEqual({ type: 'lock' });
		expect(away(after(30_000, -HOUR))).toEqual({ type: 'lock' });
	});

	it('does not lock where being hidden alone does not count, but the idle time goes on', () => {
		const desk: LockTimes = { idleMs: 5 * MINUTE, hiddenMs: null };
		expect(away(after(HOUR), desk).type).toBe('awake');
		expect(away(after(5 * MINUTE), desk, start)).toEqual({ type: 'lock' });
	});
});
