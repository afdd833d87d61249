import { expect, it } from 'vitest';
import type { KeptRegion, RegionEntry } from '$platform/directory';
import { isDropped, offersOf } from './regions';

const entry = (id: string, sha256: string) =>
	({ id, manifests: { en: { sha256 }, ar: { sha256: 'other' } } }) as unknown as RegionEntry;
const kept = { file: 'first', manifest: { region: 'bay', language: 'en' } } as KeptRegion;
const states = (entries: RegionEntry[], has: KeptRegion | null, gone = false) =>
	offersOf(entries, has, gone).map(({ state }) => state);

it('the list that she has is here, or there is a newer one; another region is another', () => {
	expect(states([entry('bay', 'first'), entry('hill', 'first')], kept)).toEqual(['here', 'other']);
	expect(states([entry('bay', 'second')], kept)).toEqual(['newer']);
	expect(states([entry('bay', 'first')], null)).toEqual(['other']);
});

it('can be fetched again when its files are not on the phone any more, also where it is the same list', () => {
	expect(states([entry('bay', 'first'), entry('hill', 'first')], kept, true)).toEqual(['again', 'other']);
});

it('says when the one that she has is not offered any more', () => {
	expect(isDropped([entry('hill', 'first')], kept)).toBe(true);
	expect(isDropped([], kept)).toBe(true);
	expect(isDropped([entry('bay', 'second')], kept)).toBe(false);
	expect(isDropped([], null)).toBe(false);
});
