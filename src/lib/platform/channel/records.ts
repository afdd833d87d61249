/** What the channel keeps in the vault, collection by collection. Bytes are base64url. All of it is secret. */
import * as z from 'zod/mini';
import { messageSchema, ROLES } from '$protocol/messages';
import { logIdSchema, tokenSchema } from '$protocol/relay';

const bytes = z.string().check(z.regex(/^[A-Za-z0-9_-]*$/));
const count = z.int().check(z.gte(0));

/** `identity`: one record. Who this device is in all its conversations. */
export const identityRecord = z.object({ publicKey: tokenSchema, secretKey: tokenSchema });

/** `staff`: one record, caseworkers only. */
export const staffRecord = z.object({ name: z.string(), staffToken: tokenSchema });

/** Somebody else in a conversation. Who has gone stays, so that what they wrote keeps its name. */
export const memberRecord = z.object({
	key: tokenSchema,
	name: z.string(),
	role: z.enum(['survivor', ...ROLES]),
	sure: z.enum(['compared', 'introduced']),
	since: z.string(),
	gone: z._default(z.boolean(), false),
});
export type MemberRecord = z.infer<typeof memberRecord>;

/** `conversations`. What came later than the first version of the app has a default. */
export const conversationRecord = z.object({
	name: z.string(),
	kind: z._default(z.enum(['case', 'colleagues']), 'case'),
	state: z.enum(['pairing', 'open', 'closed']),
	ended: z._default(
		z.nullable(z.enum(['left-me', 'left-them', 'removed', 'key', 'digits', 'lost', 'handed-over'])),
		null,
	),
	startedAt: z.string(),
	unreadable: count,
	/** Empty in a record from before there were any: then see `membersOf` (members.ts). */
	members: z._default(z.array(memberRecord), []),
	tellsSeen: z._default(z.boolean(), false),
});
export type ConversationRecord = z.infer<typeof conversationRecord>;

export const logRecord = z.object({
	id: logIdSchema,
	key: tokenSchema,
	readToken: tokenSchema,
	writeToken: tokenSchema,
	adminToken: tokenSchema,
});

/** A log that was opened, or is about to be, for the members there will be; keys by reader slot. */
const nextLog = z.object({ log: logRecord, readers: z.array(tokenSchema), open: z.boolean() });
export type NextLog = z.infer<typeof nextLog>;

/** A log that was left (people/moving.ts), and is still read until nobody writes or needs anything there. */
const tailRecord = z.object({
	log: logRecord,
	readers: z.array(tokenSchema),
	slot: count,
	cursor: count,
	/** Where everybody went from there. */
	to: logIdSchema,
	/** Who has not been heard of there; for who deletes this one: who has not read it to its end. */
	awaits: z.array(tokenSchema),
	/** This device deletes it in the end. */
	mine: z.boolean(),
	/** Milliseconds; after that nothing can be in it any more. */
	until: z.number(),
});
export type TailRecord = z.infer<typeof tailRecord>;

