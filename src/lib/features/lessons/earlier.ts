/** How lessons were kept before they were modules: a page by its number. Read still, never written. */
import * as z from 'zod/mini';
import type { Progress } from '$parts/player';

export const earlierSchema = z.strictObject({
	v: z.literal(1),
	lesson: z.string(),
	/** The page that was open last, from 0. */
	page: z.int().check(z.gte(0)),
	/** The last page was reached once. */
	done: z.boolean(),
});
export type Earlier = z.infer<typeof earlierSchema>;

/** The one lesson there was: its first page is what stands before it now, the others are p1 to p7. */
const LESSON = 'safer-phone';
const LAST = 7;

/** The same as the player keeps it; null for a lesson that there never was. */
export function fromEarlier({ lesson, page, done }: Earlier): Progress | null {
	if (lesson !== LESSON) return null;
	return {
		v: 1,
		module: `in:${LESSON}`,
		page: `p${String(Math.min(Math.max(page, 1), LAST))}`,
		done,
		answers: {},
	};
}
