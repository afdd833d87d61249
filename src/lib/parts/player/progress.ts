/** Where somebody is in a module, also when an update has changed its pages since. Pure. */
import type { Structure } from '$protocol/module';
import type { Block, Page } from '$protocol/module-blocks';
import type { Answer, Progress } from './types';

/** Index of the page to go on from; null when there is nothing to go on with: not begun, or read to its end. */
export function resumeAt(pages: readonly Page[], progress: Progress | null): number | null {
	if (!progress || progress.done) return null;
	const find = (id: string) => pages.findIndex((page) => page.id === id);
	const open = find(progress.page);
	// The page itself is gone: the one after the last that was read and is still there.
	const at =
		open >= 0 ? open : Math.min(pages.length - 1, Math.max(-1, ...(progress.before ?? []).map(find)) + 1);
	return at > 0 ? at : null;
}

/** A module is "begun" once its first page was left, until its last was reached. */
export const isBegun = (pages: readonly Page[], progress: Progress | null): boolean =>
	resumeAt(pages, progress) !== null;

/** What is kept when the page at `at` is open. Having read it once stays true. */
export const progressAt = (
	{ id, pages }: Structure,
	at: number,
	done: boolean,
	answers: Record<string, Answer>,
): Progress => ({
	v: 1,
	module: id,
	page: pages[at]?.id ?? '',
	before: pages.slice(0, at).map((page) => page.id),
	done: done || at === pages.length - 1,
	answers,
});

/** What she wrote down is hers to find again; what she ticked or chose on the way was of that one time. */
const LASTING: readonly Block['type'][] = ['reflection', 'checklist', 'budget', 'wage'];

/** Answers with which it begins anew: an exercise without what was of the last time, a lesson with everything. */
export function answersAgain(
	{ kind, pages }: Structure,
	answers: Record<string, Answer>,
): Record<string, Answer> {
	if (kind === 'lesson') return answers;
	const passing = new Set(
		pages.flatMap(({ blocks }) => blocks.filter(({ type }) => !LASTING.includes(type)).map(({ id }) => id)),
	);
	return Object.fromEntries(Object.entries(answers).filter(([id]) => !passing.has(id)));
}

/** Blocks that are only read. On a page of others there is something to do, and so something to skip. */
const READ: readonly Block['type'][] = ['text', 'note', 'list', 'picture', 'helpline', 'ref'];
export const hasToDo = (page: Page): boolean => page.blocks.some(({ type }) => !READ.includes(type));
