/** Pages and blocks: adding, moving, deleting and bringing back. Every function gives another draft and leaves its own alone. */
import { MODULE_LIMITS, type Block, type BlockType } from '$protocol/module-blocks';
import type { Draft, DraftPage } from './draft';

/** In the order in which they are offered, in groups. */
export const BLOCK_GROUPS = [
	{ group: 'words', types: ['text', 'note', 'list', 'steps', 'picture'] },
	{ group: 'practise', types: ['breathe', 'senses', 'release', 'timer'] },
	{ group: 'answer', types: ['reflection', 'checklist', 'choose', 'quiz', 'sort'] },
	{ group: 'tools', types: ['budget', 'wage', 'helpline', 'ref'] },
] as const satisfies { group: string; types: BlockType[] }[];

type Take = (prefix: string) => string;

/** Every kind begins with the least it can be. */
function blockOf(type: BlockType, take: Take): Block {
	const id = take('b');
	const item = (prefix = 'i') => ({ id: take(prefix) });
	switch (type) {
		case 'text':
		case 'wage':
			return { id, type };
		case 'note':
			return { id, type, tone: 'info' };
		case 'list':
			return { id, type, numbered: false, items: [item(), item()] };
		case 'steps':
		case 'checklist':
			return { id, type, items: [item(), item()] };
		case 'senses':
			return {
				id,
				type,
				items: [
					{ ...item(), sense: 'see', count: 5 },
					{ ...item(), sense: 'touch', count: 4 },
					{ ...item(), sense: 'hear', count: 3 },
					{ ...item(), sense: 'smell', count: 2 },
					{ ...item(), sense: 'taste', count: 1 },
				],
			};
		case 'breathe':
			return { id, type, in: 4, holdIn: 0, out: 6, holdOut: 0, minutes: 2 };
		case 'release':
			return { id, type, items: [{ ...item(), tense: 5, rest: 15 }] };
		case 'timer':
			return { id, type, seconds: 120 };
		case 'choose':
			return { id, type, options: [item('o'), item('o')] };
		case 'sort': {
			const bins = [item('n'), item('n')];
			const bin = bins[0]?.id ?? '';
			return {
				id,
				type,
				bins,
				items: [
					{ ...item(), bin },
					{ ...item(), bin },
				],
			};
		}
		case 'quiz':
			return {
				id,
				type,
				options: [
					{ ...item('o'), right: true },
					{ ...item('o'), right: false },
				],
			};
		case 'reflection':
			return { id, type, long: false };
		case 'budget':
			return {
				id,
				type,
				lines: [
					{ ...item('l'), direction: 'in' },
					{ ...item('l'), direction: 'out' },
				],
			};
		case 'picture':
			return { id, type, drawing: 'breath' };
		case 'helpline':
			return { id, type };
		case 'ref':
			return { id, type, module: 'in:slow-breathing' };
	}
}

/** Gives ids out of a draft's numbers, and says which is next when it is done. */
function counter({ next }: Draft): { take: Take; next: () => number } {
	let at = next;
	return { take: (prefix) => `${prefix}${at++}`, next: () => at };
}

export interface Added {
	draft: Draft;
	/** Id of what came. */
	id: string;
}

export const blockCount = ({ pages }: Draft): number =>
	pages.reduce((sum, { blocks }) => sum + blocks.length, 0);
/** Whether one more fits. */
export const hasRoom = {
	page: ({ pages }: Draft) => pages.length < MODULE_LIMITS.pages,
	block: (draft: Draft, page: DraftPage) =>
		blockCount(draft) < MODULE_LIMITS.blocks && page.blocks.length < 40,
};

export function addPage(draft: Draft): Added {
	const { take, next } = counter(draft);
	const page = { id: take('p'), blocks: [] };
	return { draft: { ...draft, pages: [...draft.pages, page], next: next() }, id: page.id };
}

const onPage = (draft: Draft, page: string, change: (page: DraftPage) => DraftPage): Draft => ({
	...draft,
	pages: draft.pages.map((one) => (one.id === page ? change(one) : one)),
});

/** At the end of the page. */
export function addBlock(draft: Draft, page: string, type: BlockType): Added {
	const { take, next } = counter(draft);
	const block = blockOf(type, take);
	const added = onPage(draft, page, (one) => ({ ...one, blocks: [...one.blocks, block] }));
	return { draft: { ...added, next: next() }, id: block.id };
}

