/**
 * A nudge being written. It is kept sealed with every change, so that a lock, a full disk or a closed lid loses nothing.
 * This file decides what may be sent; it sends nothing.
 */
import * as z from 'zod/mini';
import { instantToLocal, localToInstant, type LocalTimeError, type TemporalApi } from '$platform/clock';
import { APPOINTMENT_TEMPLATES, OWN_TEMPLATE, type AppointmentBody } from '$protocol/appointments';
import { failed, ok, type Result } from '$protocol/result';
import type { Nudge } from './model';

/** Longest place and note, in UTF-16 units, as `appointmentBody` has them. */
export const PLACE_LENGTH = 200;
export const NOTE_LENGTH = 2_000;

export const draftSchema = z.strictObject({
	conversation: z.string(),
	/** The appointment's own id, drawn when the draft is begun: a send that is tried twice is still one appointment. */
	appointment: z.string(),
	sequence: z.int().check(z.gte(0)),
	template: z.enum([...APPOINTMENT_TEMPLATES, OWN_TEMPLATE]),
	date: z.string(),
	time: z.string(),
	zone: z.string(),
	second: z.boolean(),
	place: z.string().check(z.maxLength(PLACE_LENGTH)),
	note: z.string().check(z.maxLength(NOTE_LENGTH)),
});
export type Draft = z.infer<typeof draftSchema>;

/** An empty draft for a new appointment. */
export function newDraft(conversation: string, appointment: string, zone: string): Draft {
	return {
		conversation,
		appointment,
		sequence: 0,
		template: 'caseworker',
		date: '',
		time: '',
		zone,
		second: false,
		place: '',
		note: '',
	};
}

/** A draft that changes a nudge already sent: the same appointment, one sequence on. */
export function changeOf(conversation: string, { body }: Nudge, api: TemporalApi): Draft {
	const local = instantToLocal(body.startsAt, body.zone, api);
	return {
		conversation,
		appointment: body.appointment,
		sequence: body.sequence + 1,
		template: body.template,
		date: local?.date ?? '',
		time: local?.time ?? '',
		zone: body.zone,
		second: local?.second ?? false,
		place: body.place,
		note: body.note,
	};
}

export type DraftError =
	| { type: 'NoDate' }
	| { type: 'NoTime' }
	| { type: 'Past' }
	/** More than five years ahead: a slip in the year. */
	| { type: 'TooFar' }
	| LocalTimeError;

export interface Ready {
	body: AppointmentBody;
	/** The clocks show this time twice that night; the draft's `second` says which. */
	twice: boolean;
}

const FIVE_YEARS_MS = 5 * 366 * 86_400_000;

/** What would be sent, or the first thing that stands in the way. `now` is UTC ISO. */
export function draftToAppointment(draft: Draft, now: string, api: TemporalApi): Result<Ready, DraftError> {
	if (draft.date === '') return failed({ type: 'NoDate' });
	if (draft.time === '') return failed({ type: 'NoTime' });
	const moment = localToInstant(draft, api);
	if (!moment.ok) return moment;
	const { instant, twice } = moment.value;
	if (instant <= now) return failed({ type: 'Past' });
	if (Date.parse(instant) - Date.parse(now) > FIVE_YEARS_MS) return failed({ type: 'TooFar' });
	const { appointment, sequence, template, zone } = draft;
	const body = {
		appointment,
		sequence,
		template,
		startsAt: instant,
		zone,
		place: draft.place.trim(),
		note: draft.note.trim(),
	};
	return ok({ body, twice });
}

export type DraftField = 'date' | 'time' | 'zone';
/** Beside which field an error belongs. */
export function fieldOf(error: DraftError): DraftField {
	switch (error.type) {
		case 'NoTime':
		case 'SkippedTime':
			return 'time';
		case 'NoSuchZone':
			return 'zone';
		case 'NoDate':
		case 'NoSuchDate':
		case 'Past':
		case 'TooFar':
			return 'date';
	}
}
