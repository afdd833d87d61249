/** Something of her own in her calendar, for tests: what is not said is empty. */
import type { Entry } from '../../src/lib/features/appointments/calendar/kept';

export const entryWith = (changes: Partial<Entry>): Entry => ({
	v: 1,
	kind: null,
	title: 'Mine',
	start: { type: 'instant', at: '2026-05-12T17:00:00.000Z', zone: 'UTC' },
	length: { days: 0, seconds: 0 },
	repeats: null,
	imported: null,
	place: '',
	who: '',
	travel: 0,
	bring: '',
	questions: '',
	note: '',
	reminders: [],
	how: {},
	...changes,
});
