import { beforeAll, describe, expect, it } from 'vitest';
import type { ChannelMessage } from '$platform/channel';
import { appointmentBody, type AppointmentBody, type ReplyBody } from '$protocol/appointments';
import { cancellationOf, changeOf, offeringOthers, taking } from './change';
import { draftSchema, draftToAppointment, type Draft } from './draft';
import { loadTemporal, type TemporalApi } from '$platform/clock';
import { nudgesOf, type Nudge } from './nudge';

let api: TemporalApi;
beforeAll(async () => {
	api = await loadTemporal();
});
const now = '2026-03-15T12:00:00.000Z';
const appointment = 'abcdefghijklmnopqrstuv';
const [first, second, third] = ['20', '27', '28'].map((day) => `2026-03-${day}T09:30:00.000Z`) as [
	string,
	string,
	string,
];
const form: AppointmentBody = {
	appointment,
	sequence: 0,
	template: 'lawyer',
	startsAt: first,
	zone: 'Europe/Paris',
	place: 'Room 4',
	note: 'Ring twice.',
};

let count = 0;
const message = (from: 'me' | 'them', said: object): ChannelMessage => {
	count += 1;
	const id = `m${String(count).padStart(21, '0')}`;
	const sentAt = new Date(Date.parse(now) + count).toISOString();
	return {
		...{ id, conversation: 'c1', from, by: null, readers: [] },
		message: { v: 1, id, sentAt, ...said } as ChannelMessage['message'],
	};
};
/** What the desk makes of one form and what she answered to it, in this order. */
function nudgeOf(body: AppointmentBody, ...answers: Omit<ReplyBody, 'appointment' | 'sequence'>[]): Nudge {
	const { sequence } = body;
	const said = answers.map((reply, turn) =>
		message('them', { type: 'reply', body: { appointment, sequence, turn, ...reply } }),
	);
	const [nudge] = nudgesOf([message('me', { type: 'appointment', body }), ...said]);
	if (!nudge) throw new Error('no nudge');
	return nudge;
}
const bodyOf = (draft: Draft, base: Nudge): AppointmentBody => {
	const ready = draftToAppointment(draftSchema.parse(draft), now, api, base);
	if (!ready.ok) throw new Error(ready.error.type);
	return appointmentBody.parse(ready.value.body);
};

describe('a change', () => {
	it('keeps the appointment and its time, also one that comes twice, and counts on', () => {
		const twice = { ...form, startsAt: '2026-10-25T01:30:00.000Z' };
		const nudge = nudgeOf(twice);
		const change = changeOf('c1', nudge, api);
		expect(change).toMatchObject({ sequence: 1, date: '2026-10-25', time: '02:30', second: true });
		expect(bodyOf(change, nudge)).toEqual({ ...twice, sequence: 1, heard: 0 });
	});

	it('asks her again when what she said yes to changes, and only then', () => {
		const nudge = nudgeOf(form, { reply: 'coming' });
		const change = changeOf('c1', nudge, api);
		expect(bodyOf({ ...change, note: 'Ring once.', phrases: ['travel-paid'] }, nudge).settled).toBe(true);
		for (const other of [{ time: '11:00' }, { place: 'Room 5' }, { minutes: 90 }, { zone: 'Asia/Tokyo' }])
			expect(bodyOf({ ...change, ...other }, nudge)).not.toHaveProperty('settled');
		const maybe = nudgeOf(form, { reply: 'maybe' });
		expect(bodyOf(changeOf('c1', maybe, api), maybe)).not.toHaveProperty('settled');
	});

	it('goes one beyond what a colleague has sent meanwhile', () => {
		const change = changeOf('c1', nudgeOf(form), api);
		expect(bodyOf(change, nudgeOf({ ...form, sequence: 4 })).sequence).toBe(5);
	});

	it('of several times has them all until she has chosen, and then the one she chose', () => {
		const offer = { ...form, choices: [first, second, third] };
		expect(bodyOf(changeOf('c1', nudgeOf(offer), api), nudgeOf(offer)).choices).toEqual(offer.choices);
		const chosen = nudgeOf(offer, { reply: 'coming', time: second });
		const body = bodyOf(changeOf('c1', chosen, api), chosen);
		expect(body).toMatchObject({ startsAt: second, settled: true });
		expect(body).not.toHaveProperty('choices');
	});
});

