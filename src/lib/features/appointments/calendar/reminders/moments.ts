/**
 * When she is reminded of something. By the clock of wherever her phone now is: the evening before is her evening. Temporal
 * knows how clocks change; nothing here counts days by itself.
 *
 * - `before` counts from when she has to leave, where she has said how long the way is: what comes when she should be
 *   gone already is no reminder. Whole days of it keep the hour on the clock (a day before ten is ten), also over a
 *   clock change; hours and minutes go by the stopwatch.
 * - `evening` is six o'clock the day before, `morning` eight o'clock that day; where she has to leave before that or within
 *   an hour of it, an hour before she leaves.
 * - A whole day begins at its midnight, and the way to it is not counted.
 */
import type { CalendarTime } from '$platform/calendar';
import type { ReminderWish } from '../kept';

export interface Remindable {
	start: CalendarTime;
	/** Minutes on the way; 0: not said. */
	travel: number;
	reminders: readonly ReminderWish[];
}

export interface Reminding {
	/** Milliseconds. */
	at: number;
	wish: ReminderWish;
}

const HOURS = { evening: 18, morning: 8 } as const;
const DAY_MINUTES = 1_440;

/** The moment it starts, on a phone in `zone`; what falls into a gap of the clocks is read as RFC 5545 3.3.5 says. */
export function startIn(start: CalendarTime, zone: string, api: typeof Temporal): Temporal.ZonedDateTime {
	if (start.type === 'instant') return api.Instant.from(start.at).toZonedDateTimeISO(zone);
	if (start.type === 'floating') return api.PlainDateTime.from(start.local).toZonedDateTime(zone);
	return api.PlainDate.from(start.date).toZonedDateTime({ timeZone: zone });
}

/** When she has to leave; the start where she has not said how long the way is, and for a whole day. */
export const leavingIn = (
	{ start, travel }: Omit<Remindable, 'reminders'>,
	zone: string,
	api: typeof Temporal,
): Temporal.ZonedDateTime =>
	startIn(start, zone, api).subtract({ minutes: start.type === 'date' ? 0 : travel });

function momentOf(
	wish: ReminderWish,
	about: Remindable,
	zone: string,
	api: typeof Temporal,
): Temporal.ZonedDateTime {
	const leaving = leavingIn(about, zone, api);
	if (wish.type === 'before') {
		const minutes = wish.minutes % DAY_MINUTES;
		return leaving.subtract({ days: (wish.minutes - minutes) / DAY_MINUTES }).subtract({ minutes });
	}
	const start = startIn(about.start, zone, api);
	const day = wish.type === 'evening' ? start.subtract({ days: 1 }) : start;
	const usual = day.withPlainTime({ hour: HOURS[wish.type] });
	if (about.start.type === 'date') return usual;
	const latest = leaving.subtract({ hours: 1 });
	return api.ZonedDateTime.compare(usual, latest) > 0 ? latest : usual;
}

/**
 * Those after an instant, soonest first, each moment once. A time that no calendar has brings none: an entry from a file
 * may say anything.
 * @param zone IANA name of the zone her phone is set to @param after milliseconds
 */
export function remindersOf(
	about: Remindable,
	zone: string,
	after: number,
	api: typeof Temporal,
): Reminding[] {
	const found = new Map<number, ReminderWish>();
	for (const wish of about.reminders) {
		const at = attempt(() => momentOf(wish, about, zone, api).epochMilliseconds);
		if (at !== null && at > after && !found.has(at)) found.set(at, wish);
	}
	return [...found].map(([at, wish]) => ({ at, wish })).sort((a, b) => a.at - b.at);
}

/** Temporal answers what is no time with a RangeError; anything else is a bug and stays thrown. */
function attempt<T>(run: () => T): T | null {
	try {
		return run();
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}
