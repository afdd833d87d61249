/** The lines inside a block: items, answers, groups. Each kind has its own least and most. */
import { MODULE_LIMITS, type Block } from '$protocol/module-blocks';
import type { Draft } from './draft';
import { changeBlock, moved, type Added } from './pieces';

/** Where the lines of a block lie, and how many there may be. */
const LISTS = {
	list: { items: [1, MODULE_LIMITS.items] },
	steps: { items: [1, MODULE_LIMITS.items] },
	senses: { items: [1, 10] },
	release: { items: [1, MODULE_LIMITS.items] },
	choose: { options: [2, 8] },
	sort: { bins: [2, 3], items: [2, 12] },
	quiz: { options: [2, 6] },
	checklist: { items: [1, MODULE_LIMITS.items] },
	budget: { lines: [2, MODULE_LIMITS.items] },
} as const;

export type ListName = 'items' | 'options' | 'bins' | 'lines';
type Line = { id: string };

export interface ItemList {
	name: ListName;
	lines: readonly Line[];
	least: number;
	most: number;
}

/** The lists of lines a block has, in the order in which they are written. */
export function listsOf(block: Block): ItemList[] {
	const limits: Partial<Record<string, Partial<Record<ListName, readonly [number, number]>>>> = LISTS;
	return Object.entries(limits[block.type] ?? {}).map(([name, [least, most]]) => ({
		name: name as ListName,
		lines: (block as unknown as Record<string, readonly Line[]>)[name] ?? [],
		least,
		most,
	}));
}

const PREFIX: Record<ListName, string> = { items: 'i', options: 'o', bins: 'n', lines: 'l' };

/** The same block with another list of lines. Only for lists that {@link listsOf} named. */
const withLines = (block: Block, name: ListName, lines: readonly Line[]): Block => ({
	...block,
	[name]: lines,
});

/** What a new line has besides its id. */
function freshLine(block: Block, name: ListName, id: string): Line {
	if (block.type === 'senses') return { id, sense: 'see', count: 1 } as Line;
	if (block.type === 'release') return { id, tense: 5, rest: 15 } as Line;
	if (block.type === 'quiz') return { id, right: false } as Line;
	if (block.type === 'budget') return { id, direction: 'out' } as Line;
	if (block.type === 'sort' && name === 'items') return { id, bin: block.bins[0]?.id ?? '' } as Line;
	return { id };
}

export function addLine(draft: Draft, block: Block, name: ListName): Added {
	const id = `${PREFIX[name]}${draft.next}`;
	const list = listsOf(block).find((one) => one.name === name);
	if (!list || list.lines.length >= list.most) return { draft, id: '' };
	const changed = changeBlock(
		{ ...draft, next: draft.next + 1 },
		withLines(block, name, [...list.lines, freshLine(block, name, id)]),
	);
	return { draft: changed, id };
}

export function moveLine(draft: Draft, block: Block, id: string, by: -1 | 1): Draft {
	const list = listsOf(block).find(({ lines }) => lines.some((line) => line.id === id));
	if (!list) return draft;
	const at = list.lines.findIndex((line) => line.id === id);
	return changeBlock(draft, withLines(block, list.name, moved(list.lines, at, at + by)));
}

/** What lay in a group that goes is in the first that stays. */
export function deleteLine(draft: Draft, block: Block, id: string): Draft {
	const list = listsOf(block).find(({ lines }) => lines.some((line) => line.id === id));
	if (!list || list.lines.length <= list.least) return draft;
	const lines = list.lines.filter((line) => line.id !== id);
	const left = withLines(block, list.name, lines);
	if (left.type !== 'sort' || list.name !== 'bins') return changeBlock(draft, left);
	const bin = lines[0]?.id ?? '';
	return changeBlock(draft, {
		...left,
		items: left.items.map((item) => (item.bin === id ? { ...item, bin } : item)),
	});
}

/** The same block with one of its lines changed. */
export const changeLine = (block: Block, id: string, change: Record<string, unknown>): Block =>
	listsOf(block).reduce<Block>(
		(whole, { name, lines }) =>
			withLines(
				whole,
				name,
				lines.map((line) => (line.id === id ? { ...line, ...change } : line)),
			),
		block,
	);
