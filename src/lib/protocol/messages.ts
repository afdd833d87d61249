/**
 * What is said inside the channel, after it has been opened: `{ v, id, sentAt, type, body }`, strict.
 * Appointments and answers: `appointments.ts`. Goals and proposals: `plan.ts`. Suggested services: `suggestion.ts`.
 */
import * as z from 'zod/mini';
import {
	appointmentBody,
	instantSchema,
	languageSchema as language,
	messageIdSchema,
	replyBody,
	type AppointmentBody,
	type ReplyBody,
} from './appointments';
import {
	goalBody,
	proposalAnswerBody,
	proposalBody,
	type GoalBody,
	type ProposalAnswerBody,
	type ProposalBody,
} from './plan';
import { logIdSchema, midSchema, tokenSchema } from './relay';
import { suggestionBody, type SuggestionBody } from './suggestion';

const line = z.string().check(z.maxLength(200));

/** "These reached me": what turns "on its way" into "delivered". Sent by itself, never says that anything was seen. */
export const receiptBody = z.strictObject({
	received: z.array(messageIdSchema).check(z.minLength(1), z.maxLength(200)),
});

/** Sent by each side once its person has said that the numbers are the same on both screens. */
export const confirmedBody = z.strictObject({});

const letter = z.string().check(z.minLength(1), z.maxLength(4_000));
/** A member's public key, 32 bytes. */
const memberKey = tokenSchema;

export const textBody = z.strictObject({ text: letter, language });
export type TextBody = z.infer<typeof textBody>;

/** At most so many parts; with PART_BYTES that is a little under 1 MiB. */
export const MAX_PARTS = 16;
/** Where a file lies on the log, in parts, and what opens it. Format: platform/channel/README.md. */
export const fileSchema = z.strictObject({
	/** Random, for this file alone. */
	key: tokenSchema,
	/** sha256 of the whole. */
	digest: tokenSchema,
	bytes: z.int().check(z.gte(1), z.lte(1_048_576)),
	parts: z.array(midSchema).check(z.minLength(1), z.maxLength(MAX_PARTS)),
});
export type FileRef = z.infer<typeof fileSchema>;

/** Pictures only, made small on the phone that sends them; nothing of the camera or the place is in them. */
export const PICTURE_MEDIA = ['image/webp', 'image/jpeg'] as const;
export const attachmentBody = z.strictObject({
	file: fileSchema,
	media: z.enum(PICTURE_MEDIA),
	width: z.int().check(z.gte(1), z.lte(4_096)),
	height: z.int().check(z.gte(1), z.lte(4_096)),
	/** What it shows, in the sender's words; may be empty. */
	caption: line,
	language,
});
export type AttachmentBody = z.infer<typeof attachmentBody>;

export const moduleBody = z.strictObject({ file: fileSchema, title: line, language });
export type ModuleBody = z.infer<typeof moduleBody>;

/** Sent only by somebody who allowed it. */
export const seenBody = z.strictObject({
	seen: z.array(messageIdSchema).check(z.minLength(1), z.maxLength(200)),
});

/** Something of hers that she gives her worker, one at a time. */
export const shareBody = z.strictObject({ title: line, text: letter, language });
export type ShareBody = z.infer<typeof shareBody>;

/** "Please delete what I sent": the other side's app does so at once, and answers `let-go`. Copies it cannot know of. */
export const askBackBody = z.strictObject({
	items: z.array(messageIdSchema).check(z.minLength(1), z.maxLength(200)),
});
export const letGoBody = z.strictObject({
	items: z.array(messageIdSchema).check(z.minLength(1), z.maxLength(200)),
});

/** One has ended the conversation. */
export const leftBody = z.strictObject({});

/** Who may be in a conversation beside the survivor. */
export const ROLES = ['worker', 'supervisor'] as const;
export type Role = (typeof ROLES)[number];
/** A worker presents another, whom nobody adds before the survivor has said yes. */
export const introductionBody = z.strictObject({
	name: line,
	key: memberKey,
	role: z.enum(ROLES),
	/** `handover`: takes the place of who writes. `joins`: beside them. */
	why: z.enum(['handover', 'joins']),
});
export type IntroductionBody = z.infer<typeof introductionBody>;
export const consentBody = z.strictObject({ introduction: messageIdSchema, yes: z.boolean() });

/** Between colleagues: how the one who joined signs (the other's name was in the answer of the meeting). */
export const colleagueBody = z.strictObject({ name: line });

/** Between devices only, from here on. `handover` is the id of the introduction it all began with. */
const sealed = z.string().check(z.regex(/^[A-Za-z0-9_-]+$/), z.maxLength(60_000));
/** A colleague's device is asked for a fresh key package: the survivor has said yes. */
export const askPackageBody = z.strictObject({ handover: messageIdSchema });
export const packageBody = z.strictObject({ handover: messageIdSchema, keyPackage: sealed });

