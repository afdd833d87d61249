/** What was, in her own numbers: no score, no average, no praise. Pure. */
import type { Visit } from '$parts/player';

/** Key and parameters of one line of the past list. */
export function lineOf(
	{ before, after }: Visit,
	number: (value: number) => string,
): [string, Record<string, string>] {
	if (before !== null && after !== null)
		return ['coping:past.both', { before: number(before), after: number(after) }];
	if (before !== null) return ['coping:past.before', { before: number(before) }];
	return ['coping:past.after', { after: number(after ?? 0) }];
}
