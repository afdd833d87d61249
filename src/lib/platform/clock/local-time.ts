/**
 * Local date and time in a place's zone to an instant, and back. It holds no rule of any calendar or clock change:
 * Temporal knows them. An appointment an hour off is one a survivor misses, so both clock changes are told, not guessed.
 */
import { failed, ok, type Result } from '$protocol/result';

export type TemporalApi = typeof Temporal;

/** The browser's own Temporal, or the polyfill (about 20 KB) where there is none. */
export async function loadTemporal(): Promise<TemporalApi> {
	if ('Temporal' in globalThis) return globalThis.Temporal;
	const polyfill = await import('temporal-polyfill/implementation');
	return polyfill.Temporal;
}

/** `date` is `YYYY-MM-DD`, `time` `HH:MM`, `zone` an IANA name. `second`: of a time that comes twice, the later one. */
export interface LocalTime {
	date: string;
	time: string;
	zone: string;
	second: boolean;
}

export type LocalTimeError =
	| { type: 'NoSuchDate' }
	| { type: 'NoSuchZone' }
	/** The clocks go forward over it. `next` is the same moment as the clocks then show it, `HH:MM`. */
	| { type: 'SkippedTime'; next: string };

/** `twice`: the clocks go back over this time, and `second` has decided which of the two is meant. */
export interface Moment {
	/** UTC, ISO with milliseconds. */
	instant: string;
	twice: boolean;
}

/** Resolve a local time to an instant; never throws on what a person typed. */
export function localToInstant(local: LocalTime, api: TemporalApi): Result<Moment, LocalTimeError> {
	const plain = attempt(() => api.PlainDateTime.from(`${local.date}T${local.time}`, { overflow: 'reject' }));
	if (!plain) return failed({ type: 'NoSuchDate' });
	const earlier = attempt(() => plain.toZonedDateTime(local.zone, { disambiguation: 'earlier' }));
	const later = attempt(() => plain.toZonedDateTime(local.zone, { disambiguation: 'later' }));
	if (!earlier || !later) return failed({ type: 'NoSuchZone' });
	const exists = later.toPlainDateTime().equals(plain);
	if (!exists) {
		return failed({ type: 'SkippedTime', next: later.toPlainTime().toString({ smallestUnit: 'minute' }) });
	}
	const chosen = local.second ? later : earlier;
	return ok({
		instant: chosen.toInstant().toString({ smallestUnit: 'millisecond' }),
		twice: !earlier.equals(later),
	});
}

/** What clocks in `zone` show at `instant`; `null` where the zone is not known to this browser. */
export function instantToLocal(instant: string, zone: string, api: TemporalApi): LocalTime | null {
	const zoned = attempt(() => api.Instant.from(instant).toZonedDateTimeISO(zone));
	if (!zoned) return null;
	const plain = zoned.toPlainDateTime();
	const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
	return {
		date: plain.toPlainDate().toString(),
		time: plain.toPlainTime().toString({ smallestUnit: 'minute' }),
		zone,
		second: !earlier.equals(zoned),
	};
}

/** The zone this computer is set to. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every zone this browser knows, with `first` (her own, or the draft's) at the top even where the list lacks it. */
export function zones(...first: string[]): string[] {
	return [...new Set([...first.filter((zone) => zone !== ''), ...Intl.supportedValuesOf('timeZone')])];
}

/** Temporal answers a slip of the keyboard with a RangeError; anything else is a bug and stays thrown. */
function attempt<T>(run: () => T): T | null {
	try {
		return run();
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}
