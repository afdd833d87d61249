/** The shape of a helpline lead. A number without a source and a date is a rumour, and does not get in. */
import * as z from 'zod/mini';

const country = z.string().check(z.regex(/^[A-Z]{2}$/));
const yearMonth = z.string().check(z.regex(/^20\d\d(-(0[1-9]|1[0-2]))?$/));

export const contactSchema = z.strictObject({
	/** As published, with its blanks: easier to read and to say. */
	value: z.string().check(z.regex(/^[+\d][\d\s-]{1,20}$/)),
	/** What the phone dials. */
	dial: z.string().check(z.regex(/^\+?\d{3,15}$/)),
});

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
	hours: z.enum(['always', 'unknown']),
	/** BCP 47; `interpreters`: many more by telephone interpreters; null: nobody has said. */
	languages: z.nullable(z.union([z.literal('interpreters'), z.array(z.string()).check(z.minLength(1))])),
	/** `consent`: its own page says that it tells the police only with her agreement, or where law demands it. */
	tellsPolice: z.enum(['consent', 'police', 'unknown']),
	source: z.url({ protocol: /^https?$/ }),
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
