import { expect, it } from 'vitest';
import { HIDDEN_MS, idleState, IDLE_MS, WARNING_MS } from './idle';

it('locks half a minute after it was hidden, also when the timer slept through it', () => {
	expect(idleState(HIDDEN_MS - 1, 0, 0)).toEqual({ type: 'awake' });
	expect(idleState(HIDDEN_MS, HIDDEN_MS, 0)).toEqual({ type: 'lock' });
	expect(idleState(86_400_000, 86_400_000, 0)).toEqual({ type: 'lock' });
});

it('says so before it locks for idleness', () => {
	expect(idleState(IDLE_MS - WARNING_MS - 1, 0, null)).toEqual({ type: 'awake' });
	expect(idleState(IDLE_MS - WARNING_MS, 0, null)).toEqual({ type: 'warning', seconds: 30 });
	expect(idleState(IDLE_MS - 1, 0, null)).toEqual({ type: 'warning', seconds: 1 });
	expect(idleState(IDLE_MS, 0, null)).toEqual({ type: 'lock' });
});
