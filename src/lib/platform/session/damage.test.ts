import { expect, it } from 'vitest';
import { isNews } from './damage';

it('tells of damage once, and again only when there is more', () => {
	expect(isNews(0, [])).toBe(false);
	expect(isNews(2, [])).toBe(true);
	expect(isNews(2, [{ v: 1, damagedRows: 2 }])).toBe(false);
	expect(isNews(3, [{ v: 1, damagedRows: 2 }])).toBe(true);
});
