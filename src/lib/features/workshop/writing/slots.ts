/** What each place for words is called to the person who writes, as a key of `writing:slot` and a number. */
import { blockSlots, type Block, type Slot } from '$protocol/module-blocks';
import { listsOf } from './items';

export interface NamedSlot extends Slot {
	/** Key under `writing:slot`. */
	name: string;
	/** Of a line: its place in its list, from one. */
	n: number;
	/** Id of the line it belongs to; empty for the block itself. */
	line: string;
}

/** Blocks whose own text is a question; those whose text only introduces what follows; the rest is the text itself. */
const QUESTIONS = new Set<Block['type']>(['choose', 'quiz', 'sort', 'reflection']);

function ownName(block: Block, role: string): string {
	if (role !== 'text') return role;
	if (QUESTIONS.has(block.type)) return 'question';
	if (block.type === 'text' || block.type === 'note') return 'text';
	return block.type === 'ref' ? 'link' : 'intro';
}

const LINE_NAMES: Partial<Record<Block['type'], string>> = {
	steps: 'step',
	senses: 'sense',
	release: 'muscle',
	choose: 'choice',
	quiz: 'answer',
	sort: 'thing',
	budget: 'amount',
};

/** All places for words of one block, in the order in which they are read. */
export function namedSlots(block: Block): NamedSlot[] {
	const lists = listsOf(block);
	return blockSlots(block).map((slot) => {
		const [, inner = '', why] = slot.key.split('.');
		const list = lists.find(({ lines }) => lines.some(({ id }) => id === inner));
		if (!list) return { ...slot, name: ownName(block, inner), n: 0, line: '' };
		const n = list.lines.findIndex(({ id }) => id === inner) + 1;
		const line = list.name === 'bins' ? 'group' : (LINE_NAMES[block.type] ?? 'line');
		return { ...slot, name: why === undefined ? line : 'why', n, line: inner };
	});
}

/** Where in a draft something is, as it is focused: words of a language, a field of the head, a piece. */
export const placeOfWords = (language: string, key: string): string => `${language} ${key}`;
