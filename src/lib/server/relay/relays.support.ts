/** Relays for the tests of one file: each is gone after the test that started it, and has met no failure. */
import { afterEach, expect } from 'vitest';
import type { Limits } from './limits';
import { testRelay, type TestRelay } from './relay.support';

/** Call it once in a file; what it returns starts a relay. */
export function relays(): (limits?: Partial<Limits>, maxBytes?: number) => Promise<TestRelay> {
	let started: TestRelay[] = [];
	afterEach(async () => {
		for (const relay of started) {
			expect(relay.failures).toEqual([]);
			await relay.destroy();
		}
		started = [];
	});
	return async (limits = {}, maxBytes) => {
		const relay = await testRelay(limits, maxBytes);
		started.push(relay);
		return relay;
	};
}
