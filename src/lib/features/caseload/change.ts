/** How a change begins: from what was sent, from what she asks for, and the form that calls it off. */
import { isChoice } from '$protocol/agreement';
import type { AppointmentBody } from '$protocol/appointments';
import { draftSchema, type Draft } from './draft';
import type { TemporalApi } from '$platform/clock';
import { isSeries, type Nudge } from './nudge';
import { emptyRow, rowOf } from './times';

/** A draft that changes a nudge already sent: the same appointment, one sequence on. */
export function changeOf(conversation: string, nudge: Nudge, api: TemporalApi): Draft {
	const { body } = nudge;
	const rows = nudge.times.map(({ startsAt }) => ({ ...rowOf(startsAt, body.zone, api), was: startsAt }));
	const [first = emptyRow(), ...more] = rows;
	const plan = isSeries(nudge) ? 'listed' : isChoice(body) && more.length > 0 ? 'choices' : 'one';
	return draftSchema.parse({
		conversation,
		appointment: body.appointment,
		sequence: body.sequence + 1,
		template: body.template,
		words: body.words,
		date: first.date,
		time: first.time,
		second: first.second,
		zone: body.zone,
		plan,
		rows: plan === 'listed' ? rows : plan === 'choices' ? more : [],
		minutes: body.minutes,
		place: body.place,
		phrases: body.phrases,
		// What was said when it was called off is not a note of the appointment.
		note: body.cancelled ? '' : body.note,
		noteLanguage: body.noteLanguage,
	});
}

/** The draft with the time that she asked for, in place of the one she meant. `proposal` is UTC ISO. */
export function taking(draft: Draft, nudge: Nudge, proposal: string, api: TemporalApi): Draft {
	const row = rowOf(proposal, nudge.body.zone, api);
	const zone = nudge.body.zone;
	if (!isSeries(nudge)) return { ...draft, zone, plan: 'one', rows: [], ...pick(row) };
	const meant = nudge.wish?.time;
	const rows = draft.rows.map((each) => (each.was === meant ? { ...each, ...row } : each));
	return { ...draft, zone, rows };
}
const pick = ({ date, time, second }: ReturnType<typeof rowOf>) => ({ date, time, second });

/** The draft with room for other times to choose from: what she could not make is not among them. */
export const offeringOthers = (draft: Draft): Draft => ({
	...draft,
	plan: 'choices',
	...pick(emptyRow()),
	rows: [emptyRow()],
});

/** It does not take place: the form that says so. Empty note: none. */
export function cancellationOf(nudge: Nudge, note: string, language: string): AppointmentBody {
	const { body, times, nextTurn } = nudge;
	const { phrases: _phrases, settled: _settled, noteLanguage: _language, choices, ...kept } = body;
	const words = note.trim();
	const isOpen = choices !== undefined && times.length > 1;
	return {
		...kept,
		...(isOpen ? { choices } : { startsAt: times[0]?.startsAt ?? body.startsAt }),
		sequence: body.sequence + 1,
		note: words,
		...(words === '' ? {} : { noteLanguage: language }),
		cancelled: true,
		heard: nextTurn,
	};
}
