import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BreathClock } from './breath-clock.svelte';

let now = 0;
const pass = (ms: number) => {
	for (const end = now + ms; now < end;) {
		now = Math.min(end, now + 100);
		vi.advanceTimersByTime(100);
	}
};
beforeEach(() => {
	now = 0;
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

it('turns with each breath and ends once, at the end of a whole one', () => {
	const onEnd = vi.fn();
	const onTurn = vi.fn();
	const clock = new BreathClock({ length: 60_000, onEnd, onTurn, now: () => now });
	clock.run();
	pass(59_900);
	expect(onEnd).not.toHaveBeenCalled();
	pass(1_000);
	expect(onEnd).toHaveBeenCalledTimes(1);
	expect(onTurn).toHaveBeenCalledTimes(12);
	expect(clock.running).toBe(false);
});

it('keeps its place while it waits', () => {
	const clock = new BreathClock({ length: 60_000, onEnd: vi.fn(), now: () => now });
	clock.run();
	pass(5_200);
	clock.pause();
	pass(30_000);
	expect(clock.breath).toEqual({ phase: 'out', count: 5, second: 1 });
	clock.run();
	pass(1_000);
	expect(clock.breath.count).toBe(4);
	clock.stop();
});

it('is right after the phone was busy for a while', () => {
	const clock = new BreathClock({ length: 60_000, onEnd: vi.fn(), now: () => now });
	clock.run();
	now = 23_000;
	vi.advanceTimersByTime(100);
	expect(clock.breath).toEqual({ phase: 'in', count: 1, second: 3 });
	clock.stop();
});
