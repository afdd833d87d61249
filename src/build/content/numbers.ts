/**
 * Where the numbers of a lesson come from. At the top of the original a source names those it is there for
 * (`numbers: ['30', '1022.142']`), and `examples: ['10', '80']` those that are made up to reckon with. They are written as in the
 * words. Neither is a part of the module; a test holds every number in the words to one of them.
 */
import * as z from 'zod/mini';

const numbers = z.optional(z.array(z.string().check(z.regex(/^\d(?:[\d.,:]*\d)?$/))));
const ofSource = z.looseObject({ numbers });

/** As they stand in a text: "1022.142", "2026", "4". */
export const numbersIn = (text: string): string[] => text.match(/\d(?:[\d.,:]*\d)?/g) ?? [];

/** The top without them, and they. Null where they are not lists of numbers in quotes. */
export function takeNumbers(
	head: Record<string, unknown>,
): { head: Record<string, unknown>; numbers: ReadonlySet<string> } | null {
	const { examples, ...rest } = head;
	const own = numbers.safeParse(examples);
	const sources = z.array(ofSource).safeParse(rest['sources'] ?? []);
	if (!own.success || !sources.success) return null;
	const found = new Set([...(own.data ?? []), ...sources.data.flatMap((source) => source.numbers ?? [])]);
	if (rest['sources'] === undefined) return { head: rest, numbers: found };
	return {
		head: { ...rest, sources: sources.data.map(({ numbers: _numbers, ...source }) => source) },
		numbers: found,
	};
}
