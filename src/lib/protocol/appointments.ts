/**
 * An appointment as a caseworker offers it, and what she answers. It carries a template and parameters, so that it arrives
 * in *her* language, whatever the caseworker's. Times are UTC ISO instants plus the IANA zone of the place.
 *
 * The words are iTIP's (RFC 5546), said plainly: a form with a higher `sequence` replaces the one before (REQUEST, CANCEL);
 * `coming` is ACCEPTED, `not-coming` DECLINED, `maybe` TENTATIVE, `other-time` COUNTER. `call-me` is ours.
 * What both sides make of all that was said: `agreement.ts`.
 */
import * as z from 'zod/mini';

/** 128-bit random id, base64url, 22 characters. */
export const messageIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{22}$/));
export const instantSchema = z.iso.datetime({ precision: 3 });
/** BCP 47 tag of the language somebody wrote in: how it is read aloud, and from which side. */
export const languageSchema = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/), z.maxLength(35));

/** The kinds of appointment there are words and a picture for in every language. */
export const APPOINTMENT_TEMPLATES = [
	'caseworker',
	'health',
	'counselling',
	'lawyer',
	'police-interview',
	'interview',
	'court',
	'housing',
	'school',
	'work',
	'office',
	'group',
	'phone-call',
] as const;
export type AppointmentTemplate = (typeof APPOINTMENT_TEMPLATES)[number];
/** `own`: a kind of the worker's own, in `words`. */
export const OWN_TEMPLATE = 'own';

/** Ready sentences a worker may add; each is there in every language. */
export const PHRASES = [
	'bring-papers',
	'bring-medicine-list',
	'no-food-before',
	'come-early',
	'interpreter-there',
	'woman-interpreter',
	'i-come-along',
	'somebody-may-come',
	'children-welcome',
	'travel-paid',
	'may-stop-any-time',
	'call-if-late',
] as const;
export type Phrase = (typeof PHRASES)[number];

/** A kind of the worker's own, in one language. */
export const ownWordsSchema = z.strictObject({
	language: languageSchema,
	title: z.string().check(z.minLength(1), z.maxLength(120)),
	lead: z.string().check(z.maxLength(400)),
});
export type OwnWords = z.infer<typeof ownWordsSchema>;

/** Times to choose from, and further times of a series. */
export const MAX_CHOICES = 6;
export const MAX_SERIES = 52;

export const appointmentBody = z.strictObject({
	/** Stays the same through changes of one appointment. */
	appointment: messageIdSchema,
	/** iCalendar's SEQUENCE: the highest wins. */
	sequence: z.int().check(z.gte(0)),
	template: z.enum([...APPOINTMENT_TEMPLATES, OWN_TEMPLATE]),
	/** With `own` only: one for each language the worker has. */
	words: z.optional(z.array(ownWordsSchema).check(z.minLength(1), z.maxLength(8))),
	/** The first of a series, the first of several to choose from, or the one there is. */
	startsAt: instantSchema,
	/** IANA zone name of the place. */
	zone: z.string().check(z.maxLength(64)),
	/** How long it lasts, where that is known. */
	minutes: z.optional(z.int().check(z.gte(5), z.lte(1_440))),
	/** Times to choose from, `startsAt` among them. Not with `series`. */
	choices: z.optional(z.array(instantSchema).check(z.minLength(2), z.maxLength(MAX_CHOICES))),
	/**
	 * Every time after `startsAt`. Each is written out by the worker's computer, which knows the clock changes of the place:
	 * her phone needs no rule to follow, and one of them can be left out or moved.
	 */
	series: z.optional(z.array(instantSchema).check(z.minLength(1), z.maxLength(MAX_SERIES - 1))),
	/** How the series is told in words: every `count` of `unit`. */
	every: z.optional(
		z.strictObject({ unit: z.enum(['day', 'week', 'month']), count: z.int().check(z.gte(1), z.lte(12)) }),
	),
	place: z.string().check(z.maxLength(200)),
	phrases: z.optional(z.array(z.enum(PHRASES)).check(z.maxLength(6))),
	/** Her worker's own words, shown as written and marked as not translated. */
	note: z.string().check(z.maxLength(2_000)),
	noteLanguage: z.optional(languageSchema),
	/** It does not take place. */
	cancelled: z.optional(z.literal(true)),
	/** She need not answer this form: it says yes to what she chose or asked for, or changes nothing for her. */
	settled: z.optional(z.literal(true)),
	/** The `nextTurn` that the worker's computer had: a `settled` form that crossed an answer of hers asks again. */
	heard: z.optional(z.int().check(z.gte(0))),
});
export type AppointmentBody = z.infer<typeof appointmentBody>;

export const REPLIES = ['coming', 'not-coming', 'maybe', 'other-time', 'call-me'] as const;
export type Reply = (typeof REPLIES)[number];
export const replyBody = z.strictObject({
	appointment: messageIdSchema,
	/** Of the form that she answers, and its message id: two workers may send the same sequence at once. */
	sequence: z.int().check(z.gte(0)),
	form: z.optional(messageIdSchema),
	reply: z.enum(REPLIES),
	/** How many answers to this appointment she gave before, so that her clock need not be trusted for which is the last. */
	turn: z.optional(z.int().check(z.gte(0))),
	/** The one of several times that she chose; or the one of a series that is meant. None: all of it. */
	time: z.optional(instantSchema),
	/** With `other-time`: when she could. */
	proposed: z.optional(z.array(instantSchema).check(z.minLength(1), z.maxLength(3))),
	/** A line of hers with it. */
	note: z.optional(z.string().check(z.maxLength(500))),
	noteLanguage: z.optional(languageSchema),
});
export type ReplyBody = z.infer<typeof replyBody>;
