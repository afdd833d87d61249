/**
 * One thing at one time, whoever it came from: what the agenda, the month, Today and the reminders are made of.
 * Types only; `happenings.ts` makes them.
 */
import type { CalendarTime } from '$platform/calendar';
import type { AppointmentTemplate } from '$protocol/appointments';
import type { Answer, Standing } from '$protocol/agreement';
import type { Aside, Entry, ReminderWish } from './kept';

interface Common {
	/** The same for the same thing at the same time, over openings. */
	key: string;
	/** Of this one time, as `how` has it. */
	startKey: string;
	start: CalendarTime;
	/** Exclusive; for whole days the day after. The start again where nobody said how long. */
	end: CalendarTime;
	kind: AppointmentTemplate | null;
	place: string;
	/** Minutes on the way; 0 where she has not said. */
	travel: number;
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
				/**
				 * Of this one time. `choose`: there are several, she has chosen none, and this stands for all of them.
				 * `cancelled`, `declined`: it stays in sight, and nobody waits for her there.
				 */
				state: 'asked' | 'choose' | 'settled' | 'open' | 'declined' | 'cancelled';
				/** Her last answer that means this time. */
				answer: Answer | null;
				aside: Aside | null;
		  }
	);

/** It takes place, for all that is known: what reminders and "when to leave" are about. */
export const takesPlace = (happening: Happening): boolean =>
	happening.from === 'her' || !['choose', 'declined', 'cancelled'].includes(happening.state);
