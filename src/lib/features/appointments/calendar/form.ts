/**
 * An entry while she writes it, as the fields have it, and the entry made of it. It is kept as it stands, so everything may be
 * half written here. A time belongs to the place where she wrote it, and stays that place's when she travels; only with
 * `wherever` does it go by whatever clock is on her phone. Without a time it is a whole day.
 */
import * as z from 'zod/mini';
import { addLength, dayIn, ordinal, type CalendarTime } from '$platform/calendar';
import { instantToLocal, localToInstant, type TemporalApi } from '$platform/clock';
import { APPOINTMENT_TEMPLATES } from '$protocol/appointments';
import { failed, ok, type Result } from '$protocol/result';
import { startKey } from './happenings';
import { reminderSchema, type Entry } from './kept';
import { ENDS, EVERY, MOST_TIMES, ruleOf, seriesOf } from './series';

/** `kept`: as the file has it that it came from. */
const REPEATS = [...EVERY, 'kept'] as const;

export const formSchema = z.object({
	title: z.string(),
	date: z.string(),
	time: z.string(),
	/** IANA. */
	zone: z.string(),
	/** Of a time that comes twice, the later one. */
	second: z.boolean(),
	wherever: z.boolean(),
	/** How long, as a number of minutes. */
	minutes: z.string(),
	kind: z.string(),
	repeats: z.enum(REPEATS),
	ends: z.enum(ENDS),
	until: z.string(),
	times: z.string(),
	place: z.string(),
	who: z.string(),
	travel: z.string(),
	bring: z.string(),
	questions: z.string(),
	note: z.string(),
	reminders: z.array(reminderSchema),
});
export type Form = z.infer<typeof formSchema>;

export const emptyForm = (date: string, zone: string): Form => ({
	title: '',
	date,
	time: '',
	zone,
	second: false,
	wherever: false,
	minutes: '0',
	kind: '',
	repeats: 'never',
	ends: 'never',
	until: '',
	times: '10',
	place: '',
	who: '',
	travel: '0',
	bring: '',
	questions: '',
	note: '',
	reminders: [],
});

/** She has written nothing yet: nothing to keep, nothing to lose. Day and reminders were there before her. */
export const isEmpty = (form: Form): boolean => {
	const { date, zone, reminders } = form;
	return JSON.stringify(form) === JSON.stringify({ ...emptyForm(date, zone), reminders });
};

/** Something is written in what is folded. */
export const hasMore = (form: Form): boolean => {
	const { title, date, time, zone, second, reminders } = form;
	return (
		JSON.stringify(form) !== JSON.stringify({ ...emptyForm(date, zone), title, time, second, reminders })
	);
};

const placeDay = (time: CalendarTime): string => dayIn(time, time.type === 'instant' ? time.zone : 'UTC');

/** What the fields show of an entry. @param zone the phone's */
export function formOf(entry: Entry, zone: string, api: TemporalApi): Form {
	const { start, length, kind } = entry;
	const local = start.type === 'instant' ? instantToLocal(start.at, start.zone, api) : null;
	const series = seriesOf(entry, placeDay);
	return {
		...emptyForm(local?.date ?? placeDay(start), local?.zone ?? zone),
		title: entry.title,
		time: local?.time ?? (start.type === 'floating' ? start.local.slice(11, 16) : ''),
		second: local?.second ?? false,
		wherever: start.type === 'floating',
		minutes: start.type === 'date' ? '0' : String(length.days * 1_440 + Math.round(length.seconds / 60)),
		kind: kind ?? '',
		...(series
			? {
					repeats: series.every,
					ends: series.ends,
					until: series.until,
					times: String(series.times === 0 ? 10 : series.times),
				}
			: { repeats: 'kept' }),
		place: entry.place,
		who: entry.who,
		travel: String(entry.travel),
		bring: entry.bring,
		questions: entry.questions,
		note: entry.note,
		reminders: entry.reminders,
	};
}

/** `SkippedTime`: clocks go forward over it; `next` is the same moment as they then show it. */
export type FormError =
	| { field: 'title'; type: 'NoTitle' }
	| { field: 'date'; type: 'NoSuchDate' }
	| { field: 'time'; type: 'SkippedTime'; next: string }
	| { field: 'until'; type: 'NoSuchDate' | 'UntilBefore' }
	| { field: 'times'; type: 'NotTimes' };