describe('what she asks for', () => {
	it('is taken as it is, and she is not asked again', () => {
		const nudge = nudgeOf(form, { reply: 'other-time', proposed: [third] });
		const body = bodyOf(taking(changeOf('c1', nudge, api), nudge, third, api), nudge);
		expect(body).toMatchObject({ startsAt: third, settled: true, sequence: 1, heard: 1 });
		const elsewhere = { ...taking(changeOf('c1', nudge, api), nudge, third, api), place: 'Room 5' };
		expect(bodyOf(elsewhere, nudge)).not.toHaveProperty('settled');
	});

	it('of one time of a series moves that one', () => {
		const nudge = nudgeOf(
			{ ...form, series: [second] },
			{ reply: 'coming' },
			{ reply: 'other-time', time: second, proposed: [third] },
		);
		const body = bodyOf(taking(changeOf('c1', nudge, api), nudge, third, api), nudge);
		expect(body).toMatchObject({ startsAt: first, series: [third], settled: true });
	});

	it('may be answered with other times, and then she chooses', () => {
		const nudge = nudgeOf(form, { reply: 'other-time' });
		const draft = offeringOthers(changeOf('c1', nudge, api));
		expect(draftToAppointment(draft, now, api, nudge)).toMatchObject({ error: { type: 'NoDate', row: 0 } });
		const times = {
			date: '2026-03-21',
			time: '09:00',
			rows: [{ ...draft.rows[0]!, date: '2026-03-22', time: '09:00' }],
		};
		const body = bodyOf({ ...draft, ...times }, nudge);
		expect(body.choices).toHaveLength(2);
		expect(body).not.toHaveProperty('settled');
	});
});

describe('a series that was sent', () => {
	const series = { ...form, series: [second, third], every: { unit: 'week' as const, count: 1 } };

	it('can lose one time without asking about the others', () => {
		const nudge = nudgeOf(series, { reply: 'coming' });
		const change = changeOf('c1', nudge, api);
		const rows = change.rows.map((row, at) => ({ ...row, off: at === 1 }));
		expect(bodyOf({ ...change, rows }, nudge)).toMatchObject({ series: [third], settled: true });
	});

	it('keeps what has passed, and asks about one that is moved', () => {
		const past = '2026-03-13T09:30:00.000Z';
		const nudge = nudgeOf({ ...series, startsAt: past }, { reply: 'coming' });
		const change = changeOf('c1', nudge, api);
		expect(bodyOf(change, nudge)).toMatchObject({ startsAt: past, settled: true });
		const rows = change.rows.map((row, at) => (at === 1 ? { ...row, time: '12:00' } : row));
		const moved = bodyOf({ ...change, rows }, nudge);
		expect(moved.series?.[0]).toBe('2026-03-27T11:00:00.000Z');
		expect(moved).not.toHaveProperty('settled');
	});

	it('is not said to be agreed on while she has not answered', () => {
		const nudge = nudgeOf(series);
		expect(bodyOf(changeOf('c1', nudge, api), nudge)).not.toHaveProperty('settled');
	});
});

describe('calling off', () => {
	it('says it for the time that was agreed on, with her words and not the old ones', () => {
		const offer = { ...form, choices: [first, second], phrases: ['travel-paid' as const] };
		const nudge = nudgeOf(offer, { reply: 'coming', time: second });
		const body = appointmentBody.parse(cancellationOf(nudge, ' The room is closed. ', 'en'));
		expect(body).toMatchObject({ cancelled: true, startsAt: second, sequence: 1, heard: 1 });
		expect(body).toMatchObject({ note: 'The room is closed.', noteLanguage: 'en' });
		expect(body).not.toHaveProperty('choices');
		expect(body).not.toHaveProperty('phrases');
		expect(cancellationOf(nudge, '', 'en')).not.toHaveProperty('noteLanguage');
	});

	it('can be followed by a new form, which asks her', () => {
		const nudge = nudgeOf(form, { reply: 'coming' });
		const off = nudgeOf(cancellationOf(nudge, 'No.', 'en'));
		expect(off.step).toBe('cancelled');
		const again = bodyOf(changeOf('c1', off, api), off);
		expect(again).toMatchObject({ sequence: 2, startsAt: first, note: '' });
		expect(again).not.toHaveProperty('cancelled');
		expect(again).not.toHaveProperty('settled');
	});
});
