/** The pages of a lesson, and how far somebody is in it. It knows no marks, no tests and no dates. */
import * as z from 'zod/mini';

const LINES = ['one', 'two', 'three', 'four', 'five'] as const;
const page = (id: string, lines: number) => ({ id, lines: LINES.slice(0, lines) });

/** Words under `lessons:<lesson>.<page>.title` and `.<line>`. */
export const LESSONS = [
	{
		id: 'safer-phone',
		pages: [
			page('start', 3),
			page('signs', 5),
			page('how', 4),
			page('careful', 4),
			page('read', 4),
			page('history', 3),
			page('steps', 4),
			page('cannot', 4),
		],
	},
] as const;
export type Lesson = (typeof LESSONS)[number];

export const lessonById = (id: string | undefined): Lesson | undefined =>
	LESSONS.find((lesson) => lesson.id === id);

export const progressSchema = z.strictObject({
	v: z.literal(1),
	lesson: z.string(),
	/** The page that was open last, from 0. */
	page: z.int().check(z.gte(0)),
	/** The last page was reached once. */
	done: z.boolean(),
});
export type Progress = z.infer<typeof progressSchema>;

/** Where to open a lesson: where she was, or from the start when she had read it or pages have gone since. */
export function startPage(lesson: Lesson, progress: Progress | undefined): number {
	if (!progress || progress.done || progress.page >= lesson.pages.length) return 0;
	return progress.page;
}

/** What is kept when `page` is opened. Having read it once stays true. */
export const progressAt = (lesson: Lesson, page: number, before: Progress | undefined): Progress => ({
	v: 1,
	lesson: lesson.id,
	page,
	done: (before?.done ?? false) || page === lesson.pages.length - 1,
});

/** A lesson is "begun" once its first page was left, until its last was reached. */
export const isBegun = (progress: Progress | undefined): boolean =>
	progress !== undefined && !progress.done && progress.page > 0;
