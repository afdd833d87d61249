import { expect, it } from 'vitest';
import { isBegun } from '$parts/player';
import { fromEarlier } from './earlier';

/** The pages of the lesson, as its file names them. */
const pages = [1, 2, 3, 4, 5, 6, 7].map((at) => ({ id: `p${String(at)}`, blocks: [] }));
const earlier = (page: number, done = false) => ({ v: 1 as const, lesson: 'safer-phone', page, done });

it('goes on at the page that was open', () => {
	expect(fromEarlier(earlier(3))).toEqual({
		v: 1,
		module: 'in:safer-phone',
		page: 'p3',
		done: false,
		answers: {},
	});
	expect(fromEarlier(earlier(99))?.page).toBe('p7');
});

it('was not begun on its first page, and stays read', () => {
	expect(isBegun(pages, fromEarlier(earlier(0)))).toBe(false);
	expect(isBegun(pages, fromEarlier(earlier(4)))).toBe(true);
	expect(isBegun(pages, fromEarlier(earlier(7, true)))).toBe(false);
});

it('knows no lesson that there never was', () => {
	expect(fromEarlier({ ...earlier(2), lesson: 'nothing' })).toBeNull();
});
