/**
 * The only file that talks to the relay (protocol/relay.ts). Tokens go in headers and bodies, never in an address. Every
 * call ends: each has a limit in time, and every way it can fail is a value. It keeps no queue and repeats nothing.
 */
import { bytesToBase64url } from '$platform/crypto';
import {
	ITEM_TTL_HEADER,
	pollAnswerSchema,
	problemSchema,
	redeemedSchema,
	waitingAnswerSchema,
	type OpenLog,
	type OpenTransfer,
	type Poll,
	type PollAnswer,
	type Waiting,
	type WaitingAnswer,
} from '$protocol/relay';
import { failed, ok, type Result } from '$protocol/result';
import { wakeKeySchema, type KeepWake } from '$protocol/wakes';
import type * as z from 'zod/mini';
import type { Bytes } from '$platform/crypto';

export type RelayError =
	/** No answer, or none that makes sense: no network, relay down or restarting, a wall in between. */
	| { type: 'Unreachable'; waitMs: number }
	/** Not there, expired, or the token is not the right one: the relay does not say which. */
	| { type: 'Missing' }
	/** Something else stands there already. */
	| { type: 'Conflict' }
	| { type: 'TooMany'; waitMs: number }
	/** The relay's disk or this log's share of it. */
	| { type: 'Full'; waitMs: number }
	/** The relay will never take this. */
	| { type: 'Refused' };

/** Milliseconds until a call is given up; a waiting poll gets its own time on top. */
const CALL_LIMIT = 20_000;
/** An answer longer than this is not from a relay. Characters. */
const LONGEST_ANSWER = 16 * 1024 * 1024;

export interface RelayClient {
	openLog(staffToken: string, log: OpenLog): Promise<Result<null, RelayError>>;
	/** A log that needs nobody to vouch for it. `Full`: too many are open by anyone; later there is room. */
	openTransfer(log: OpenTransfer): Promise<Result<null, RelayError>>;
	/** `again`: the same bytes were there already. */
	put(
		place: { log: string; mid: string },
		writeToken: string,
		body: Bytes,
		/** How long it lives there, where that is less than the log gives. */
		seconds?: number,
	): Promise<Result<{ again: boolean }, RelayError>>;
	poll(poll: Poll, signal?: AbortSignal): Promise<Result<PollAnswer, RelayError>>;
	waiting(logs: Waiting['logs']): Promise<Result<WaitingAnswer, RelayError>>;
	ack(log: string, readToken: string, slot: number, seq: number): Promise<Result<null, RelayError>>;
	deleteLog(log: string, adminToken: string): Promise<Result<null, RelayError>>;
	redeem(lookup: string): Promise<Result<{ staffToken: string; sealed: string }, RelayError>>;
	/** The key under which to subscribe to pushes. */
	wakeKey(): Promise<Result<string, RelayError>>;
	/** `Refused`: its push service is not one the relay knows. */
	keepWake(wake: KeepWake): Promise<Result<null, RelayError>>;
	dropWake(id: string, token: string): Promise<Result<null, RelayError>>;
	/** The relay's clock, as of its last answer; our own while it has not said. Milliseconds. */
	now(): number;
}

interface Answer {
	ok: boolean;
	status: number;
	text: string;
	/** The relay's clock, milliseconds; NaN when it did not say. */
	date: number;
}

interface Call {
	method: string;
	path: string;
	token?: string;
	json?: unknown;
	body?: Bytes;
	seconds?: number;
	limit?: number;
	signal?: AbortSignal;
}

/** Where the relay is. Set when the app is built, where app and relay have addresses of their own; '' is the page's own. */
export const RELAY = String(import.meta.env['RELAY_ORIGIN'] ?? '');

/**
 * @param base where the relay is, without a slash at the end; '' for the page's own origin
 * @param heard told after each call whether the relay answered
 */
