/** What a schema found, as a sentence for somebody who writes Markdown and has never seen the schema. */
import type * as z from 'zod/mini';

type Issue = z.core.$ZodIssue;

const EXPECTED = new Map<string, string>([
	['int', 'a whole number'],
	['number', 'a number'],
	['array', 'a list'],
	['string', 'words'],
]);

const bound = (issue: { origin: string }, count: number | bigint, which: 'least' | 'most'): string => {
	const number = String(count);
	if (issue.origin === 'array') return `needs at ${which} ${number} ${number === '1' ? 'entry' : 'entries'}`;
	if (issue.origin === 'string') return `has at ${which} ${number} characters`;
	return which === 'least' ? `is ${number} or more` : `is ${number} or less`;
};

/** What was written where the issue is. */
const given = (issue: Issue, value: unknown): unknown =>
	issue.path.reduce<unknown>((of, step) => (of as Record<PropertyKey, unknown> | undefined)?.[step], value);

/**
 * The rest of a sentence that begins with the name of the field.
 * @param value the whole that was looked at
 */
export function sentenceOf(issue: Issue, value: unknown): string {
	if (given(issue, value) === undefined) return 'is missing';
	switch (issue.code) {
		case 'too_small':
			return bound(issue, issue.minimum, 'least');
		case 'too_big':
			return bound(issue, issue.maximum, 'most');
		case 'invalid_value':
			return `is one of: ${issue.values.map(String).join(', ')}`;
		case 'invalid_type':
			return `is ${EXPECTED.get(issue.expected) ?? issue.expected}`;
		case 'unrecognized_keys':
			return `has something unknown in it: ${issue.keys.join(', ')}`;
		default:
			return 'is not written as it should be';
	}
}
