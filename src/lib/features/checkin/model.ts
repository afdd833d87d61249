/**
 * One day as she noted it: mood, sleep, safety and a few words, each of them optional. Pure. It knows no streak, no average
 * and no missed day: a day without an entry is not there.
 */
import * as z from 'zod/mini';
import type { Stored } from '$platform/vault/contract';

/** What is asked, in this order. */
export const ASKED = ['mood', 'sleep', 'safety'] as const;
export type Asked = (typeof ASKED)[number];

/** 5 is the lightest, 1 the hardest; shown in this order. */
export const LEVELS = [5, 4, 3, 2, 1] as const;
export type Level = (typeof LEVELS)[number];

const level = z.nullable(z.literal([...LEVELS]));

export const checkinSchema = z.strictObject({
	v: z.literal(1),
	/** Her own calendar day when it was noted. */
	day: z.iso.date(),
	mood: level,
	sleep: level,
	safety: level,
	note: z.string().check(z.maxLength(2000)),
});
export type Checkin = z.infer<typeof checkinSchema>;

/** What she wants of Today. Without it there is nothing on Today. */
export const choiceSchema = z.strictObject({ onToday: z.boolean() });
/** The one record there is. */
export const CHOICE = 'choice';

/** The day it is where she is (`2026-11-22`). */
export function dayOf(now: Date): string {
	const two = (value: number) => String(value).padStart(2, '0');
	return `${String(now.getFullYear()).padStart(4, '0')}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const daysBefore = (day: string, days: number): string =>
	new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

export const emptyDay = (day: string): Checkin => ({
	v: 1,
	day,
	mood: null,
	sleep: null,
	safety: null,
	note: '',
});

/** Something was said. */
export const saysSomething = ({ mood, sleep, safety, note }: Checkin): boolean =>
	mood !== null || sleep !== null || safety !== null || note.trim() !== '';

/** She does not feel safe: a person is offered, before anything else is asked. */
export const isUnsafe = ({ safety }: Pick<Checkin, 'safety'>): boolean => safety !== null && safety <= 2;

/** A hard day or night: something that may help is offered at the end. */
export const isHard = ({ mood, sleep }: Pick<Checkin, 'mood' | 'sleep'>): boolean =>
	(mood ?? 5) <= 2 || (sleep ?? 5) <= 2;

/** Newest first. */
export const newestFirst = (days: readonly Stored<Checkin>[]): Stored<Checkin>[] =>
	days.toSorted((a, b) => (a.value.day < b.value.day ? 1 : a.value.day > b.value.day ? -1 : 0));

/** Weeks that can be looked at, or all there is. */
export const SPANS = ['4', '12', 'all'] as const;
export type Span = (typeof SPANS)[number];

/** Even a single day stands in a week of room. */
const LEAST_DAYS = 6;

/** The spans that would show more than the one before them. */
export function spansOf(days: readonly Checkin[], today: string): Span[] {
	const first = days.map(({ day }) => day).sort()[0] ?? today;
	return SPANS.filter(
		(_, index) => index === 0 || first < daysBefore(today, Number(SPANS[index - 1]) * 7 - 1),
	);
}

/** From the first entry within the span to today, and never less than a week. */
export function windowOf(days: readonly Checkin[], span: Span, today: string): { from: string; to: string } {
	const earliest = span === 'all' ? '' : daysBefore(today, Number(span) * 7 - 1);
	const inside = days.map(({ day }) => day).filter((day) => day >= earliest && day <= today);
	const first = inside.sort()[0] ?? today;
	const week = daysBefore(today, LEAST_DAYS);
	return { from: first < week ? first : week, to: today };
}

export const within = (
	days: readonly Stored<Checkin>[],
	{ from, to }: { from: string; to: string },
): Stored<Checkin>[] => days.filter(({ value: { day } }) => day >= from && day <= to);

/** The dots of one question: days on which it was answered. */
export const pointsOf = (days: readonly Stored<Checkin>[], asked: Asked): { at: string; value: number }[] =>
	days.flatMap(({ value }) => {
		const said = value[asked];
		return said === null ? [] : [{ at: value.day, value: said }];
	});
