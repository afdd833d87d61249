/**
 * What is kept of an exercise: how hard it was before and after, 0 to 10, each of them optional. And the gentle rule of
 * what to offer next. It knows no scores, no averages and no missed days.
 */
import * as z from 'zod/mini';
import type { Stored } from '$platform/vault/contract';

const distress = z.nullable(z.int().check(z.gte(0), z.lte(10)));

export const visitSchema = z.strictObject({
	v: z.literal(1),
	/** Id of the module; `slow-breathing` in what was kept before exercises were modules. */
	exercise: z.string().check(z.minLength(1), z.maxLength(48)),
	/** UTC, ISO. */
	at: z.iso.datetime({ precision: 3 }),
	before: distress,
	after: distress,
	/** False while the exercise is under way: then it is a draft she can come back to after a lock. */
	done: z.boolean(),
});
export type Visit = z.infer<typeof visitSchema>;

/** A draft older than this is a thing of the past, not something to go on with. Milliseconds. */
const DRAFT_LIFE = 12 * 3_600_000;
/** From here on it is hard enough to offer something else when it stays so. */
const HARD = 8;

const isFresh = (visit: Visit, now: Date): boolean => now.getTime() - Date.parse(visit.at) < DRAFT_LIFE;
const moduleOf = ({ exercise }: Visit): string =>
	exercise === 'slow-breathing' ? 'in:slow-breathing' : exercise;

/** The visit to this exercise that a lock or an exit interrupted, if it was lately and she had said how hard it was. */
export const draftOf = (
	visits: readonly Stored<Visit>[],
	module: string,
	now: Date,
): Stored<Visit> | undefined =>
	visits.findLast(
		({ value }) => moduleOf(value) === module && !value.done && value.before !== null && isFresh(value, now),
	);

/** What was, newest first: finished ones and drafts nobody came back to, if there is a number in them. */
export const pastOf = (visits: readonly Stored<Visit>[], now: Date): Stored<Visit>[] =>
	visits
		.filter(
			({ value }) => (value.done || !isFresh(value, now)) && (value.before !== null || value.after !== null),
		)
		.toSorted((a, b) => (a.value.at < b.value.at ? 1 : a.value.at > b.value.at ? -1 : 0));

/**
 * What to offer after the exercise. `other`: another kind of thing, and then a person. It is so when it became harder,
 * or when the last two numbers she gave, today's or the time before's, were both eight or more.
 * @param earlier what was kept before this visit, in any order
 */
export function afterwards(
	visit: Pick<Visit, 'before' | 'after'>,
	earlier: readonly Visit[],
): 'enough' | 'other' {
	const { before, after } = visit;
	if (after === null) return 'enough';
	if (before !== null && after > before) return 'other';
	const last = earlier.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
	const previous = before ?? last?.after ?? last?.before ?? null;
	return after >= HARD && previous !== null && previous >= HARD ? 'other' : 'enough';
}
