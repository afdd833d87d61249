/**
 * The times of a series, written out one by one: her phone needs no rule to follow, and any of them can be left out.
 * Counted on the clock of the place, so that ten o'clock stays ten o'clock when the clocks change.
 */
import type { TemporalApi, LocalTime } from '$platform/clock';

export const UNITS = ['day', 'week', 'month'] as const;
export interface Every {
	unit: (typeof UNITS)[number];
	count: number;
}

export interface SeriesTime {
	/** UTC, ISO with milliseconds. */
	instant: string;
	/** The day at the place, `YYYY-MM-DD`: by which one is left out. */
	date: string;
	/** The clocks go forward over the usual time that night: this is the same moment as they then show it. */
	shifted: boolean;
}

/**
 * `count` times from `start` on, which must exist (`localToInstant`). A month without the 31st has its last day. A time
 * that comes twice is the first one, save for `start`, which says itself which one is meant.
 */
export function seriesTimes(start: LocalTime, every: Every, count: number, api: TemporalApi): SeriesTime[] {
	const first = api.PlainDateTime.from(`${start.date}T${start.time}`);
	return Array.from({ length: count }, (_, at) => {
		const step = at * every.count;
		const plain = first.add(
			every.unit === 'day' ? { days: step } : every.unit === 'week' ? { weeks: step } : { months: step },
		);
		const disambiguation = at === 0 && start.second ? 'later' : 'compatible';
		const zoned = plain.toZonedDateTime(start.zone, { disambiguation });
		return {
			instant: zoned.toInstant().toString({ smallestUnit: 'millisecond' }),
			date: plain.toPlainDate().toString(),
			shifted: !zoned.toPlainDateTime().equals(plain),
		};
	});
}
