import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { breathOf } from './breath';
import { PhaseClock } from './phase-clock.svelte';
import { momentAt } from './phases';

const SLOW = breathOf({ in: 4, holdIn: 0, out: 6, holdOut: 0 });
const phaseAt = (elapsed: number) => momentAt(SLOW, elapsed).index;
let now = { steady: 0, wall: 0 };
const pass = (ms: number) => {
	for (const end = now.steady + ms; now.steady < end;) {
		const step = Math.min(100, end - now.steady);
		now = { steady: now.steady + step, wall: now.wall + step };
		vi.advanceTimersByTime(100);
	}
};
const clockOf = (length: number, more: { onEnd?: () => void; onTurn?: () => void } = {}) =>
	new PhaseClock({
		length,
		onEnd: more.onEnd ?? (() => {}),
		onTurn: more.onTurn ?? (() => {}),
		phaseAt,
		now: () => now,
	});
beforeEach(() => {
	now = { steady: 0, wall: 1_000_000 };
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

it('turns with each breath and ends once, at the end of a whole one', () => {
	const onEnd = vi.fn();
	const onTurn = vi.fn();
	const clock = clockOf(60_000, { onEnd, onTurn });
	clock.run();
	pass(59_900);
	expect(onEnd).not.toHaveBeenCalled();
	pass(1_000);
	expect(onEnd).toHaveBeenCalledTimes(1);
	expect(onTurn).toHaveBeenCalledTimes(11);
	expect([clock.running, clock.ended, clock.left]).toEqual([false, true, 0]);
	clock.run();
	expect(clock.running).toBe(false);
});

it('keeps its place while it waits, and begins anew when asked', () => {
	const clock = clockOf(60_000);
	clock.run();
	pass(5_200);
	clock.pause();
	pass(30_000);
	expect(momentAt(SLOW, clock.elapsed)).toMatchObject({ name: 'out', count: 5, second: 1 });
	clock.run();
	pass(1_000);
	expect(momentAt(SLOW, clock.elapsed).count).toBe(4);
	clock.reset();
	expect([clock.elapsed, clock.running]).toEqual([0, false]);
	clock.stop();
});

it('is right after the phone was busy, or slept while its steady clock stood, or had its clock set back', () => {
	for (const after of [
		{ steady: 23_000, wall: 1_023_000 },
		{ steady: 100, wall: 1_023_000 },
		{ steady: 23_000, wall: 5 },
	]) {
		now = { steady: 0, wall: 1_000_000 };
		const clock = clockOf(60_000);
		clock.run();
		now = after;
		clock.tick();
		expect(clock.elapsed).toBe(23_000);
		clock.stop();
	}
});

it('says that she is here while it runs, and no longer than ten minutes', () => {
	const active = vi.fn();
	addEventListener('rosebay:active', active);
	const clock = clockOf(1_800_000);
	clock.run();
	pass(60_050);
	expect(active).toHaveBeenCalledTimes(6);
	clock.pause();
	pass(60_000);
	expect(active).toHaveBeenCalledTimes(6);
	clock.run();
	pass(1_200_000);
	expect(active).toHaveBeenCalledTimes(66);
	clock.stop();
	removeEventListener('rosebay:active', active);
});
