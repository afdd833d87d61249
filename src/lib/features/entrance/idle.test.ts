import { describe, expect, it } from 'vitest';
import { idleStage, LOCK_MS, WARN_MS } from './idle';

const touched = { steady: 1_000, wall: 1_700_000_000_000 };
const after = (steady: number, wall = steady) =>
	idleStage(touched, { steady: touched.steady + steady, wall: touched.wall + wall });

describe('the lock that closes by itself', () => {
	it('is announced half a minute before', () => {
		expect(after(0)).toEqual({ stage: 'active', nextInMs: WARN_MS });
		expect(after(WARN_MS)).toEqual({ stage: 'warned', nextInMs: 30_000 });
		expect(after(LOCK_MS)).toEqual({ stage: 'over' });
	});

	it('closes after a sleep, through which the steady clock stood still', () => {
		expect(after(10, 3_600_000)).toEqual({ stage: 'over' });
	});

	it('closes when the wall clock was set back', () => {
		expect(after(LOCK_MS, -86_400_000)).toEqual({ stage: 'over' });
	});
});
