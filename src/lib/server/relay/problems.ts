/** What the relay answers when it does not do what was asked: RFC 9457 documents, the same for everyone. */
import type { Problem, ProblemName } from '$protocol/relay';

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

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

/** @param retryAfter Seconds, with `too-many` and `unavailable`. */
export function problem(name: ProblemName, retryAfter?: number): Response {
	const { status, title } = PROBLEM[name];
	const document: Problem = { type: `urn:rosebay:${name}`, title, status };
	const headers = new Headers({ ...HEADERS, 'content-type': 'application/problem+json' });
	if (retryAfter !== undefined) {
		document.retryAfter = retryAfter;
		headers.set('retry-after', String(retryAfter));
	}
	return new Response(JSON.stringify(document), { status, headers });
}

export const json = (value: unknown, status = 200): Response =>
	new Response(JSON.stringify(value), {
		status,
		headers: { ...HEADERS, 'content-type': 'application/json' },
	});

/** Done, and nothing more to say. */
export const empty = (status: 200 | 201 | 204): Response => new Response(null, { status, headers: HEADERS });
