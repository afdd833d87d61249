import { expect, it } from 'vitest';
import en from '$locales/en/ui/welcome.json';
import { TRUTHS } from './model';

it('repeats every page and line of what was said before the start, and no other', () => {
	const { title, page, understood, ...pages } = en.before;
	expect([title, page, understood].every(Boolean)).toBe(true);
	expect(TRUTHS.map(({ id }) => id)).toEqual(Object.keys(pages));
	for (const { id, lines } of TRUTHS) expect(['title', ...lines]).toEqual(Object.keys(pages[id]));
});
