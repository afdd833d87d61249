/** When something in or from a file is, in words. */
import type { CalendarTime, Repeats } from '$platform/calendar';
import type { Translator } from '$platform/i18n';

interface Timed {
	start: CalendarTime;
	repeats: Repeats | null;
}

/** "Sunday, 22 November 2026 at 09:30"; a whole day without a time; a series also says that it repeats. */
export function whenOf(i18n: Translator, { start, repeats }: Timed): string {
	const when =
		start.type === 'instant'
			? i18n.date(start.at, start.zone === 'UTC' ? undefined : start.zone, 'full')
			: start.type === 'date'
				? i18n.date(start.date, undefined, 'full')
				: // The clock on the wall, wherever she is.
					i18n.date(start.local, undefined, 'full');
	return repeats === null ? when : i18n.t('calendar-files:repeats', { when });
}