export function createRelayClient(
	base: string,
	fetch: typeof globalThis.fetch,
	clock: () => number,
	heard: (answered: boolean) => void,
): RelayClient {
	let ahead = 0;

	async function call(request: Call): Promise<Result<Answer, RelayError>> {
		const { method, path, token, json, body, seconds, limit = CALL_LIMIT, signal } = request;
		const headers = new Headers({ accept: 'application/json' });
		if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
		if (json !== undefined) headers.set('content-type', 'application/json');
		if (body !== undefined) headers.set('content-type', 'application/octet-stream');
		if (seconds !== undefined) headers.set(ITEM_TTL_HEADER, String(seconds));
		const content = json === undefined ? body : JSON.stringify(json);
		const ending = endsAfter(limit, signal);
		let answer: Answer;
		try {
			const response = await fetch(`${base}/api/relay${path}`, {
				method,
				headers,
				...(content === undefined ? {} : { body: content }),
				signal: ending.signal,
				cache: 'no-store',
				credentials: 'omit',
				redirect: 'error',
				referrerPolicy: 'no-referrer',
			});
			const date = Date.parse(response.headers.get('date') ?? '');
			answer = { ok: response.ok, status: response.status, text: await response.text(), date };
		} catch {
			// Put down by ourselves says nothing about the relay.
			if (signal?.aborted !== true) heard(false);
			return failed({ type: 'Unreachable', waitMs: 0 });
		} finally {
			ending.end();
		}
		if (answer.ok) {
			if (!Number.isNaN(answer.date)) ahead = answer.date - clock();
			heard(true);
			return ok(answer);
		}
		const error = errorOf(answer);
		heard(error.type !== 'Unreachable');
		return failed(error);
	}

	/** A portal's page, for example, is an answer too, but none of the relay's. */
	function parsed<T>({ text }: Answer, schema: z.ZodMiniType<T>): Result<T, RelayError> {
		const result = schema.safeParse(text.length > LONGEST_ANSWER ? null : jsonOf(text));
		if (result.success) return ok(result.data);
		heard(false);
		return failed({ type: 'Unreachable', waitMs: 0 });
	}

	const done = (result: Result<Answer, RelayError>): Result<null, RelayError> =>
		result.ok ? ok(null) : result;

	return {
		openLog: async (token, json) => done(await call({ method: 'POST', path: '/logs', token, json })),
		openTransfer: async (json) => done(await call({ method: 'POST', path: '/transfers', json })),
		async put({ log, mid }, token, body, seconds) {
			const result = await call({
				method: 'PUT',
				path: `/logs/${log}/items/${mid}`,
				token,
				body,
				...(seconds === undefined ? {} : { seconds }),
			});
			return result.ok ? ok({ again: result.value.status === 200 }) : result;
		},
		async poll(json, signal) {
			const limit = CALL_LIMIT + json.wait * 1_000;
			const result = await call({
				method: 'POST',
				path: '/poll',
				json,
				limit,
				...(signal ? { signal } : {}),
			});
			return result.ok ? parsed(result.value, pollAnswerSchema) : result;
		},
		async waiting(logs) {
			const result = await call({ method: 'POST', path: '/waiting', json: { logs } });
			return result.ok ? parsed(result.value, waitingAnswerSchema) : result;
		},
		ack: async (log, token, slot, seq) =>
			done(await call({ method: 'POST', path: `/logs/${log}/ack`, token, json: { slot, seq } })),
		deleteLog: async (log, token) => done(await call({ method: 'DELETE', path: `/logs/${log}`, token })),
		async redeem(lookup) {
			const result = await call({ method: 'POST', path: '/staff', json: { lookup } });
			return result.ok ? parsed(result.value, redeemedSchema) : result;
		},
		async wakeKey() {
			const result = await call({ method: 'GET', path: '/wakes' });
			const key = result.ok ? parsed(result.value, wakeKeySchema) : result;
			return key.ok ? ok(key.value.key) : key;
		},
		keepWake: async (json) => done(await call({ method: 'POST', path: '/wakes', json })),
		dropWake: async (id, token) => done(await call({ method: 'DELETE', path: `/wakes/${id}`, token })),
		now: () => clock() + ahead,
	};
}

/** The relay for who has no channel: moving to another phone, before there is anything here. */
export const ownRelay = (): RelayClient =>
	createRelayClient(
		RELAY,
		(input, init) => fetch(input, init),
		() => Date.now(),
		() => undefined,
	);

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** Mostly from the status, so that a proxy's own 503 page is understood too; the problem document adds how long to wait. */
function errorOf({ status, text }: Answer): RelayError {
	const problem = problemSchema.safeParse(jsonOf(text));
	const ours = problem.success && problem.data.type.startsWith('urn:rosebay:');
	const waitMs = problem.success ? Math.max(0, problem.data.retryAfter ?? 0) * 1_000 : 0;
	switch (status) {
		case 404:
			// Only the relay may say so: a wall's own page must never make a code look expired.
			return ours ? { type: 'Missing' } : { type: 'Unreachable', waitMs };
		case 409:
			return { type: 'Conflict' };
		case 429:
			return { type: 'TooMany', waitMs };
		case 507:
			return { type: 'Full', waitMs };
		case 400:
		case 413:
		case 415:
		case 422:
			return { type: 'Refused' };
		default:
			return { type: 'Unreachable', waitMs };
	}
}

/** Ends by itself or with `signal`. By hand, because phones a few years old lack `AbortSignal.any`. */
function endsAfter(limit: number, signal: AbortSignal | undefined): { signal: AbortSignal; end: () => void } {
	const controller = new AbortController();
	const abort = () => {
		controller.abort();
	};
	const timer = setTimeout(abort, limit);
	signal?.addEventListener('abort', abort);
	if (signal?.aborted === true) abort();
	return {
		signal: controller.signal,
		end() {
			clearTimeout(timer);
			signal?.removeEventListener('abort', abort);
		},
	};
}

export const randomToken = (random: (length: number) => Bytes): string => bytesToBase64url(random(32));
