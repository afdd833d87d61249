/**
 * A nudge being written. It is kept sealed with every change, so that a lock, a full disk or a closed lid loses nothing.
 * This file decides what may be sent; it sends nothing. How a draft of a change is begun: `change.ts`.
 */
import * as z from 'zod/mini';
import {
	APPOINTMENT_TEMPLATES,
	MAX_CHOICES,
	MAX_SERIES,
	OWN_TEMPLATE,
	ownWordsSchema,
	PHRASES,
	type AppointmentBody,
} from '$protocol/appointments';
import { failed, ok, type Result } from '$protocol/result';
import { isSettledBy } from './agreed';
import type { TemporalApi } from '$platform/clock';
import type { Nudge } from './nudge';
import { seriesTimes, UNITS, type SeriesTime } from './series';
import { checkTimes, isTooFar, rowSchema, type Row, type TimeError } from './times';

/** Longest place and note, in UTF-16 units, as `appointmentBody` has them. */
export const PLACE_LENGTH = 200;
export const NOTE_LENGTH = 2_000;
export const MAX_PHRASES = 6;
export const MAX_ROWS = MAX_CHOICES - 1;

/** What came after the first version has a default: a draft that an older version has kept opens for ever. */
export const draftSchema = z.strictObject({
	conversation: z.string(),
	/** The appointment's own id, drawn when the draft is begun: a send that is tried twice is still one appointment. */
	appointment: z.string(),
	sequence: z.int().check(z.gte(0)),
	template: z.enum([...APPOINTMENT_TEMPLATES, OWN_TEMPLATE]),
	/** Of the worker's own kind, copied: what she changes there later does not change what she wrote here. */
	words: z._default(z.array(ownWordsSchema).check(z.maxLength(8)), []),
	date: z.string(),
	time: z.string(),
	zone: z.string(),
	second: z.boolean(),
	/**
	 * `one`: date and time above. `choices`: these and `rows` to choose from. `series`: from these on, by `every`.
	 * `listed`: a series that was sent, each time of it in `rows`.
	 */
	plan: z._default(z.enum(['one', 'choices', 'series', 'listed']), 'one'),
	rows: z._default(z.array(rowSchema).check(z.maxLength(MAX_SERIES)), []),
	every: z._default(
		z.strictObject({ unit: z.enum(UNITS), count: z.int().check(z.gte(1), z.lte(12)) }),
		() => ({ unit: 'week' as const, count: 1 }),
	),
	/** How many times the series has, those left out among them. */
	times: z._default(z.int().check(z.gte(2), z.lte(MAX_SERIES)), 6),
	/** Days of the series that are left out, `YYYY-MM-DD` at the place. */
	left: z._default(z.array(z.string()), []),
	minutes: z._default(z.nullable(z.int().check(z.gte(5), z.lte(1_440))), null),
	place: z.string().check(z.maxLength(PLACE_LENGTH)),
	phrases: z._default(z.array(z.enum(PHRASES)).check(z.maxLength(MAX_PHRASES)), []),
	note: z.string().check(z.maxLength(NOTE_LENGTH)),
	/** Empty: not said. */
	noteLanguage: z._default(z.string(), ''),
});
export type Draft = z.infer<typeof draftSchema>;

/** An empty draft for a new appointment. @param language in which the worker writes */
export function newDraft(conversation: string, appointment: string, zone: string, language = ''): Draft {
	return draftSchema.parse({
		...{ conversation, appointment, zone, noteLanguage: language },
		sequence: 0,
		template: 'caseworker',
		date: '',
		time: '',
		second: false,
		place: '',
		note: '',
	});
}

/** `row`: of the times as they stand in the form, the first being 0. */
export type DraftError =
	| (TimeError & { row: number })
	/** The last time of the series is more than five years away. */
	| { type: 'SeriesTooFar' }
	/** Every time of the series is left out. */
	| { type: 'NoneLeft' };

export interface Ready {
	body: AppointmentBody;
	/** The clocks show the first time twice that night; the draft's `second` says which. */
	twice: boolean;
}

