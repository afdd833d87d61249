/** Answers read back. An update may have changed a block since: what does not fit it any more is as if it were not there. */
import type { Answer } from './types';

/** Which of these she chose or ticked. */
export const chosenOf = (answer: Answer | undefined, items: readonly { id: string }[]): string[] =>
	answer && 'chosen' in answer ? answer.chosen.filter((id) => items.some((item) => item.id === id)) : [];

/** Where she put each item, by item. */
export const placedOf = (
	answer: Answer | undefined,
	bins: readonly { id: string }[],
): ReadonlyMap<string, string> =>
	new Map(
		answer && 'placed' in answer
			? Object.entries(answer.placed).filter(([, bin]) => bins.some(({ id }) => id === bin))
			: [],
	);

export const textOf = (answer: Answer | undefined): string => (answer && 'text' in answer ? answer.text : '');