/** `groups`: under the conversation's id; MLS state and the place in the log move in one save. */
export const groupRecord = z.object({
	/** Empty on a device that has the conversation, but not its keys: it asks for new ones. */
	state: bytes,
	/** Public keys of all members, own one included. */
	pinned: z.array(tokenSchema),
	log: logRecord,
	/** Our reader slot: 0 the worker, 1 the survivor. */
	slot: count,
	/** Everything up to this seq is dealt with. */
	cursor: count,
	/** MLS messages of epochs not reached yet, kept until their commit comes. */
	held: z.array(z.object({ mid: tokenSchema, content: bytes })),
	/** Messages either way since keys were last refreshed, and when that was (milliseconds). */
	sinceCommit: count,
	lastCommitAt: z.number(),
	/** Own commits in a row without a sign of life from the other side, who remembers only four epochs back. */
	ownCommits: count,
	/** Pairing is done and our own first commit is still owed. */
	wantsCommit: z.boolean(),
	/** Whose reader slot is which. Empty in a record from before there could be more than two. */
	readers: z._default(z.array(tokenSchema), []),
	/** Epoch in which this device came in: nothing from before opens here. */
	from: z._default(count, 0),
	/** The members have changed, and this one sees to a new log. */
	mover: z._default(z.nullable(tokenSchema), null),
	next: z._default(z.nullable(nextLog), null),
	/** Whom this device is to take out. */
	removes: z._default(z.nullable(tokenSchema), null),
	/** Since when messages of an epoch to come stand in `held` without its commit. Milliseconds. */
	stuckSince: z._default(z.nullable(z.number()), null),
	/** New keys were asked for (rejoin.ts): the key package's secrets, until the welcome comes. */
	joining: z._default(z.nullable(z.object({ public: bytes, secret: bytes, at: z.number() })), null),
	/** Somebody has asked for new keys, and is out of the group by now or not yet. */
	returning: z._default(
		z.nullable(z.object({ key: tokenSchema, keyPackage: bytes, out: z.boolean() })),
		null,
	),
	/** Hashes of requests that were heard once. */
	rejoined: z._default(z.array(tokenSchema), []),
	/** Oldest first. */
	tails: z._default(z.array(tailRecord), []),
});
export type GroupRecord = z.infer<typeof groupRecord>;

/** `messages`: under the message's own id. */
export const messageRecord = z.object({
	conversation: z.string(),
	from: z.enum(['me', 'them']),
	/** Whose key signed it, of `them`; null in a record from before that was kept. */
	by: z._default(z.nullable(tokenSchema), null),
	delivery: z.optional(z.enum(['waiting', 'sent', 'delivered', 'seen'])),
	/** Of `me`: who could read it when it was sent. */
	readers: z._default(z.array(tokenSchema), []),
	/** Of `me`: asked back, and whether the others' apps have said that it is gone. */
	askedBack: z.optional(z.enum(['asked', 'gone'])),
	/** Whose apps have said so. */
	letGoBy: z._default(z.array(tokenSchema), []),
	/** Of `them`: the person here has had it before her eyes. */
	seen: z._default(z.boolean(), false),
	/** Order of writing and arriving on this device. */
	order: count,
	message: messageSchema,
});
export type MessageRecord = z.infer<typeof messageRecord>;

/** `parts`: a part of a file, sealed under the file's own key (files/format.ts). */
export const partRecord = z.object({
	conversation: z.string(),
	mid: tokenSchema,
	/** When it came or was made. Milliseconds. */
	at: z.number(),
	content: bytes,
});
export type PartRecord = z.infer<typeof partRecord>;

/** What is to be done once the relay has taken a commit: it cannot be made again from the new state. */
export const thenRecord = z.discriminatedUnion('do', [
	/** Hand the welcome to who was added, in the outer envelope of the same log. */
	z.object({ do: z.literal('welcome'), welcome: bytes }),
	/** Somebody was added: the way in for them, and the log in which it goes on. */
	z.object({ do: z.literal('added'), handover: z.string(), welcome: bytes }),
	/** Somebody was taken out. */
	z.object({ do: z.literal('removed') }),
]);
export type Then = z.infer<typeof thenRecord>;

/** `outbox`: an envelope, sealed once, sent as often as it takes. */
export const outboxRecord = z.object({
	conversation: z.string(),
	order: count,
	mid: tokenSchema,
	body: bytes,
	/** On the relay. A message that is receipted stays here all the same until the other side's receipt. */
	sent: z.boolean(),
	/** The id of the message it carries, when that is receipted. */
	message: z.optional(z.string()),
	/** It belongs into a log that was left since. */
	on: z.optional(z.object({ log: logIdSchema, token: tokenSchema })),
	/** A commit: the MLS state once the relay has taken it. */
	next: z.optional(bytes),
	then: z.optional(thenRecord),
	/** Part of a file; `message` is the one that names it. */
	part: z.optional(z.literal(true)),
});
export type OutboxRecord = z.infer<typeof outboxRecord>;

