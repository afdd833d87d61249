import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadTemporal } from '$platform/clock';
import { occurrencesIn } from '$platform/calendar';
import { comesTwice, emptyForm, entryOf, formOf, isEmpty, type Form } from './form';
import { happeningsIn } from './happenings';
import type { Entry } from './kept';
import { ENDS, endedBefore, EVERY, withoutTime } from './series';

const api = await loadTemporal();
const MADRID = 'Europe/Madrid';
const form = (changes: Partial<Form> = {}): Form => ({
	...emptyForm('2026-05-12', MADRID),
	title: 'Choir',
	...changes,
});
function entry(changes: Partial<Form> = {}, before: Entry | null = null): Entry {
	const made = entryOf(form(changes), before, api);
	if (!made.ok) throw new Error(made.error.type);
	return made.value;
}
const problem = (changes: Partial<Form>) => {
	const made = entryOf(form(changes), null, api);
	return made.ok ? null : made.error;
};
const starts = async (value: Entry, from: string, to: string, zone = MADRID) =>
	(
		await happeningsIn(
			{ from: Date.parse(from), to: Date.parse(to), zone },
			{ entries: [{ id: 'a', value }], told: [], asides: [] },
			new Date(from),
		)
	).map(({ startKey }) => startKey);

describe('what she writes', () => {
	it('is a whole day without a time, and an hour of its place with one', () => {
		expect(entry()).toMatchObject({ start: { type: 'date' }, length: { days: 1, seconds: 0 } });
		expect(entry({ time: '09:30', minutes: '90' })).toMatchObject({
			start: { type: 'instant', at: '2026-05-12T07:30:00.000Z', zone: MADRID },
			length: { days: 0, seconds: 5400 },
		});
	});

	it('stays at its place when she changes it elsewhere', () => {
		const before = entry({ time: '09:30' });
		const inTokyo = formOf(before, 'Asia/Tokyo', api);
		expect(inTokyo).toMatchObject({ time: '09:30', zone: MADRID });
		expect(entryOf({ ...inTokyo, time: '10:30' }, before, api)).toMatchObject({
			value: { start: { at: '2026-05-12T08:30:00.000Z', zone: MADRID } },
		});
	});

	it('goes by whatever clock is on her phone where she says so', async () => {
		const pills = entry({ time: '08:00', wherever: true, repeats: 'day', ends: 'times', times: '3' });
		const days = ['2026-05-12T08:00:00', '2026-05-13T08:00:00', '2026-05-14T08:00:00'];
		expect(await starts(pills, '2026-05-01', '2026-06-01', 'Asia/Tokyo')).toEqual(days);
		expect(await starts(pills, '2026-05-01', '2026-06-01', 'America/New_York')).toEqual(days);
	});

	it('is told back calmly where it cannot be', () => {
		expect(problem({ title: '  ' })).toEqual({ field: 'title', type: 'NoTitle' });
		expect(problem({ date: '2026-02-30' })).toEqual({ field: 'date', type: 'NoSuchDate' });
		expect(problem({ date: '2026-03-29', time: '02:30' })).toEqual({
			field: 'time',
			type: 'SkippedTime',
			next: '03:30',
		});
		expect(problem({ repeats: 'week', ends: 'day', until: '' })?.field).toBe('until');
		expect(problem({ repeats: 'week', ends: 'day', until: '2026-05-11' })?.type).toBe('UntilBefore');
		for (const times of ['', '0', '1000', '2.5', 'x'])
			expect(problem({ repeats: 'week', ends: 'times', times })?.type).toBe('NotTimes');
	});

	it('at a time that comes twice is the first, or the second where she says so', () => {
		const twice = { date: '2026-10-25', time: '02:30' };
		expect(comesTwice(form(twice), api)).toBe(true);
		expect(comesTwice(form({ ...twice, time: '04:30' }), api)).toBe(false);
		expect(entry(twice).start).toMatchObject({ at: '2026-10-25T00:30:00.000Z' });
		const second = entry({ ...twice, second: true });
		expect(second.start).toMatchObject({ at: '2026-10-25T01:30:00.000Z' });
		expect(formOf(second, MADRID, api).second).toBe(true);
	});

	it('is nothing as long as she has written nothing', () => {
		expect(isEmpty(emptyForm('2026-05-12', MADRID))).toBe(true);
		expect(isEmpty({ ...emptyForm('2026-05-12', MADRID), reminders: [{ type: 'evening' }] })).toBe(true);
		expect(isEmpty(form())).toBe(false);
	});
});

