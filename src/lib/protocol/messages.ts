/**
 * What is said inside the channel, after it has been opened: `{ v, id, sentAt, type, body }`, strict.
 * An appointment carries a template and parameters, so that it arrives in *her* language, whatever the caseworker's.
 * Times are UTC ISO instants plus the IANA zone of the place; her phone shows them in words.
 */
import * as z from 'zod/mini';

/** 128-bit random id, base64url, 22 characters. */
export const messageIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));
const instant = z.iso.datetime({ precision: 3 });
const line = z.string().check(z.maxLength(200));
const paragraph = z.string().check(z.maxLength(2_000));

/** The kinds of appointment there are words for in every language. More come with the appointments room. */
export const APPOINTMENT_TEMPLATES = [
	'caseworker',
	'health',
	'lawyer',
	'police-interview',
	'court',
	'group',
	'phone-call',
] as const;
export type AppointmentTemplate = (typeof APPOINTMENT_TEMPLATES)[number];

export const appointmentBody = z.strictObject({
	/** Stays the same through changes of one appointment. */
	appointment: messageIdSchema,
	/** iCalendar's SEQUENCE: the highest wins. */
	sequence: z.int().check(z.gte(0)),
	template: z.enum(APPOINTMENT_TEMPLATES),
	startsAt: instant,
	/** IANA zone name of the place. */
	zone: z.string().check(z.maxLength(64)),
	place: line,
	/** Her worker's own words, shown as written and marked as not translated. */
	note: paragraph,
});
export type AppointmentBody = z.infer<typeof appointmentBody>;

export const REPLIES = ['coming', 'not-coming', 'call-me'] as const;
export type Reply = (typeof REPLIES)[number];
export const replyBody = z.strictObject({
	appointment: messageIdSchema,
	sequence: z.int().check(z.gte(0)),
	reply: z.enum(REPLIES),
});
export type ReplyBody = z.infer<typeof replyBody>;

/** "These reached me": what turns "on its way" into "delivered". Sent by itself, never says that anything was seen. */
export const receiptBody = z.strictObject({
	received: z.array(messageIdSchema).check(z.minLength(1), z.maxLength(200)),
});

/** Sent by each side once its person has said that the numbers are the same on both screens. */
export const confirmedBody = z.strictObject({});

const head = { v: z.literal(1), id: messageIdSchema, sentAt: instant };
export const messageSchema = z.discriminatedUnion('type', [
	z.strictObject({ ...head, type: z.literal('appointment'), body: appointmentBody }),
	z.strictObject({ ...head, type: z.literal('reply'), body: replyBody }),
	z.strictObject({ ...head, type: z.literal('receipt'), body: receiptBody }),
	z.strictObject({ ...head, type: z.literal('confirmed'), body: confirmedBody }),
]);
export type Message = z.infer<typeof messageSchema>;
/** What a room hands to the channel to be sent. */
export type Outgoing = { type: 'appointment'; body: AppointmentBody } | { type: 'reply'; body: ReplyBody };