/** The rows that are sent, in the order of the form. */
export function rowsOf(draft: Draft): Row[] {
	const { date, time, second } = draft;
	const first = { date, time, second, off: false };
	if (draft.plan === 'listed') return draft.rows.filter(({ off }) => !off);
	return draft.plan === 'choices' ? [first, ...draft.rows] : [first];
}

/** The series as it would be, with what is left out in it; empty while the first time is not yet a moment. */
export function seriesOf(draft: Draft, now: string, api: TemporalApi): (SeriesTime & { off: boolean })[] {
	const [first] = checkTimes(rowsOf(draft), draft.zone, now, api);
	if (draft.plan !== 'series' || !first?.ok) return [];
	const { date, time, zone, second } = draft;
	return seriesTimes({ date, time, zone, second }, draft.every, draft.times, api).map((each) => ({
		...each,
		off: draft.left.includes(each.date),
	}));
}

interface Timing {
	instants: string[];
	twice: boolean;
}

function timingOf(draft: Draft, now: string, api: TemporalApi): Result<Timing, DraftError> {
	const checked = checkTimes(rowsOf(draft), draft.zone, now, api);
	const instants: string[] = [];
	for (const [row, one] of checked.entries()) {
		if (!one.ok) return failed({ ...one.error, row });
		instants.push(one.value.instant);
	}
	const [first] = checked;
	const twice = first?.ok === true && first.value.twice;
	if (draft.plan !== 'series')
		return instants.length === 0 ? failed({ type: 'NoneLeft' }) : ok({ instants: instants.sort(), twice });
	const stay = seriesOf(draft, now, api).filter(({ off }) => !off);
	const last = stay.at(-1);
	if (!last) return failed({ type: 'NoneLeft' });
	if (isTooFar(last.instant, now)) return failed({ type: 'SeriesTooFar' });
	return ok({ instants: stay.map(({ instant }) => instant), twice });
}

/**
 * What would be sent, or the first thing that stands in the way.
 * @param now UTC ISO
 * @param base what it changes, as it now stands: somebody may have changed it, or answered, since the draft was begun
 */
export function draftToAppointment(
	draft: Draft,
	now: string,
	api: TemporalApi,
	base: Nudge | null = null,
): Result<Ready, DraftError> {
	const timing = timingOf(draft, now, api);
	if (!timing.ok) return timing;
	const { instants, twice } = timing.value;
	const [startsAt = '', ...more] = instants;
	const note = draft.note.trim();
	const every = draft.plan === 'series' ? draft.every : base?.body.every;
	const isSeries = more.length > 0 && draft.plan !== 'choices';
	const body: AppointmentBody = {
		appointment: draft.appointment,
		sequence: Math.max(draft.sequence, (base?.body.sequence ?? -1) + 1),
		template: draft.template,
		...(draft.template === OWN_TEMPLATE && draft.words.length > 0 ? { words: draft.words } : {}),
		startsAt,
		zone: draft.zone,
		...(draft.minutes === null ? {} : { minutes: draft.minutes }),
		...(more.length > 0 && draft.plan === 'choices' ? { choices: instants } : {}),
		...(isSeries ? { series: more } : {}),
		...(isSeries && every ? { every } : {}),
		place: draft.place.trim(),
		...(draft.phrases.length > 0 ? { phrases: draft.phrases } : {}),
		note,
		...(note !== '' && draft.noteLanguage !== '' ? { noteLanguage: draft.noteLanguage } : {}),
	};
	if (!base) return ok({ body, twice });
	const settled = isSettledBy(base, body, now) ? { settled: true as const } : {};
	return ok({ body: { ...body, ...settled, heard: base.nextTurn }, twice });
}

export type DraftField = 'date' | 'time' | 'zone' | 'series';
/** Beside which field an error belongs. */
export function fieldOf(error: Pick<DraftError, 'type'>): DraftField {
	switch (error.type) {
		case 'NoTime':
		case 'SkippedTime':
			return 'time';
		case 'NoSuchZone':
			return 'zone';
		case 'SeriesTooFar':
		case 'NoneLeft':
			return 'series';
		case 'NoDate':
		case 'NoSuchDate':
		case 'Past':
		case 'SameTime':
		case 'TooFar':
			return 'date';
	}
}
