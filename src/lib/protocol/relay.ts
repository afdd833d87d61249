/**
 * What passes between a client and the relay. The relay is blind: it keeps sealed bytes in logs for a while and
 * knows nobody. This file imports nothing of ours and holds no behaviour beyond parsing.
 *
 * All binary values in JSON are base64url without padding. A log id is 16 random bytes (22 characters), a mid and a
 * token 32 bytes (43 characters). Tokens travel only in the `authorization: Bearer` header or in a body, never in a URL.
 */
import * as z from 'zod/mini';

const base64url = (characters: number) =>
	z.string().check(z.regex(new RegExp(`^[A-Za-z0-9_-]{${String(characters)}}$`)));

export const logIdSchema = base64url(22);
export const midSchema = base64url(43);
export const tokenSchema = base64url(43);
/** sha256 over a token's 32 raw bytes (not its text), base64url: what the relay keeps instead of it. */
export const tokenHashSchema = base64url(43);

/** Largest body of one item: a 64 KiB envelope and its overhead fits. Bytes. */
export const MAX_ITEM_BYTES = 96 * 1024;
/** Days an ordinary item lives on the relay when nobody fetches it. */
export const ITEM_DAYS = 14;

/**
 * `POST /api/relay/logs`, with a staff token as bearer. `ttl` is how many seconds an item lives. 201, also when the very
 * same log is opened again; 409 when the id is taken by another; `not-found` when the staff token is unknown.
 */
export const openLogSchema = z.strictObject({
	id: logIdSchema,
	writeTokenHash: tokenHashSchema,
	readTokenHash: tokenHashSchema,
	adminTokenHash: tokenHashSchema,
	/** Who holds this token may ask `waiting`, and nothing else. Left out: nobody may. */
	watchTokenHash: z.optional(tokenHashSchema),
	readerSlots: z.int().check(z.gte(1), z.lte(4)),
	ttl: z.int().check(z.gte(60), z.lte(ITEM_DAYS * 86_400)),
	/** When the whole log vanishes by itself, in seconds from now; a rendezvous lives 600, a case 0 = for ever. */
	lifetime: z.int().check(z.gte(0), z.lte(31 * 86_400)),
});
export type OpenLog = z.infer<typeof openLogSchema>;

/** Seconds a transfer's log lives, and all that is in it. */
export const TRANSFER_SECONDS = 900;
/** Bytes that may wait in a transfer's log: the largest transfer (protocol/transfer.ts) and its overhead fits. */
export const TRANSFER_QUOTA = 9 * 1024 * 1024;
/**
 * `POST /api/relay/transfers`, no bearer: a log over which one phone hands its content to another. Nobody has to be known
 * here to open one, so its size, its life and its two readers are fixed, few are open at a time, and an address opens
 * few. 201, also when the very same is opened again; 409 when the id is taken; 429 too many from here; 507 too many open
 * by anyone: `retryAfter` says when to try again. After that it is a log like any other.
 */
export const openTransferSchema = z.strictObject({
	id: logIdSchema,
	writeTokenHash: tokenHashSchema,
	readTokenHash: tokenHashSchema,
	adminTokenHash: tokenHashSchema,
});
export type OpenTransfer = z.infer<typeof openTransferSchema>;

/**
 * A header of `PUT`: how many seconds this item lives, where that is shorter than what its log gives each (`ttl`); a longer
 * one is cut to that. The first PUT of a mid decides.
 */
export const ITEM_TTL_HEADER = 'rosebay-ttl';
export const itemTtlSchema = z.string().check(z.regex(/^([6-9]\d|[1-9]\d{2,6})$/));

/**
 * `PUT /api/relay/logs/:id/items/:mid`, write token as bearer, body `application/octet-stream`, no answer body. 201 new
 * and durable; 200 the same bytes again (also for a day after every slot has acked them); 409 other bytes under this mid;
 * 413 over MAX_ITEM_BYTES; 429 too fast; 507 the log's quota or the disk is full. `DELETE /api/relay/logs/:id`, admin
 * token as bearer: 204.
 *
 * `POST /api/relay/poll`: which logs, from which seq on, and how long to wait when there is nothing (seconds, 0 = at
 * once). Read tokens are in the body so that several logs fit in one request.
 */
