/**
 * One list filled in, or half of it. Answers are kept as she gave them, question by question; numbers are worked out anew
 * each time they are shown, so that what is kept is only what she said.
 */
import * as z from 'zod/mini';
import type { Stored } from '$platform/vault/contract';
import { INSTRUMENT, INSTRUMENTS, type InstrumentId } from './instruments';
import { scoreOf, type Score } from './scoring';

export const measureSchema = z.strictObject({
	v: z.literal(1),
	instrument: z.enum(INSTRUMENTS),
	/** When she began. UTC, ISO. */
	at: z.iso.datetime({ precision: 3 }),
	/** Whether such an event happened, where the list asks; `null`: skipped, or not asked. */
	exposed: z.nullable(z.boolean()),
	/** As far as she has come; `null`: skipped. */
	answers: z.array(z.nullable(z.int().check(z.gte(0), z.lte(4)))).check(z.maxLength(20)),
	/** False while it can be gone on with. */
	done: z.boolean(),
	/** The language she read it in: only the English words are the tested ones. */
	language: z.string(),
});
export type Measure = z.infer<typeof measureSchema>;

/** Whether she wants to see the lists at all. */
export const choiceSchema = z.strictObject({ shown: z.boolean() });
/** The one record there is. */
export const CHOICE = 'choice';

/** One begun longer ago asks about other weeks: it cannot be gone on with. Milliseconds. */
const DRAFT_LIFE = 24 * 3_600_000;

const isOpen = ({ done, at }: Measure, now: Date): boolean =>
	!done && now.getTime() - Date.parse(at) < DRAFT_LIFE;

/** Those of this list that are over, newest first: finished, or begun too long ago to go on with. */
export const doneOf = (
	all: readonly Stored<Measure>[],
	instrument: InstrumentId,
	now: Date,
): Stored<Measure>[] =>
	all
		.filter(({ value }) => value.instrument === instrument && !isOpen(value, now))
		.toSorted((a, b) => (a.value.at < b.value.at ? 1 : a.value.at > b.value.at ? -1 : 0));

/** The one she was in the middle of, if that was lately. */
export const draftOf = (
	all: readonly Stored<Measure>[],
	instrument: InstrumentId,
	now: Date,
): Stored<Measure> | undefined =>
	all.findLast(({ value }) => value.instrument === instrument && isOpen(value, now));

/** Something was answered. */
export const saysSomething = ({ exposed, answers }: Measure): boolean =>
	exposed !== null || answers.some((answer) => answer !== null);

export const scored = (measure: Measure): Score | null =>
	scoreOf(measure.instrument, measure.answers, measure.exposed);

/** She has thoughts of dying or of hurting herself: the way to a person is opened, before any number. */
export function speaksOfDying({ instrument, answers }: Pick<Measure, 'instrument' | 'answers'>): boolean {
	const { aboutDying } = INSTRUMENT[instrument];
	return aboutDying !== undefined && (answers[aboutDying - 1] ?? 0) > 0;
}

/** Dots for the chart: those that have a number. */
export const pointsOf = (done: readonly Stored<Measure>[]): { at: string; value: number }[] =>
	done.flatMap(({ value }) => {
		const score = scored(value);
		return score ? [{ at: value.at, value: score.total }] : [];
	});
