/** What a module is made of, told without playing it: its pages by title, and what each asks of the reader. Pure. */
import type { Reading } from '$protocol/module';
import type { BlockType } from '$protocol/module-blocks';

/** What stands on a page, as a reader would name it. Words under `modules:block`. */
const BLOCK_NAMES: Record<BlockType, string> = {
	text: 'reading',
	note: 'reading',
	list: 'reading',
	steps: 'steps',
	senses: 'senses',
	breathe: 'breathe',
	release: 'release',
	timer: 'timer',
	choose: 'choose',
	sort: 'sort',
	quiz: 'quiz',
	reflection: 'reflection',
	checklist: 'checklist',
	budget: 'budget',
	wage: 'wage',
	picture: 'picture',
	helpline: 'helpline',
	ref: 'ref',
};

export interface OutlinePage {
	id: string;
	title: string;
	/** Keys under `modules:block`, each once. */
	blocks: string[];
}

export const outlineOf = ({ structure, texts }: Reading): OutlinePage[] =>
	structure.pages.map(({ id, blocks }) => ({
		id,
		title: texts[`${id}.title`] ?? '',
		blocks: [...new Set(blocks.map(({ type }) => BLOCK_NAMES[type]))],
	}));

/** Its facts were to be looked at again by a day that has passed. @param today as in 2026-11-22 */
export const isPast = (reviewBy: string | undefined, today: string): boolean =>
	reviewBy !== undefined && reviewBy <= today;
