/** One way to reach somebody, and how it is handed to the screen that says what it leaves behind. Pure. */
import * as z from 'zod/mini';

/** `null`: nobody has said. `interpreters`: many more, by telephone interpreters. Else BCP 47. */
export const languagesSchema = z.nullable(
	z.union([z.literal('interpreters'), z.array(z.string()).check(z.minLength(1))]),
);
export const sourceSchema = z.url({ protocol: /^https?$/ });
export const yearMonthSchema = z.string().check(z.regex(/^20\d\d(-(0[1-9]|1[0-2]))?$/));
/** As published, with its blanks: easier to read and to say. */
const value = z.string().check(z.regex(/^[+(\d][\d\s().-]{1,24}$/));
/** What the phone dials, or writes to. */
const dial = z.string().check(z.regex(/^\+?\d{3,15}$/));
/** What is another than for the line as a whole. */
const own = {
	languages: z.optional(languagesSchema),
	source: z.optional(sourceSchema),
	seen: z.optional(yearMonthSchema),
};

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
	z.strictObject({ method: z.literal('chat'), url: z.url({ protocol: /^https$/ }), ...own }),
	/** A page outside the app, to read. */
	z.strictObject({ method: z.literal('page'), url: sourceSchema, ...own }),
	z.strictObject({ method: z.literal('mail'), value: z.email(), ...own }),
]);
export type Contact = z.infer<typeof contactSchema>;
export type Method = Contact['method'];

/** Screens are opened with words alone. */
export const toParams = (contact: Contact): Record<string, string> => ({ contact: JSON.stringify(contact) });

/** Null for what is no way to reach anybody: nothing is dialled that was not in this shape. */
export function fromParams(params: Readonly<Record<string, string>>): Contact | null {
	try {
		const read = contactSchema.safeParse(JSON.parse(params['contact'] ?? ''));
		return read.success ? read.data : null;
	} catch {
		return null;
	}
}
