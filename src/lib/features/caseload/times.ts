/** The times of a draft: each row of date and time to a moment, or to what stands in the way of this one alone. */
import * as z from 'zod/mini';
import { failed, ok, type Result } from '$protocol/result';
import {
	instantToLocal,
	localToInstant,
	type LocalTime,
	type LocalTimeError,
	type Moment,
	type TemporalApi,
} from '$platform/clock';

export const rowSchema = z.strictObject({
	date: z.string(),
	time: z.string(),
	second: z.boolean(),
	/** Of a series that was sent: it does not take place. */
	off: z._default(z.boolean(), false),
	/** The instant that was sent, UTC ISO: one that has passed may stay where it is. */
	was: z.optional(z.string()),
});
export type Row = z.infer<typeof rowSchema>;

export const emptyRow = (): Row => ({ date: '', time: '', second: false, off: false });

/** A row for a moment; empty where this browser does not know the zone. */
export function rowOf(instant: string, zone: string, api: TemporalApi): Row {
	const local = instantToLocal(instant, zone, api);
	if (!local) return emptyRow();
	return { date: local.date, time: local.time, second: local.second, off: false };
}

export type TimeError =
	| { type: 'NoDate' }
	| { type: 'NoTime' }
	| { type: 'Past' }
	/** More than five years ahead: a slip in the year. */
	| { type: 'TooFar' }
	/** A row above has this very moment. */
	| { type: 'SameTime' }
	| LocalTimeError;

const FIVE_YEARS_MS = 5 * 366 * 86_400_000;
export const isTooFar = (instant: string, now: string): boolean =>
	Date.parse(instant) - Date.parse(now) > FIVE_YEARS_MS;

function checkTime(row: LocalTime & { was?: string | undefined }, now: string, api: TemporalApi) {
	if (row.date === '') return failed({ type: 'NoDate' as const });
	if (row.time === '') return failed({ type: 'NoTime' as const });
	const moment = localToInstant(row, api);
	if (!moment.ok) return moment;
	const { instant } = moment.value;
	if (instant <= now && instant !== row.was) return failed({ type: 'Past' as const });
	if (isTooFar(instant, now)) return failed({ type: 'TooFar' as const });
	return moment;
}

/** One result for each row, in their order. `now` is UTC ISO. */
export function checkTimes(
	rows: readonly Omit<Row, 'off'>[],
	zone: string,
	now: string,
	api: TemporalApi,
): Result<Moment, TimeError>[] {
	const taken = new Set<string>();
	return rows.map((row) => {
		const checked = checkTime({ ...row, zone }, now, api);
		if (!checked.ok) return checked;
		if (taken.has(checked.value.instant)) return failed({ type: 'SameTime' });
		taken.add(checked.value.instant);
		return ok(checked.value);
	});
}
