import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Structure } from '$protocol/module';
import type { Page } from '$protocol/module-blocks';
import { unsignedModule } from '../../../../tests/support/modules';
import { chosenOf, placedOf, textOf } from './answers';
import { directionOf, nameOfLanguage } from './language';
import { answersAgain, hasToDo, isBegun, progressAt, resumeAt } from './progress';
import { progressSchema } from './types';

const page = (id: string): Page => ({ id, blocks: [{ id: `b${id.slice(1)}`, type: 'text' }] });
const pages = ['p1', 'p2', 'p3', 'p4'].map(page);
const structureOf = (change: Parameters<typeof unsignedModule>[0]): Structure => {
	const { texts: _texts, ...structure } = unsignedModule(change);
	return structure;
};
const structure = structureOf({ pages });
const at = (index: number) => progressAt(structure, index, false, {});

describe('how far somebody is', () => {
	it('goes on where she was', () => {
		expect(resumeAt(pages, null)).toBeNull();
		expect(resumeAt(pages, at(0))).toBeNull();
		expect(resumeAt(pages, at(2))).toBe(2);
	});

	it('begins again when it was read; having read it stays true', () => {
		expect(resumeAt(pages, at(3))).toBeNull();
		expect(progressAt(structure, 1, true, {}).done).toBe(true);
		expect(isBegun(pages, at(1))).toBe(true);
		expect(isBegun(pages, at(3))).toBe(false);
	});

	it('finds its page again by its id when an update has put others around it', () => {
		expect(resumeAt(['p9', 'p1', 'p2', 'p8', 'p3', 'p4'].map(page), at(2))).toBe(4);
	});

	it('goes on behind what she has read when an update has taken the page away', () => {
		expect(resumeAt(['p1', 'p2', 'p4'].map(page), at(2))).toBe(2);
		expect(resumeAt(['p2', 'p1', 'p9', 'p4'].map(page), at(2))).toBe(2);
		expect(resumeAt(['p8', 'p9'].map(page), at(2))).toBeNull();
		expect(resumeAt(['p1', 'p2'].map(page), at(2))).toBe(1);
	});

	it('is never outside of the pages there are, and always fits into the vault', () => {
		const ids = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });
		fc.assert(
			fc.property(ids, ids, fc.nat(), (before, after, where) => {
				const had = before.map((id) => page(`p${String(id)}`));
				const has = after.map((id) => page(`p${String(id)}`));
				const progress = progressAt({ ...structure, pages: had }, where % had.length, false, {});
				expect(progressSchema.safeParse(progress).success).toBe(true);
				const found = resumeAt(has, progress);
				if (found !== null) expect(has[found]).toBeDefined();
			}),
		);
	});
});

describe('answers', () => {
	const blocks: Page[] = [
		{
			id: 'p1',
			blocks: [
				{ id: 'b1', type: 'reflection', long: true },
				{ id: 'b2', type: 'steps', items: [{ id: 'i1' }] },
			],
		},
	];
	const answers = { b1: { text: 'mine' }, b2: { chosen: ['i1'] }, b9: { text: 'of a page that has gone' } };

	it('of a lesson all stay; of an exercise what was of that one time goes, and what she wrote stays', () => {
		expect(answersAgain(structureOf({ pages: blocks }), answers)).toEqual(answers);
		expect(answersAgain(structureOf({ pages: blocks, kind: 'exercise' }), answers)).toEqual({
			b1: answers.b1,
			b9: answers.b9,
		});
	});

	it('that fit no more after an update are as if they were not there', () => {
		expect(chosenOf({ chosen: ['o1', 'gone'] }, [{ id: 'o1' }])).toEqual(['o1']);
		expect(chosenOf({ text: 'another kind now' }, [{ id: 'o1' }])).toEqual([]);
		expect([...placedOf({ placed: { i1: 'n1', i2: 'gone' } }, [{ id: 'n1' }])]).toEqual([['i1', 'n1']]);
		expect(textOf({ chosen: [] })).toBe('');
	});

	it('are asked for on some pages, and those can be skipped', () => {
		expect(blocks.map(hasToDo)).toEqual([true]);
		expect(pages.some(hasToDo)).toBe(false);
	});
});

describe('the language of a module', () => {
	it('has its direction, also where the app does not speak it', () => {
		const rtl = ['ar', 'fa', 'ur', 'he', 'ku-Arab', 'dv', 'ar-MA'];
		const ltr = ['en', 'ti', 'am', 'zh-Hans', 'ku', 'ur-Latn', 'not a tag'];
		expect(rtl.map(directionOf)).toEqual(rtl.map(() => 'rtl'));
		expect(ltr.map(directionOf)).toEqual(ltr.map(() => 'ltr'));
	});

	it('has a name in the language of the reader', () => {
		expect(nameOfLanguage('ti', 'en')).toBe('Tigrinya');
		expect(nameOfLanguage('fr', 'es')).toBe('francés');
	});
});
