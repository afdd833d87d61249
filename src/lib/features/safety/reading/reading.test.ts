import { describe, expect, it } from 'vitest';
import en from '$locales/en/ui/safer.json';
import { NEXT, outcomeOf, QUESTIONS, type Answer } from './check';
import { PAGES, SOURCES, sourcesOf, type PageId } from './facts';

const all = (answer: Answer) => Object.fromEntries(QUESTIONS.map((question) => [question, answer]));

describe('the self-check', () => {
	it('never says that all is quiet unless every answer was no', () => {
		expect(outcomeOf(all('no'))).toBe('quiet');
		expect(outcomeOf({})).toBe('open');
		for (const question of QUESTIONS) {
			expect(outcomeOf({ ...all('no'), [question]: 'unsure' })).toBe('open');
			expect(outcomeOf({ ...all('no'), [question]: 'yes' })).not.toBe('quiet');
		}
	});

	it('takes what somebody knows for a sign, and what the phone allows for a chance', () => {
		expect(outcomeOf({ ...all('no'), knows: 'yes' })).toBe('signs');
		expect(outcomeOf({ ...all('no'), where: 'yes' })).toBe('signs');
		expect(outcomeOf({ ...all('no'), pin: 'yes' })).toBe('open');
	});

	it('never sends her to change a phone that may be watched, and always names another phone', () => {
		expect(NEXT.signs).not.toContain('small');
		for (const steps of Object.values(NEXT)) expect(steps).toContain('other');
	});

	it('has words for every question, outcome and step', () => {
		expect(Object.keys(en.check.question)).toEqual([...QUESTIONS]);
		expect(Object.keys(en.check.result)).toEqual(Object.keys(NEXT));
		for (const step of Object.values(NEXT).flat()) expect(en.check.next).toHaveProperty(step);
	});
});

describe.each(Object.keys(PAGES) as PageId[])('%s', (page) => {
	it('says every line it has words for, and no other', () => {
		const { title, text, lead, ...parts } = en[page];
		expect([title, text, lead].every(Boolean)).toBe(true);
		expect(PAGES[page].map(({ id }) => id)).toEqual(Object.keys(parts));
		for (const { id, lines } of PAGES[page])
			expect(['title', ...lines]).toEqual(Object.keys((parts as Record<string, object>)[id] ?? {}));
	});
});

it('every sign of monitoring has a source, and every source an address', () => {
	for (const { sources } of PAGES.signs) expect(sources.length).toBeGreaterThan(0);
	expect(sourcesOf('signs').length).toBeGreaterThan(2);
	for (const { url, dated } of Object.values(SOURCES)) {
		expect(new URL(url).protocol).toBe('https:');
		if (dated !== null) expect(dated).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
	}
});
