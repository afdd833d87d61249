import { beforeAll, describe, expect, it } from 'vitest';
import { appointmentBody } from '$protocol/appointments';
import { draftSchema, draftToAppointment, fieldOf, newDraft, seriesOf, type Draft } from './draft';
import { loadTemporal, type TemporalApi } from '$platform/clock';
import { emptyRow } from './times';

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
const row = (date: string, time: string) => ({ ...emptyRow(), date, time });
const bodyOf = (over: Partial<Draft>) => {
	const ready = draftToAppointment(draft(over), now, api);
	if (!ready.ok) throw new Error(ready.error.type);
	return appointmentBody.parse(ready.value.body);
};

describe('a draft', () => {
	it('becomes an appointment the channel accepts', () => {
		const ready = draftToAppointment(draft(), now, api);
		expect(ready).toMatchObject({ ok: true, value: { twice: false } });
		if (!ready.ok) return;
		expect(appointmentBody.parse(ready.value.body)).toEqual({
			appointment,
			sequence: 0,
			template: 'caseworker',
			startsAt: '2026-03-20T09:30:00.000Z',
			zone: 'Europe/Paris',
			place: 'Room 4',
			note: '',
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
		[{ plan: 'series', every: { unit: 'month', count: 12 }, times: 7 }, 'SeriesTooFar', 'series'],
		[{ plan: 'series', times: 2, left: ['2026-03-20', '2026-03-27'] }, 'NoneLeft', 'series'],
		[{ plan: 'listed', rows: [{ ...row('2026-03-20', '10:30'), off: true }] }, 'NoneLeft', 'series'],
	] satisfies [Partial<Draft>, string, string][])('%o is told as %s beside %s', (over, type, field) => {
		const result = draftToAppointment(draft(over), now, api);
		expect(result).toMatchObject({ ok: false, error: { type } });
		if (!result.ok) expect(fieldOf(result.error)).toBe(field);
	});

	it('says what it has beyond time and place, and nothing of what it has not', () => {
		const words = [{ language: 'en', title: 'Swimming', lead: '' }];
		const said = { minutes: 45, phrases: ['travel-paid' as const], note: ' Bring a towel ' };
		expect(bodyOf({ ...said, template: 'own', words, noteLanguage: 'ar' })).toMatchObject({
			...{ template: 'own', words, minutes: 45, phrases: ['travel-paid'] },
			...{ note: 'Bring a towel', noteLanguage: 'ar' },
		});
		expect(bodyOf({ noteLanguage: 'ar', words })).not.toHaveProperty('noteLanguage');
		expect(bodyOf({ words })).not.toHaveProperty('words');
	});
});

describe('several times to choose from', () => {
	const choices = (...rows: Draft['rows']) => draft({ plan: 'choices', rows });

	it('are sent soonest first, each of them', () => {
		const body = bodyOf({ plan: 'choices', rows: [row('2026-03-19', '09:00'), row('2026-03-30', '10:30')] });
		expect(body.choices).toEqual([
			'2026-03-19T08:00:00.000Z',
			'2026-03-20T09:30:00.000Z',
			'2026-03-30T08:30:00.000Z',
		]);
		expect(body.startsAt).toBe(body.choices?.[0]);
		expect(body).not.toHaveProperty('series');
	});

	it.each([
		[row('2026-03-20', '10:30'), 'SameTime'],
		[row('2026-03-29', '02:30'), 'SkippedTime'],
		[row('2026-03-10', '10:30'), 'Past'],
		[row('2026-03-21', ''), 'NoTime'],
	])('%o stands in the way beside its own row, as %s', (wrong, type) => {
		const result = draftToAppointment(choices(row('2026-03-21', '09:00'), wrong), now, api);
		expect(result).toMatchObject({ ok: false, error: { type, row: 2 } });
	});

	it('with the others taken away is one time', () => {
		expect(bodyOf({ plan: 'choices', rows: [] })).not.toHaveProperty('choices');
	});
});

describe('a series', () => {
	it('is sent written out, without what was left out', () => {
		const over = { plan: 'series' as const, times: 4, left: ['2026-03-20', '2026-04-03'] };
		expect(bodyOf(over)).toMatchObject({
			startsAt: '2026-03-27T09:30:00.000Z',
			series: ['2026-04-10T08:30:00.000Z'],
			every: { unit: 'week', count: 1 },
		});
		expect(seriesOf(draft(over), now, api).map(({ off }) => off)).toEqual([true, false, true, false]);
	});

	it('of which one time stays is one appointment', () => {
		const body = bodyOf({ plan: 'series', times: 2, left: ['2026-03-27'] });
		expect(body).not.toHaveProperty('series');
		expect(body).not.toHaveProperty('every');
	});

	it('is empty until its first time is a moment', () => {
		expect(seriesOf(draft({ plan: 'series', time: '' }), now, api)).toEqual([]);
	});
});

describe('a draft that an older version has kept', () => {
	it('opens, and says the same', () => {
		// As it lay on the disk before there were choices, series and kinds of one's own. Frozen.
		const old = {
			conversation: 'c1',
			appointment,
			sequence: 1,
			template: 'lawyer',
			date: '2026-03-20',
			time: '10:30',
			zone: 'Europe/Paris',
			second: false,
			place: '12 Mill Lane',
			note: 'Ring twice.',
		};
		const opened = draftSchema.parse(old);
		expect(opened).toMatchObject({ ...old, plan: 'one', rows: [], phrases: [], minutes: null });
		const ready = draftToAppointment(opened, now, api);
		expect(ready.ok && ready.value.body).toEqual({
			appointment,
			sequence: 1,
			template: 'lawyer',
			startsAt: '2026-03-20T09:30:00.000Z',
			zone: 'Europe/Paris',
			place: '12 Mill Lane',
			note: 'Ring twice.',
		});
	});
});
