/** The lists of a safety plan, and what is read out of a line. Pure. */
import * as z from 'zod/mini';
import { isolate } from '$platform/i18n';
import type { Stored } from '$platform/vault/contract';

/** In the order in which they are read: first what is near, then who, then what to take. */
export const LISTS = ['signs', 'helps', 'places', 'people', 'words', 'pack', 'papers'] as const;
export type List = (typeof LISTS)[number];
export const isList = (name: string | undefined): name is List => LISTS.some((list) => list === name);

/** How many examples each list has among its words. */
export const EXAMPLES: Readonly<Record<List, number>> = {
	signs: 5,
	helps: 5,
	places: 4,
	people: 4,
	words: 3,
	pack: 7,
	papers: 7,
};

/** Letters: a line is read at a glance. */
export const LONGEST = 200;

const words = z._default(z.string().check(z.maxLength(LONGEST)), '');
export const lineSchema = z.object({
	list: z.enum(LISTS),
	/** What it says; of people, the name. */
	text: words,
	/** Of people: how to reach them, and what they know. */
	how: words,
	knows: words,
	/** When it was begun: their order. ISO 8601. */
	at: z.iso.datetime(),
});
export type Line = z.infer<typeof lineSchema>;

export const emptyLine = (list: List, now: Date): Line => ({
	list,
	text: '',
	how: '',
	knows: '',
	at: now.toISOString(),
});
/** Nothing is kept of a line in which nothing stands. */
export const saysSomething = ({ text, how, knows }: Line): boolean =>
	[text, how, knows].some((words) => words.trim() !== '');

/** The lines of a list, in the order in which she wrote them. */
export const linesOf = (all: readonly Stored<Line>[], list: List): Stored<Line>[] =>
	all
		.filter(({ value }) => value.list === list && saysSomething(value))
		.toSorted((a, b) => a.value.at.localeCompare(b.value.at) || a.id.localeCompare(b.id));

/** U+0660 and U+06F0: the digits of Arabic and Persian keyboards. */
const OTHER_ZEROS = [0x0660, 0x06f0];
const plainDigits = (text: string): string =>
	text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
		const code = digit.charCodeAt(0);
		return String(code - (OTHER_ZEROS.findLast((zero) => zero <= code) ?? code));
	});

/** What to dial when `how` is one phone number and nothing else, so that no wrong number is ever called; else null. */
export function dialOf(how: string): string | null {
	const text = plainDigits(how).trim();
	if (!/^\+?[\d\s().\-/\u2010-\u2013\u00a0]+$/.test(text)) return null;
	const dial = text.replace(/[^\d+]/g, '');
	return /^\+?\d{3,15}$/.test(dial) ? dial : null;
}

/**
 * How to reach somebody, as it is shown and printed. A number stands left to right and in one piece, also in the middle of
 * Arabic, where its groups would change places: a wrong number helps nobody.
 */
export const shownReach = (how: string): string =>
	dialOf(how) === null
		? isolate(how.trim())
		: String.fromCodePoint(0x2066) +
			how.trim().replaceAll(' ', String.fromCodePoint(0xa0)).replaceAll('-', String.fromCodePoint(0x2011)) +
			String.fromCodePoint(0x2069);
