import { describe, expect, it } from 'vitest';
import ar from '$locales/ar/ui/lessons.json';
import en from '$locales/en/ui/lessons.json';
import es from '$locales/es/ui/lessons.json';
import fr from '$locales/fr/ui/lessons.json';
import { isBegun, lessonById, LESSONS, progressAt, startPage } from './model';

const lesson = LESSONS[0];
const last = lesson.pages.length - 1;

describe('how far somebody is', () => {
	it('opens where she was', () => {
		expect(startPage(lesson, undefined)).toBe(0);
		expect(startPage(lesson, progressAt(lesson, 3, undefined))).toBe(3);
	});

	it('starts again when it was read, or when its pages have gone', () => {
		expect(startPage(lesson, progressAt(lesson, last, undefined))).toBe(0);
		expect(startPage(lesson, { v: 1, lesson: lesson.id, page: 99, done: false })).toBe(0);
	});

	it('stays read, whichever page is looked at again', () => {
		const read = progressAt(lesson, last, undefined);
		expect(progressAt(lesson, 1, read).done).toBe(true);
	});

	it('is begun between the first page and the last', () => {
		expect(isBegun(undefined)).toBe(false);
		expect(isBegun(progressAt(lesson, 0, undefined))).toBe(false);
		expect(isBegun(progressAt(lesson, 2, undefined))).toBe(true);
		expect(isBegun(progressAt(lesson, last, undefined))).toBe(false);
	});
});

describe.each(Object.entries({ en, es, ar, fr }))('the words in %s', (_, words) => {
	it('fill every page and no more', () => {
		for (const { id, pages } of LESSONS) {
			const { title, text, meta, ...written } = words[id];
			expect([title, text, meta].every(Boolean)).toBe(true);
			expect(Object.keys(written)).toEqual(pages.map((page) => page.id));
			for (const page of pages) {
				const lines: Record<string, string> = written[page.id as keyof typeof written];
				expect(Object.keys(lines)).toEqual(['title', ...page.lines]);
			}
		}
	});
});

it('knows no lesson that there is not', () => {
	expect(lessonById('nothing')).toBeUndefined();
	expect(lessonById(undefined)).toBeUndefined();
});