export const changeBlock = (draft: Draft, block: Block): Draft => ({
	...draft,
	pages: draft.pages.map((page) => ({
		...page,
		blocks: page.blocks.map((one) => (one.id === block.id ? block : one)),
	})),
});

/** A list in which the piece at `from` stands at `to`; unchanged where there is no such place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
	const piece = list[from];
	if (piece === undefined || to < 0 || to >= list.length) return [...list];
	const rest = list.filter((_, at) => at !== from);
	return [...rest.slice(0, to), piece, ...rest.slice(to)];
}

const inserted = <T>(list: readonly T[], at: number, piece: T): T[] => [
	...list.slice(0, at),
	piece,
	...list.slice(at),
];

export function movePage(draft: Draft, page: string, by: -1 | 1): Draft {
	const at = draft.pages.findIndex(({ id }) => id === page);
	return { ...draft, pages: moved(draft.pages, at, at + by) };
}

/** One place up or down; at the edge of its page, onto the page beside it. */
export function moveBlock(draft: Draft, block: string, by: -1 | 1): Draft {
	const on = draft.pages.findIndex(({ blocks }) => blocks.some(({ id }) => id === block));
	const page = draft.pages[on];
	if (!page) return draft;
	const at = page.blocks.findIndex(({ id }) => id === block);
	if (at + by >= 0 && at + by < page.blocks.length)
		return onPage(draft, page.id, (one) => ({ ...one, blocks: moved(one.blocks, at, at + by) }));
	const beside = draft.pages[on + by];
	const piece = page.blocks[at];
	if (!beside || !piece) return draft;
	const without = onPage(draft, page.id, (one) => ({
		...one,
		blocks: one.blocks.filter(({ id }) => id !== block),
	}));
	return onPage(without, beside.id, (one) => ({
		...one,
		blocks: by === 1 ? [piece, ...one.blocks] : [...one.blocks, piece],
	}));
}

/** Can it go one further that way? */
export function canMove(draft: Draft, piece: string, by: -1 | 1): boolean {
	const order = draft.pages.flatMap(({ blocks }, page) => blocks.map(({ id }) => ({ id, page })));
	const block = order.find(({ id }) => id === piece);
	const at = draft.pages.findIndex(
		({ id, blocks }) => id === piece || blocks.some((one) => one.id === piece),
	);
	if (!block) return at + by >= 0 && at + by < draft.pages.length;
	const inPage = draft.pages[at]?.blocks.findIndex(({ id }) => id === piece) ?? 0;
	const within = inPage + by >= 0 && inPage + by < (draft.pages[at]?.blocks.length ?? 0);
	return within || (at + by >= 0 && at + by < draft.pages.length);
}

/** A piece that was deleted, and where it stood. Its words never left the draft. */
export type Gone =
	{ what: 'page'; page: DraftPage; at: number } | { what: 'block'; block: Block; page: string; at: number };

export interface Deleted {
	draft: Draft;
	gone: Gone | null;
}

export function deletePage(draft: Draft, page: string): Deleted {
	const at = draft.pages.findIndex(({ id }) => id === page);
	const found = draft.pages[at];
	if (!found || draft.pages.length === 1) return { draft, gone: null };
	return {
		draft: { ...draft, pages: draft.pages.filter(({ id }) => id !== page) },
		gone: { what: 'page', page: found, at },
	};
}

export function deleteBlock(draft: Draft, block: string): Deleted {
	const page = draft.pages.find(({ blocks }) => blocks.some(({ id }) => id === block));
	const at = page?.blocks.findIndex(({ id }) => id === block) ?? -1;
	const found = page?.blocks[at];
	if (!page || !found) return { draft, gone: null };
	return {
		draft: onPage(draft, page.id, (one) => ({
			...one,
			blocks: one.blocks.filter(({ id }) => id !== block),
		})),
		gone: { what: 'block', block: found, page: page.id, at },
	};
}

/** Where it stood, or, when its page is gone too, on the last page. */
export function bringBack(draft: Draft, gone: Gone): Draft {
	if (gone.what === 'page') return { ...draft, pages: inserted(draft.pages, gone.at, gone.page) };
	const there = draft.pages.some(({ id }) => id === gone.page);
	const page = there ? gone.page : (draft.pages.at(-1)?.id ?? '');
	return onPage(draft, page, (one) => ({
		...one,
		blocks: inserted(one.blocks, there ? gone.at : one.blocks.length, gone.block),
	}));
}
