/** What the relay answers; when it does not do what was asked, an RFC 9457 document, the same for everyone. */
import type { Problem, ProblemName } from '$protocol/relay';
import type { Answer } from './asked';

/** `not-found` stands for missing, expired and forbidden alike: nobody learns which by asking. */
const PROBLEM: Record<ProblemName, { status: number; title: string }> = {
	invalid: { status: 400, title: 'This request is not understood.' },
	'not-found': { status: 404, title: 'There is nothing here for you.' },
	conflict: { status: 409, title: 'Something else is already here.' },
	'too-large': { status: 413, title: 'This is too large.' },
	'too-many': { status: 429, title: 'Too many requests. Wait a little.' },
	failed: { status: 500, title: 'Something went wrong here.' },
	unavailable: { status: 503, title: 'Not available right now. Try again soon.' },
	full: { status: 507, title: 'There is no room left.' },
};

/** Each problem by its status, of which it has one of its own. */
export const problemNames: Readonly<Record<number, ProblemName | undefined>> = Object.fromEntries(
	(Object.keys(PROBLEM) as ProblemName[]).map((name) => [PROBLEM[name].status, name]),
);

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
const JSON_HEADERS = { ...HEADERS, 'content-type': 'application/json' };
const PROBLEM_HEADERS = { ...HEADERS, 'content-type': 'application/problem+json' };

/** @param retryAfter Seconds, with `too-many`, `unavailable`, and `full` when it will pass. */
export function problem(name: ProblemName, retryAfter?: number): Answer {
	const { status, title } = PROBLEM[name];
	const document: Problem = { type: `urn:rosebay:${name}`, title, status };
	if (retryAfter === undefined) return { status, headers: PROBLEM_HEADERS, body: JSON.stringify(document) };
	return {
		status,
		headers: { ...PROBLEM_HEADERS, 'retry-after': String(retryAfter) },
		body: JSON.stringify({ ...document, retryAfter } satisfies Problem),
	};
}

export const json = (value: unknown, status = 200): Answer => ({
	status,
	headers: JSON_HEADERS,
	body: JSON.stringify(value),
});

/** Done, and nothing more to say. */
export const empty = (status: 200 | 201 | 204): Answer => ({ status, headers: HEADERS, body: null });
