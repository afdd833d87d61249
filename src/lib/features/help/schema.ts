/** The shape of a helpline lead. A number without a source and a date is a rumour, and does not get in. */
import * as z from 'zod/mini';

const country = z.string().check(z.regex(/^[A-Z]{2}$/));
const yearMonth = z.string().check(z.regex(/^20\d\d(-(0[1-9]|1[0-2]))?$/));

const hour = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));
/** The same hours on some days of the week, by the clocks of a place. */
export const weeklySchema = z.strictObject({
	/** IANA. */
	zone: z.string(),
	/** 1 is Monday; in order. */
	days: z.array(z.int().check(z.gte(1), z.lte(7))).check(z.minLength(1), z.maxLength(7)),
	from: hour,
	to: hour,
});
export type Weekly = z.infer<typeof weeklySchema>;

/** `null`: nobody has said. `interpreters`: many more, by telephone interpreters. Else BCP 47. */
const languages = z.nullable(z.union([z.literal('interpreters'), z.array(z.string()).check(z.minLength(1))]));
/** As published, with its blanks: easier to read and to say. */
const value = z.string().check(z.regex(/^[+\d][\d\s-]{1,20}$/));
/** What the phone dials, or writes to. */
const dial = z.string().check(z.regex(/^\+?\d{3,15}$/));
const source = z.url({ protocol: /^https?$/ });
/** What is another than for the line as a whole. */
const own = { languages: z.optional(languages), source: z.optional(source), seen: z.optional(yearMonth) };

export const contactSchema = z.discriminatedUnion('method', [
	z.strictObject({ method: z.literal('call'), value, dial, ...own }),
	z.strictObject({
		method: z.literal('text'),
		value,
		dial,
		/** Words that it wants to be written first; one of them is enough. */
		words: z.optional(z.array(z.string()).check(z.minLength(1))),
		...own,
	}),
	z.strictObject({ method: z.literal('whatsapp'), value, dial, ...own }),
	/** A page outside the app, on which one writes with somebody. */
	z.strictObject({
		method: z.literal('chat'),
		url: z.url({ protocol: /^https$/ }),
		...own,
	}),
]);
export type Contact = z.infer<typeof contactSchema>;
export type Method = Contact['method'];

export const helplineSchema = z.strictObject({
	id: z.string().check(z.regex(/^[a-z]{2}-[a-z0-9-]+$/)),
	country,
	/** Its own name, in its own language; never translated. */
	name: z.string().check(z.minLength(3)),
	/** Language of the name. BCP 47. */
	nameLanguage: z.string().check(z.regex(/^[a-z]{2}$/)),
	kind: z.enum(['helpline', 'government', 'police']),
	/** `violence`: not only for trafficking. */
	about: z.optional(z.enum(['violence'])),
	contacts: z.array(contactSchema).check(z.minLength(1)),
	hours: z.union([z.enum(['always', 'unknown']), weeklySchema]),
	languages,
	/**
	 * What its own page, or who presented it, has said. `consent`: it tells the police only with her agreement, or where law
	 * demands it. `passes`: it passes on to the police what it hears. `police`: it is the police.
	 */
	tellsPolice: z.enum(['consent', 'passes', 'police', 'unknown']),
	source,
	/** When the source was written or seen. */
	seen: yearMonth,
	/** The day a person called and confirmed it; nobody has yet. */
	confirmed: z.null(),
});
export type Helpline = z.infer<typeof helplineSchema>;

export const emergencySchema = z.strictObject({
	country,
	number: z.string().check(z.regex(/^\d{3}$/)),
	/** `police` where one number for everything is not certain. */
	reaches: z.enum(['all', 'police']),
});
export type Emergency = z.infer<typeof emergencySchema>;
