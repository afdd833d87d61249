import { describe, expect, it } from 'vitest';
import { blockSchema, slotsOf } from '$protocol/module-blocks';
import { newModuleId, newSigningIdentity, readModule, signModule } from '$platform/modules';
import { moduleBytes } from '$platform/modules';
import { unsignedModule } from '../../../../../tests/support/modules';
import {
	draftFrom,
	draftSchema,
	duplicated,
	newDraft,
	rebased,
	titleOf,
	withText,
	type Draft,
} from './draft';
import { addLine, changeLine, deleteLine, listsOf, moveLine } from './items';
import {
	addBlock,
	addPage,
	BLOCK_GROUPS,
	bringBack,
	canMove,
	changeBlock,
	deleteBlock,
	deletePage,
	moveBlock,
	movePage,
} from './pieces';
import { namedSlots } from './slots';
import { previewOf, textsOf } from './to-module';

const fresh = () => newDraft('en', 1, '2026-11-22');
const TYPES = BLOCK_GROUPS.flatMap(({ types }) => types);
/** One page with a block of every kind. */
const full = (): Draft => TYPES.reduce((draft, type) => addBlock(draft, 'p1', type).draft, fresh());
const order = ({ pages }: Draft) => pages.map(({ blocks }) => blocks.map(({ id }) => id));

describe('pieces', () => {
	it('begin in a shape that can be kept and sent, every kind of them, and every line that is added', () => {
		let draft = full();
		for (const block of draft.pages[0]?.blocks ?? [])
			for (const { name } of listsOf(block)) draft = addLine(draft, block, name).draft;
		expect(draftSchema.safeParse(draft).success).toBe(true);
		expect(draft.pages[0]?.blocks.map(({ type }) => type)).toEqual(TYPES);
		expect(draft.pages[0]?.blocks.every((block) => blockSchema.safeParse(block).success)).toBe(true);
		expect(TYPES).toHaveLength(blockSchema._zod.def.options.length);
	});

	it('never get an id that was there before, not even of one that is gone', () => {
		const first = addBlock(fresh(), 'p1', 'text');
		const second = addBlock(deleteBlock(first.draft, first.id).draft, 'p1', 'text');
		expect(second.id).not.toBe(first.id);
		const copy = draftFrom(signModule(unsignedModule(), newSigningIdentity('Mariam')), 1);
		expect(order(copy).flat()).not.toContain(addBlock(copy, 'p1', 'text').id);
	});

	it('move within their page, and over its edge onto the next', () => {
		let draft = addPage(fresh()).draft;
		for (const type of ['text', 'note'] as const) draft = addBlock(draft, 'p1', type).draft;
		const [[a = '', b = ''] = []] = order(draft);
		expect(order(moveBlock(draft, b, -1))).toEqual([[b, a], []]);
		expect(order(moveBlock(draft, b, 1))).toEqual([[a], [b]]);
		expect(order(moveBlock(moveBlock(draft, b, 1), b, -1))).toEqual([[a, b], []]);
		expect(order(moveBlock(draft, a, -1))).toEqual(order(draft));
		expect([canMove(draft, a, -1), canMove(draft, a, 1), canMove(draft, b, 1)]).toEqual([false, true, true]);
		const [one, two] = draft.pages.map(({ id }) => id);
		expect(movePage(draft, two ?? '', -1).pages.map(({ id }) => id)).toEqual([two, one]);
		expect([canMove(draft, one ?? '', -1), canMove(draft, one ?? '', 1)]).toEqual([false, true]);
	});

	it('come back where they stood, with their words', () => {
		const added = addBlock(addBlock(fresh(), 'p1', 'text').draft, 'p1', 'note');
		const draft = withText(added.draft, 'en', `${added.id}.text`, 'Hello');
		const { draft: without, gone } = deleteBlock(draft, added.id);
		expect(textsOf(without, 'en')).toEqual({});
		expect(gone).not.toBeNull();
		const back = gone ? bringBack(without, gone) : without;
		expect(order(back)).toEqual(order(draft));
		expect(textsOf(back, 'en')).toEqual({ [`${added.id}.text`]: 'Hello' });
	});

	it('come back on the last page when theirs is gone too; the last page stays', () => {
		const paged = addPage(fresh());
		const added = addBlock(paged.draft, paged.id, 'text');
		const { draft, gone } = deleteBlock(added.draft, added.id);
		const less = deletePage(draft, paged.id).draft;
		expect(gone && order(bringBack(less, gone))).toEqual([[added.id]]);
		expect(deletePage(less, 'p1').gone).toBeNull();
	});
});

