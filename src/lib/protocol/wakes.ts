/**
 * Wakes: an empty push to a phone on which the app is closed. The relay is told which push subscription, which logs it
 * reads, and about when else; never what for. All times here are whole quarters of an hour: the wire holds nothing finer.
 *
 * `GET /api/relay/wakes`, no bearer: the key with which a browser subscribes.
 *
 * `POST /api/relay/wakes`, no bearer: each log's read token in the body vouches for it; who has none may only name times.
 * 201, also when it replaces what stood under this id and token, or under this very subscription: the last one counts.
 * `invalid`: also a push service that is not known here. `not-found`: one of the logs, whatever the reason. `conflict`:
 * the id is another's. `full`: too many wait on one of these logs, or in all. Forgotten by itself after WAKE_DAYS.
 *
 * `DELETE /api/relay/wakes/:id`, with its own token as bearer: 204.
 */
import * as z from 'zod/mini';
import { logIdSchema, tokenSchema } from './relay';

/** What times are counted in, milliseconds since 1970 in one step. */
export const QUARTER_MS = 15 * 60_000;
/** Days after which a subscription that nobody renewed is forgotten. */
export const WAKE_DAYS = 60;
/** Times that one subscription may wait for. */
export const WAKE_TIMES = 64;

const key = (characters: number) =>
	z.string().check(z.regex(new RegExp(`^[A-Za-z0-9_-]{${String(characters)}}$`)));

/** An uncompressed point of P-256, 65 bytes, base64url. */
const pointSchema = key(87);

/** As `PushSubscription.toJSON()` has it (W3C Push API), without what is not needed. */
export const subscriptionSchema = z.strictObject({
	endpoint: z.string().check(z.startsWith('http'), z.maxLength(1_024)),
	p256dh: pointSchema,
	auth: key(22),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

export const keepWakeSchema = z.strictObject({
	/** Chosen by the phone, 16 random bytes. */
	id: logIdSchema,
	/** Chosen by the phone: who may change it or take it back. */
	token: tokenSchema,
	subscription: subscriptionSchema,
	/** Wake when something lies here that this reader slot has not acked. */
	logs: z
		.array(z.strictObject({ id: logIdSchema, token: tokenSchema, slot: z.int().check(z.gte(0), z.lte(3)) }))
		.check(z.maxLength(8)),
	/** Wake soon after the beginning of these quarters of an hour since 1970. */
	quarters: z.array(z.int().check(z.gte(0), z.lte(10_000_000))).check(z.maxLength(WAKE_TIMES)),
});
export type KeepWake = z.infer<typeof keepWakeSchema>;

/** RFC 8292: the relay's public key. */
export const wakeKeySchema = z.object({ key: pointSchema });
