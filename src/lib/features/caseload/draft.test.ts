import { beforeAll, describe, expect, it } from 'vitest';
import { appointmentBody } from '$protocol/appointments';
import { changeOf, draftSchema, draftToAppointment, fieldOf, newDraft, type Draft } from './draft';
import { loadTemporal, type TemporalApi } from '$platform/clock';

let api: TemporalApi;
beforeAll(async () => {
	api = await loadTemporal();
});
const now = '2026-03-15T12:00:00.000Z';
const appointment = 'abcdefghijklmnopqrstuv';
const draft = (over: Partial<Draft> = {}): Draft => ({
	...newDraft('c1', appointment, 'Europe/Paris'),
	date: '2026-03-20',
	time: '10:30',
	place: ' Room 4 ',
	...over,
});

describe('a draft', () => {
	it('becomes an appointment the channel accepts', () => {
		const ready = draftToAppointment(draft(), now, api);
		expect(ready).toMatchObject({ ok: true, value: { twice: false } });
		if (!ready.ok) return;
		expect(appointmentBody.parse(ready.value.body)).toMatchObject({
			appointment,
			sequence: 0,
			startsAt: '2026-03-20T09:30:00.000Z',
			place: 'Room 4',
		});
	});

	it.each([
		[{ date: '' }, 'NoDate', 'date'],
		[{ time: '' }, 'NoTime', 'time'],
		[{ date: '2026-02-30' }, 'NoSuchDate', 'date'],
		[{ date: '2026-03-15', time: '13:00' }, 'Past', 'date'],
		[{ date: '2062-03-20' }, 'TooFar', 'date'],
		[{ date: '2026-03-29', time: '02:30' }, 'SkippedTime', 'time'],
		[{ zone: 'Nowhere' }, 'NoSuchZone', 'zone'],
	] satisfies [Partial<Draft>, string, string][])('%o is told as %s beside %s', (over, type, field) => {
		const result = draftToAppointment(draft(over), now, api);
		expect(result).toMatchObject({ ok: false, error: { type } });
		if (!result.ok) expect(fieldOf(result.error)).toBe(field);
	});

	it('that changes a nudge keeps the appointment and counts on', () => {
		const ready = draftToAppointment(draft({ date: '2026-10-25', time: '02:30', second: true }), now, api);
		expect(ready.ok).toBe(true);
		if (!ready.ok) return;
		const { body } = ready.value;
		const change = changeOf(
			'c1',
			{ body, message: appointment, sentAt: now, delivery: 'sent', answer: null, earlierAnswer: null },
			api,
		);
		expect(change).toMatchObject({
			appointment,
			sequence: 1,
			date: '2026-10-25',
			time: '02:30',
			second: true,
		});
		expect(draftSchema.parse(change)).toEqual(change);
	});
});