export const pollSchema = z.strictObject({
	logs: z
		.array(z.strictObject({ id: logIdSchema, after: z.int().check(z.gte(0)), token: tokenSchema }))
		.check(z.minLength(1), z.maxLength(64)),
	wait: z.int().check(z.gte(0), z.lte(25)),
});
export type Poll = z.infer<typeof pollSchema>;

/** One item of a log. `body` is base64url of the sealed bytes; `seq` rises by at least one with each item. */
export const itemSchema = z.object({ log: logIdSchema, seq: z.int(), mid: midSchema, body: z.string() });
export type Item = z.infer<typeof itemSchema>;

/**
 * Answer to a poll. `missing` names logs that are not there, expired, or whose token is wrong: the relay does not say
 * which, and answers at once; leave them out of the next poll. Items of one log come in rising seq. `more` is true when another poll at once would bring further items.
 */
export const pollAnswerSchema = z.object({
	items: z.array(itemSchema),
	missing: z.array(logIdSchema),
	more: z.boolean(),
});
export type PollAnswer = z.infer<typeof pollAnswerSchema>;

/**
 * `POST /api/relay/logs/:id/ack`, with the read token as bearer: this slot has everything up to `seq`. 204. An item is
 * deleted when every slot has acked it, its writer's own included; a `seq` that is not there yet counts as the last one.
 */
export const ackSchema = z.strictObject({
	slot: z.int().check(z.gte(0), z.lte(3)),
	seq: z.int().check(z.gte(0)),
});

/**
 * `POST /api/relay/waiting`: for a team whose colleague is away. Which of these logs hold something that reader slot 0 has
 * not fetched, and since when. Watch tokens are in the body. Not how much, not from whom, and not what: the relay cannot
 * tell a message from a phone's own acknowledgement either.
 */
export const waitingSchema = z.strictObject({
	logs: z
		.array(z.strictObject({ id: logIdSchema, token: tokenSchema }))
		.check(z.minLength(1), z.maxLength(64)),
});
export type Waiting = z.infer<typeof waitingSchema>;

/**
 * `waiting` names the logs in which something waits; `since` is the full hour in or just before which the oldest of it
 * came. `missing`: not there, expired, never watchable, or the wrong token; the relay does not say which.
 */
export const waitingAnswerSchema = z.object({
	waiting: z.array(z.object({ log: logIdSchema, since: z.iso.datetime() })),
	missing: z.array(logIdSchema),
});
export type WaitingAnswer = z.infer<typeof waitingAnswerSchema>;

/**
 * `POST /api/relay/staff`: redeem a one-time invite. `lookup` is 16 bytes derived from the code (see invite.ts); the
 * answer carries what the operator sealed under the code's other half, and a fresh staff token.
 */
export const redeemSchema = z.strictObject({ lookup: logIdSchema });
export const redeemedSchema = z.object({ staffToken: tokenSchema, sealed: z.string() });

/** RFC 9457. `type` is a URN-like name clients switch on: `urn:rosebay:not-found`, `...:conflict`, `...:too-many`, ... */
export const problemSchema = z.object({
	type: z.string(),
	title: z.string(),
	status: z.int(),
	detail: z.optional(z.string()),
	/** Seconds to wait, with 429 and 503, and with 507 when it will pass. */
	retryAfter: z.optional(z.int()),
});
export type Problem = z.infer<typeof problemSchema>;
export const PROBLEMS = [
	'not-found',
	'conflict',
	'too-large',
	'too-many',
	'full',
	'invalid',
	'unavailable',
	'failed',
] as const;
export type ProblemName = (typeof PROBLEMS)[number];