describe('lines of a block', () => {
	const blockOf = (draft: Draft, type: string) => {
		const block = draft.pages[0]?.blocks.find((one) => one.type === type);
		if (!block) throw new Error(type);
		return block;
	};

	it('never fall below the least of their kind, nor rise above its most', () => {
		let draft = full();
		for (const type of TYPES)
			for (const { name, least, most } of listsOf(blockOf(draft, type))) {
				for (let n = 0; n < 30; n += 1) draft = addLine(draft, blockOf(draft, type), name).draft;
				const lines = () => listsOf(blockOf(draft, type)).find((list) => list.name === name)?.lines ?? [];
				expect(lines()).toHaveLength(most);
				for (let n = 0; n < 30; n += 1) draft = deleteLine(draft, blockOf(draft, type), lines()[0]?.id ?? '');
				expect(lines()).toHaveLength(least);
			}
		expect(draftSchema.safeParse(draft).success).toBe(true);
	});

	it('of a group that goes lie in the one that stays', () => {
		let draft = full();
		draft = addLine(draft, blockOf(draft, 'sort'), 'bins').draft;
		const sort = blockOf(draft, 'sort');
		if (sort.type !== 'sort') throw new Error('not a sort');
		const [first, , third] = sort.bins.map(({ id }) => id);
		draft = changeBlock(draft, changeLine(sort, sort.items[0]?.id ?? '', { bin: third }));
		draft = deleteLine(draft, blockOf(draft, 'sort'), third ?? '');
		const left = blockOf(draft, 'sort');
		expect(left.type === 'sort' && left.items.every(({ bin }) => bin === first)).toBe(true);
	});

	it('move', () => {
		const draft = full();
		const steps = blockOf(draft, 'steps');
		const [a, b] = listsOf(steps)[0]?.lines.map(({ id }) => id) ?? [];
		const changed = blockOf(moveLine(draft, steps, b ?? '', -1), 'steps');
		expect(listsOf(changed)[0]?.lines.map(({ id }) => id)).toEqual([b, a]);
	});
});

it('every place for words has a name', () => {
	for (const block of full().pages[0]?.blocks ?? [])
		for (const slot of namedSlots(block)) expect(slot.name, slot.key).toMatch(/^[a-z]+$/);
});

describe('a signed module on the desk', () => {
	const author = newSigningIdentity('Mariam');
	const signed = signModule(unsignedModule(), author);

	it('has all its words, and what is signed of it again is the same but its revision', async () => {
		const draft = draftFrom(signed, 1);
		expect(draftSchema.safeParse(draft).success).toBe(true);
		expect(textsOf(draft, 'en')).toEqual(signed.module.texts);
		expect(previewOf(draft, 'en')).toMatchObject({
			language: 'en',
			structure: { pages: signed.module.pages, revision: 2 },
		});
	});

	it('can be copied as another module', () => {
		const copy = duplicated(draftFrom(signed, 1), 2);
		expect(copy).toMatchObject({ revision: 0, from: '', pages: signed.module.pages });
		expect(copy.id).not.toBe(signed.module.id);
		expect(copy.id).toHaveLength(newModuleId().length);
	});

	it('keeps her translation when a newer revision comes, where there is still a place for it', async () => {
		const from = new TextDecoder().decode(moduleBytes(signed));
		const draft = withText(draftFrom(signed, 1, from), 'ar', 'title', 'عنوان');
		const pages = unsignedModule().pages.slice(1);
		const texts = Object.fromEntries(
			slotsOf(pages).map(({ key }) => [key, signed.module.texts[key] ?? 'x'] as const),
		);
		const newer = signModule(unsignedModule({ revision: 2, pages, texts }), author);
		expect((await readModule(moduleBytes(newer))).ok).toBe(true);
		const next = rebased(draft, newer, 3, 'newer');
		expect(next).toMatchObject({ revision: 2, from: 'newer', pages });
		expect(textsOf(next, 'ar')).toEqual({ title: 'عنوان' });
	});

	it('is called by its title in the language of the screen, else by any', () => {
		const draft = withText(fresh(), 'ar', 'title', 'عنوان');
		expect(titleOf(draft, 'en')).toBe('عنوان');
		expect(titleOf(withText(draft, 'en', 'title', ' Title '), 'en')).toBe('Title');
		expect(titleOf(fresh(), 'en')).toBe('');
	});
});

it('the preview leaves out pages without a piece, and shows where words are missing', () => {
	expect(previewOf(fresh(), 'en')).toBeNull();
	const draft = addPage(addBlock(fresh(), 'p1', 'text').draft).draft;
	const reading = previewOf(draft, 'en');
	expect(reading?.structure.pages).toHaveLength(1);
	expect(reading?.texts).toMatchObject({ title: '…', 'p1.title': '…' });
});
