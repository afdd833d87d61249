/** What was suggested and still waits for her. Pure. */
import type { Suggestion } from '$parts/services';
import type { Stored } from '$platform/vault';
import type { Decision } from './kept';
import type { Origin } from './origin';

/** Only ever from somebody else; oldest first. */
export const waiting = (
	suggestions: readonly Suggestion[],
	decisions: readonly Stored<Decision>[],
): Suggestion[] =>
	suggestions.filter(({ from, key }) => from === 'them' && !decisions.some(({ value }) => value.key === key));

/**
 * Where it comes from, for showing and saving. What says which one it is was written by whoever sent it: saved, it stands beside
 * the directory's own entry of that id, and never in its place.
 */
export function originOf({ key, body: { region } }: Suggestion): Origin {
	const { id, name, sample, zone, source } = region;
	return { region: `${id} ${key}`, name, sample, zone, source };
}
