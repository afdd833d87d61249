/** When she could, as she types it on her phone: by its own clock, each half or empty until she has written it. */
import * as z from 'zod/mini';
import { localToInstant, type LocalTimeError, type TemporalApi } from '$platform/clock';
import { failed, ok, type Result } from '$protocol/result';

export const MAX_PROPOSED = 3;
export const NOTE_LENGTH = 500;

/** `second`: of a time that the clocks show twice, the later one. */
export const rowSchema = z.object({ date: z.string(), time: z.string(), second: z.boolean() });
export type Row = z.infer<typeof rowSchema>;
export const emptyRow = (): Row => ({ date: '', time: '', second: false });

export type RowError =
	| { type: 'NoDate' }
	| { type: 'NoTime' }
	| { type: 'Past' }
	/** More than two years ahead: a slip in the year. */
	| { type: 'TooFar' }
	| LocalTimeError;
const TWO_YEARS_MS = 2 * 366 * 86_400_000;

/** One row as an instant; `null` for an empty one. `now` is UTC ISO, `zone` her phone's. */
export function rowToInstant(
	{ date, time, second }: Row,
	zone: string,
	now: string,
	api: TemporalApi,
): Result<{ instant: string; twice: boolean } | null, RowError> {
	if (date === '' && time === '') return ok(null);
	if (date === '') return failed({ type: 'NoDate' });
	if (time === '') return failed({ type: 'NoTime' });
	const moment = localToInstant({ date, time, zone, second }, api);
	if (!moment.ok) return moment;
	const { instant } = moment.value;
	if (instant <= now) return failed({ type: 'Past' });
	if (Date.parse(instant) - Date.parse(now) > TWO_YEARS_MS) return failed({ type: 'TooFar' });
	return moment;
}

/** Beside which field an error belongs. */
export const isOfTime = ({ type }: RowError): boolean => type === 'NoTime' || type === 'SkippedTime';

/** All of them, each once, soonest first; or which row has something that cannot be. */
export function proposalsOf(
	rows: readonly Row[],
	zone: string,
	now: string,
	api: TemporalApi,
): Result<string[], RowError & { row: number }> {
	const instants: string[] = [];
	for (const [row, each] of rows.entries()) {
		const found = rowToInstant(each, zone, now, api);
		if (!found.ok) return failed({ ...found.error, row });
		if (found.value) instants.push(found.value.instant);
	}
	return ok([...new Set(instants)].sort());
}
