/** What a call is. Each file beside this one holds one kind, and `index.ts` names them all. */
import { logIdSchema } from '$protocol/relay';
import type { Answer, Asked } from '../asked';
import type { Buckets } from '../buckets';
import type { Limits } from '../limits';
import type { LogRecord, Store } from '../store';
import { bearerToken, tokenMatches } from '../tokens';
import type { Waits } from '../waits';

/** What calls are made of: one of each in a relay. */
export interface Parts {
	store: Store;
	limits: Limits;
	/** Milliseconds. */
	now: () => number;
	/** Items put into one log. */
	writes: Buckets;
	/** Polls and acks of one log. */
	reads: Buckets;
	/** Transfers opened from one address. */
	transfers: Buckets;
	/** Wakes asked for on one log, or from one address. */
	wakes: Buckets;
	/** Push services of the operator's own (push/services.ts). */
	pushServices: readonly string[];
	waits: Waits;
}

export interface Context {
	asked: Asked;
	/** Who asks, as a key that means nothing tomorrow. Worked out only for who needs it: it costs. */
	from: () => string;
	/**
	 * To be called once a token has vouched for the request: what is not vouched for counts against the address it came
	 * from, whatever it was answered.
	 */
	vouched: () => void;
}

export type Handler = (context: Context, ...ids: string[]) => Promise<Answer>;
export interface Call {
	method: string;
	/** As in the description: `{id}` stands for one part of the path. */
	template: string;
	path: RegExp;
	handler: Handler;
}

/** @param template Under `/api/relay`. */
export const call = (method: string, template: string, handler: Handler): Call => ({
	method,
	template: `/api/relay${template}`,
	path: new RegExp(`^/api/relay${template.replaceAll('.', '\\.').replace(/\{\w+\}/g, '([^/]+)')}$`),
	handler,
});

export type TokenKind = 'writeTokenHash' | 'readTokenHash' | 'adminTokenHash';

/** The log, if the request's token opens it as that kind; else `null`, and nothing tells why. */
export async function logFor(
	{ store, now }: Parts,
	asked: Asked,
	id: string,
	kind: TokenKind,
): Promise<LogRecord | null> {
	const token = bearerToken(asked);
	const [log] = logIdSchema.safeParse(id).success ? await store.logs([id], now()) : [];
	return tokenMatches(token ?? '', log?.[kind]) && log !== undefined ? log : null;
}

export const HOUR = 3_600_000;
const DAY_SECONDS = 86_400;

/** What lives for days expires on a full hour: the disk need not know the minute at which somebody wrote. */
export const expiry = (now: number, seconds: number): number => {
	const exact = now + seconds * 1_000;
	return seconds >= DAY_SECONDS ? Math.ceil(exact / HOUR) * HOUR : exact;
};