describe('a series', () => {
	it('of every month on the 31st is on the last day of shorter months', async () => {
		const rent = entry({ date: '2027-01-31', repeats: 'month', ends: 'times', times: '4' });
		expect(await starts(rent, '2027-01-01', '2028-01-01')).toEqual([
			'2027-01-31',
			'2027-02-28',
			'2027-03-31',
			'2027-04-30',
		]);
		const leap = entry({ date: '2028-02-29', repeats: 'year', ends: 'times', times: '3' });
		expect(await starts(leap, '2028-01-01', '2032-01-01')).toEqual([
			'2028-02-29',
			'2029-02-28',
			'2030-02-28',
		]);
	});

	it('ends on the day she said, that day too, at any place', async () => {
		for (const zone of [MADRID, 'Pacific/Auckland', 'America/Los_Angeles']) {
			for (const time of ['', '00:05', '23:55'])
				for (const wherever of [true, false]) {
					const series = entry({
						time,
						zone,
						wherever,
						repeats: 'day',
						ends: 'day',
						until: '2026-05-14',
					});
					expect(await starts(series, '2026-05-01', '2026-06-01', zone)).toHaveLength(3);
				}
		}
	});

	it('loses one time, or all from one on, and nothing else', async () => {
		const series = entry({ time: '09:00', repeats: 'week', ends: 'times', times: '5' });
		const all = await starts(series, '2026-05-01', '2026-08-01');
		expect(all).toHaveLength(5);
		for (const [index, at] of all.entries()) {
			const time = { type: 'instant', at, zone: MADRID } as const;
			expect(await starts(withoutTime(series, time), '2026-05-01', '2026-08-01')).toEqual(
				all.filter((each) => each !== at),
			);
			const ended = endedBefore(series, time);
			expect(ended ? await starts(ended, '2026-05-01', '2026-08-01') : []).toEqual(all.slice(0, index));
		}
	});

	it('keeps what was taken out of it when it moves, also over a clock change', async () => {
		const series = entry({ date: '2026-03-17', time: '09:00', repeats: 'week', ends: 'times', times: '4' });
		const third = { type: 'instant', at: '2026-03-31T07:00:00.000Z', zone: MADRID } as const;
		const shorter = withoutTime(series, third);
		const moved = entryOf(
			{ ...formOf(shorter, MADRID, api), date: '2026-03-18', time: '10:00' },
			shorter,
			api,
		);
		expect(moved.ok && (await starts(moved.value, '2026-03-01', '2026-05-01'))).toEqual([
			'2026-03-18T09:00:00.000Z',
			'2026-03-25T09:00:00.000Z',
			'2026-04-08T08:00:00.000Z',
		]);
	});

	it('of a file that she could not have chosen is left as it is', () => {
		const repeats = { rules: ['FREQ=MONTHLY;BYDAY=2TU'], exceptRules: [], added: [], except: [] };
		const before = { ...entry(), repeats };
		const read = formOf(before, MADRID, api);
		expect(read.repeats).toBe('kept');
		expect(entryOf({ ...read, title: 'Other' }, before, api)).toMatchObject({ value: { repeats } });
	});
});

it('how it went goes with what has moved', () => {
	const before = { ...entry({ time: '09:30' }), how: { '2026-05-12T07:30:00.000Z': 'Well.' } };
	const moved = entryOf({ ...formOf(before, MADRID, api), time: '10:30' }, before, api);
	expect(moved).toMatchObject({ value: { how: { '2026-05-12T08:30:00.000Z': 'Well.' } } });
});

const anyForm = fc
	.record({
		title: fc.string({ minLength: 1 }).filter((text) => text.trim() === text),
		date: fc
			.date({ min: new Date('2024-01-01'), max: new Date('2032-12-31'), noInvalidDate: true })
			.map((date) => date.toISOString().slice(0, 10)),
		time: fc.constantFrom('', '00:00', '02:30', '09:15', '23:59'),
		zone: fc.constantFrom(MADRID, 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'),
		second: fc.boolean(),
		wherever: fc.boolean(),
		minutes: fc.constantFrom('0', '45', '480'),
		kind: fc.constantFrom('', 'court', 'health'),
		repeats: fc.constantFrom(...EVERY),
		ends: fc.constantFrom(...ENDS),
		times: fc.integer({ min: 1, max: 999 }).map(String),
	})
	.chain((made) =>
		fc.nat(400).map((days) => ({
			...made,
			until: new Date(Date.parse(made.date) + days * 86_400_000).toISOString().slice(0, 10),
		})),
	);

it('what is read back from an entry makes the same entry', () => {
	fc.assert(
		fc.property(anyForm, (changes) => {
			const made = entryOf(form(changes), null, api);
			if (!made.ok) {
				expect(made.error.type).toBe('SkippedTime');
				return;
			}
			expect(entryOf(formOf(made.value, MADRID, api), made.value, api)).toEqual(made);
		}),
		{ numRuns: 1_000 },
	);
}, 60_000);

it('every rule she can choose is one that the library follows', async () => {
	await fc.assert(
		fc.asyncProperty(anyForm, async (changes) => {
			const made = entryOf(form(changes), null, api);
			if (!made.ok || made.value.repeats === null) return;
			const { title, start, length, repeats } = made.value;
			const event = {
				line: 0,
				uid: null,
				sequence: 0,
				status: 'confirmed' as const,
				title,
				note: '',
				place: '',
				start,
				length,
				repeats,
				instanceOf: null,
				reminders: [],
			};
			const from = Date.parse(changes.date) - 86_400_000;
			const found = await occurrencesIn([event], { from, to: from + 400 * 86_400_000, zone: MADRID });
			expect(found.incomplete).toEqual([]);
			expect(found.occurrences.length).toBeGreaterThan(0);
		}),
		{ numRuns: 60 },
	);
}, 60_000);
