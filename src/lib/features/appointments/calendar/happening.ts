/**
 * One thing at one time, whoever it came from: what the agenda, the month, Today and the reminders are made of.
 * Types only; `happenings.ts` makes them.
 */
import type { CalendarTime } from '$platform/calendar';
import type { AppointmentTemplate } from '$protocol/appointments';
import type { Standing } from '$protocol/agreement';
import type { Aside, Entry, ReminderWish } from './kept';

interface Common {
	/** The same for the same thing at the same time, over openings. */
	key: string;
	start: CalendarTime;
	/** Exclusive; for whole days the day after. The start again where nobody said how long. */
	end: CalendarTime;
	kind: AppointmentTemplate | null;
	place: string;
	reminders: readonly ReminderWish[];
	/** How it went, in her words; empty. */
	how: string;
}
export type Happening = Common &
	(
		| { from: 'her'; id: string; title: string; entry: Entry }
		| {
				from: 'worker';
				conversation: string;
				appointment: string;
				standing: Standing;
				aside: Aside | null;
		  }
	);