/** `handovers`: under the id of the introduction it began with. */
export const handoverRecord = z.discriminatedUnion('side', [
	/** Who hands over or brings in. `asked` and `packed`: milliseconds. */
	z.object({
		side: z.literal('giving'),
		conversation: z.string(),
		/** The conversation with the colleague. */
		colleague: z.string(),
		key: tokenSchema,
		name: z.string(),
		role: z.enum(ROLES),
		why: z.enum(['handover', 'joins']),
		step: z.enum(['asking', 'agreed', 'packing', 'packed', 'added', 'done']),
		keyPackage: z._default(bytes, ''),
		packed: z._default(z.number(), 0),
		/** Once the relay has the commit: the way in for the colleague. */
		welcome: z._default(bytes, ''),
		way: z._default(z.nullable(nextLog), null),
	}),
	/** The colleague. */
	z.object({
		side: z.literal('taking'),
		colleague: z.string(),
		keyPackage: z.nullable(z.object({ public: bytes, secret: bytes })),
		/** Empty until this device is in. */
		conversation: z.string(),
		/** Who hands over, and is to leave after the first word; null where nobody does. */
		leaves: z.nullable(tokenSchema),
		/** The survivor's phone has come over into the log that this device can read. */
		here: z.boolean(),
	}),
]);
export type HandoverRecord = z.infer<typeof handoverRecord>;
export type Giving = Extract<HandoverRecord, { side: 'giving' }>;
export type Taking = Extract<HandoverRecord, { side: 'taking' }>;

const watched = z.array(z.object({ id: logIdSchema, token: tokenSchema }));
/** `watches`: under the id of a conversation of colleagues. What we told them, and what they told us. */
export const watchRecord = z.object({ told: watched, theirs: watched });
export type WatchRecord = z.infer<typeof watchRecord>;

/** `errands`: what is still to be done at the relay for something that is otherwise forgotten here. */
export const errandRecord = z.object({
	log: logIdSchema,
	token: tokenSchema,
	/** Put this there; without it, the whole log is deleted. */
	put: z.optional(z.object({ mid: tokenSchema, body: bytes })),
	/** Milliseconds; after that it no longer matters. */
	until: z.number(),
	order: count,
});
export type ErrandRecord = z.infer<typeof errandRecord>;

const meeting = {
	kind: z._default(z.enum(['case', 'colleagues']), 'case'),
	seed: bytes,
	expiresAt: z.number(),
	cursor: count,
	mine: z.boolean(),
	theirs: z.boolean(),
};
/** `pairing`: at most one record, gone when it is over. */
export const pairingRecord = z.discriminatedUnion('step', [
	/** Worker: the code is on the screen. */
	z.object({ ...meeting, step: z.literal('offering'), conversation: z.string(), name: z.string() }),
	/** Worker: a phone has offered; the answer is made, and sent as often as it takes until the phone reveals its share. */
	z.object({
		...meeting,
		step: z.literal('answering'),
		conversation: z.string(),
		sent: z.boolean(),
		/** The answer as sealed, and as it was before. */
		body: bytes,
		answer: bytes,
		share: tokenSchema,
		commitment: tokenSchema,
		keyPackage: bytes,
	}),
	/** Phone: key package offered, or about to be. */
	z.object({
		...meeting,
		step: z.literal('joining'),
		keyHash: z.nullable(tokenSchema),
		sent: z.boolean(),
		body: bytes,
		share: tokenSchema,
		keyPackage: z.object({ public: bytes, secret: bytes }),
	}),
	/** Both. `reveal`: the phone's share, sealed, until it is sent. */
	z.object({
		...meeting,
		step: z.literal('comparing'),
		conversation: z.string(),
		digits: z.string(),
		worker: z.boolean(),
		reveal: z.nullable(bytes),
	}),
]);
export type PairingRecord = z.infer<typeof pairingRecord>;
export type PairingStep<S extends PairingRecord['step']> = Extract<PairingRecord, { step: S }>;