const isDay = (date: string, api: TemporalApi): boolean =>
	localToInstant({ date, time: '12:00', zone: 'UTC', second: false }, api).ok;

function startOf(form: Form, api: TemporalApi): Result<CalendarTime, FormError> {
	const { date, time, zone, second } = form;
	if (!isDay(date, api)) return failed({ field: 'date', type: 'NoSuchDate' });
	if (time === '') return ok({ type: 'date', date });
	if (form.wherever) return ok({ type: 'floating', local: `${date}T${time}:00` });
	const moment = localToInstant({ date, time, zone, second }, api);
	if (moment.ok) return ok({ type: 'instant', at: moment.value.instant, zone });
	const { error } = moment;
	return error.type === 'SkippedTime'
		? failed({ field: 'time', ...error })
		: failed({ field: 'date', type: 'NoSuchDate' });
}

/** This time comes twice that night; `second` says which is meant. */
export function comesTwice({ date, time, zone, second, wherever }: Form, api: TemporalApi): boolean {
	if (time === '' || wherever) return false;
	const moment = localToInstant({ date, time, zone, second }, api);
	return moment.ok && moment.value.twice;
}

const AT_DAY = { days: 1, seconds: 0 };

function lengthOf(start: CalendarTime, minutes: string, before: Entry | null) {
	if (start.type !== 'date') return { days: 0, seconds: Number(minutes) * 60 };
	return before?.start.type === 'date' ? before.length : AT_DAY;
}

/** What was taken out of a series goes with it when the series moves. */
function movedExcept(before: Entry, start: CalendarTime): CalendarTime[] {
	const except = before.repeats?.except ?? [];
	if (before.start.type !== start.type) return [];
	const days = (Date.parse(placeDay(start)) - Date.parse(placeDay(before.start))) / 86_400_000;
	const seconds = (ordinal(start) - ordinal(addLength(before.start, days, 0))) / 1_000;
	return except.map((time) => addLength(addLength(time, days, 0), 0, seconds));
}

function repeatsOf(form: Form, start: CalendarTime, before: Entry | null, api: TemporalApi) {
	const { repeats: every, ends, until, times } = form;
	if (every === 'kept') return ok(before?.repeats ?? null);
	if (every !== 'never' && ends === 'day') {
		if (!isDay(until, api)) return failed({ field: 'until', type: 'NoSuchDate' } as const);
		if (until < form.date) return failed({ field: 'until', type: 'UntilBefore' } as const);
	}
	const count = Number(times);
	if (every !== 'never' && ends === 'times')
		if (!Number.isInteger(count) || count < 1 || count > MOST_TIMES)
			return failed({ field: 'times', type: 'NotTimes' } as const);
	const rule = ruleOf({ every, ends, until, times: count }, start, form.date);
	if (rule === null) return ok(null);
	const except = before ? movedExcept(before, start) : [];
	return ok({ rules: [rule], exceptRules: [], added: [], except });
}

/** How it went stays with the time it was about, also where that has moved. */
function movedHow(before: Entry | null, start: CalendarTime) {
	if (!before) return {};
	const { how } = before;
	const was = how[startKey(before.start)];
	if (before.repeats !== null || was === undefined) return how;
	return { [startKey(start)]: was };
}

/**
 * The entry as she wrote it.
 * @param before what is being changed; `null` for a new one
 */
export function entryOf(form: Form, before: Entry | null, api: TemporalApi): Result<Entry, FormError> {
	const title = form.title.trim();
	if (title === '') return failed({ field: 'title', type: 'NoTitle' });
	const start = startOf(form, api);
	if (!start.ok) return start;
	const repeats = repeatsOf(form, start.value, before, api);
	if (!repeats.ok) return repeats;
	return ok({
		v: 1,
		kind: APPOINTMENT_TEMPLATES.find((kind) => kind === form.kind) ?? null,
		title,
		start: start.value,
		length: lengthOf(start.value, form.minutes, before),
		repeats: repeats.value,
		imported: before?.imported ?? null,
		place: form.place.trim(),
		who: form.who.trim(),
		travel: Number(form.travel),
		bring: form.bring.trim(),
		questions: form.questions.trim(),
		note: form.note.trim(),
		reminders: form.reminders,
		how: movedHow(before, start.value),
	});
}
