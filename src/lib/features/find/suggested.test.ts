import { expect, it } from 'vitest';
import type { Suggestion } from '$parts/services';
import { originOf, waiting } from './suggested';

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

it('never stands in the place of an entry of her region, or of another’s suggestion', () => {
	const body = { region: { id: 'willow-bay', name: 'Willow Bay', sample: true } };
	const origins = ['a', 'b'].map((key) => originOf({ ...suggestion(key), body } as Suggestion));
	expect(new Set([...origins.map(({ region }) => region), 'willow-bay']).size).toBe(3);
	expect(origins[0]).toMatchObject({ name: 'Willow Bay', sample: true });
});
