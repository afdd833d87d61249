/** What was suggested and still waits for her. Pure. */
import type { Suggestion } from '$parts/services';
import type { Stored } from '$platform/vault';
import type { Decision } from './kept';

/** Only ever from somebody else; oldest first. */
export const waiting = (
	suggestions: readonly Suggestion[],
	decisions: readonly Stored<Decision>[],
): Suggestion[] =>
	suggestions.filter(
		({ from, key }) => from === 'them' && !decisions.some(({ value }) => value.key === key),
	);
