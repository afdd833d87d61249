import { describe, expect, it } from 'vitest';
import en from '$locales/en/ui/second.json';
import { AFTERWARDS, PAGES } from './model';

describe.each(['second', 'wipe'] as const)('%s', (kind) => {
	it('says every line there are words for, before and after, and no other', () => {
		const words: Record<string, unknown> = en[kind];
		for (const { id, lines } of PAGES[kind])
			expect(Object.keys(words[id] as object), id).toEqual(['title', ...lines]);
		const { done } = en[kind];
		expect(Object.keys(done).filter((key) => key !== 'title' && key !== 'lock')).toEqual([
			...AFTERWARDS[kind],
		]);
	});

	it('says what it cannot do and asks for a backup before anything is chosen', () => {
		const pages = PAGES[kind].map(({ id }) => id);
		expect(pages).toContain('limits');
		expect(pages.at(-1)).toBe('backup');
	});
});