/** A log with all that opens it, and whose reader slot is which: slot 0 is the first. */
export const logKeysSchema = z.strictObject({
	id: logIdSchema,
	key: tokenSchema,
	readToken: tokenSchema,
	writeToken: tokenSchema,
	adminToken: tokenSchema,
});
const readers = z.array(memberKey).check(z.minLength(2), z.maxLength(4));

/** The members have changed: from here on in this log, whose keys who has gone does not have. Said under the new keys. */
export const movedBody = z.strictObject({ log: logKeysSchema, readers });
export type MovedBody = z.infer<typeof movedBody>;
/** "I write there now"; `settled`: and I have read everything in the log before, which may be deleted. */
export const arrivedBody = z.strictObject({ log: logIdSchema, settled: z.boolean() });

/** To the colleague: the way in. */
export const welcomeBody = z.strictObject({
	handover: messageIdSchema,
	welcome: sealed,
	log: logKeysSchema,
	readers,
	/** What the one who hands over calls her, for this colleague. */
	name: line,
	role: z.enum(ROLES),
	why: z.enum(['handover', 'joins']),
	/** Everybody who is in it but the colleague. */
	members: z
		.array(z.strictObject({ key: memberKey, name: line, role: z.enum(['survivor', ...ROLES]) }))
		.check(z.minLength(1), z.maxLength(3)),
});
export type WelcomeBody = z.infer<typeof welcomeBody>;

/** With which a colleague may ask the relay whether something waits for who says this. All there are; none is named. */
export const watchBody = z.strictObject({
	logs: z.array(z.strictObject({ id: logIdSchema, token: tokenSchema })).check(z.maxLength(400)),
});

const head = { v: z.literal(1), id: messageIdSchema, sentAt: instantSchema };
export const messageSchema = z.discriminatedUnion('type', [
	z.strictObject({ ...head, type: z.literal('appointment'), body: appointmentBody }),
	z.strictObject({ ...head, type: z.literal('reply'), body: replyBody }),
	z.strictObject({ ...head, type: z.literal('receipt'), body: receiptBody }),
	z.strictObject({ ...head, type: z.literal('confirmed'), body: confirmedBody }),
	z.strictObject({ ...head, type: z.literal('text'), body: textBody }),
	z.strictObject({ ...head, type: z.literal('attachment'), body: attachmentBody }),
	z.strictObject({ ...head, type: z.literal('module'), body: moduleBody }),
	z.strictObject({ ...head, type: z.literal('seen'), body: seenBody }),
	z.strictObject({ ...head, type: z.literal('share'), body: shareBody }),
	z.strictObject({ ...head, type: z.literal('plan-goal'), body: goalBody }),
	z.strictObject({ ...head, type: z.literal('plan-proposal'), body: proposalBody }),
	z.strictObject({ ...head, type: z.literal('plan-answer'), body: proposalAnswerBody }),
	z.strictObject({ ...head, type: z.literal('service-suggestion'), body: suggestionBody }),
	z.strictObject({ ...head, type: z.literal('ask-back'), body: askBackBody }),
	z.strictObject({ ...head, type: z.literal('let-go'), body: letGoBody }),
	z.strictObject({ ...head, type: z.literal('left'), body: leftBody }),
	z.strictObject({ ...head, type: z.literal('introduction'), body: introductionBody }),
	z.strictObject({ ...head, type: z.literal('consent'), body: consentBody }),
	z.strictObject({ ...head, type: z.literal('colleague'), body: colleagueBody }),
	z.strictObject({ ...head, type: z.literal('ask-package'), body: askPackageBody }),
	z.strictObject({ ...head, type: z.literal('package'), body: packageBody }),
	z.strictObject({ ...head, type: z.literal('welcome'), body: welcomeBody }),
	z.strictObject({ ...head, type: z.literal('moved'), body: movedBody }),
	z.strictObject({ ...head, type: z.literal('arrived'), body: arrivedBody }),
	z.strictObject({ ...head, type: z.literal('watch'), body: watchBody }),
]);
export type Message = z.infer<typeof messageSchema>;
/** What a room hands to the channel to be sent. */
export type Outgoing =
	| { type: 'appointment'; body: AppointmentBody }
	| { type: 'reply'; body: ReplyBody }
	| { type: 'text'; body: TextBody }
	| { type: 'share'; body: ShareBody }
	| { type: 'plan-goal'; body: GoalBody }
	| { type: 'plan-proposal'; body: ProposalBody }
	| { type: 'plan-answer'; body: ProposalAnswerBody }
	| { type: 'service-suggestion'; body: SuggestionBody };
