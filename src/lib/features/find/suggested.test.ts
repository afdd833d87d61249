import { expect, it } from 'vitest';
import type { Suggestion } from '$parts/services';
import { waiting } from './suggested';

const suggestion = (key: string, from: 'me' | 'them' = 'them') => ({ key, from }) as Suggestion;
const decided = (key: string, decision: 'saved' | 'let-be') => ({
	id: key,
	value: { v: 1 as const, key, decision },
});

it('what somebody suggested waits until she saved it or let it be, and nothing of her own does', () => {
	const all = [suggestion('a'), suggestion('b'), suggestion('c'), suggestion('d', 'me')];
	expect(waiting(all, []).map(({ key }) => key)).toEqual(['a', 'b', 'c']);
	expect(waiting(all, [decided('a', 'saved'), decided('b', 'let-be')]).map(({ key }) => key)).toEqual(['c']);
});
