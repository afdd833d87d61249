import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { instantOf, type CalendarTime } from '$platform/calendar';
import { loadTemporal, type TemporalApi } from '$platform/clock';
import type { ReminderWish } from '../kept';
import { leavingIn, remindersOf, startIn } from './moments';

let api: TemporalApi;
beforeAll(async () => {
	api = await loadTemporal();
});

const HOUR = 3_600_000;
const ZONES = [
	'America/New_York',
	'America/Sao_Paulo',
	'Africa/Casablanca',
	'Europe/Madrid',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'Pacific/Apia',
];
const zone = fc.constantFrom(...ZONES);
const moment = fc
	.integer({ min: Date.UTC(2011, 0) / 60_000, max: Date.UTC(2031, 0) / 60_000 })
	.map((at) => at * 60_000);
const iso = (at: number) => new Date(at).toISOString();
const start: fc.Arbitrary<CalendarTime> = fc.oneof(
	fc.record({ type: fc.constant('instant' as const), at: moment.map(iso), zone }),
	fc.record({ type: fc.constant('floating' as const), local: moment.map((at) => iso(at).slice(0, 19)) }),
	fc.record({ type: fc.constant('date' as const), date: moment.map((at) => iso(at).slice(0, 10)) }),
);
const wish: fc.Arbitrary<ReminderWish> = fc.oneof(
	fc.record({ type: fc.constant('before' as const), minutes: fc.integer({ min: 0, max: 40_320 }) }),
	fc.constantFrom({ type: 'evening' as const }, { type: 'morning' as const }),
);
const about = fc.record({
	start,
	travel: fc.integer({ min: 0, max: 1_440 }),
	reminders: fc.array(wish, { maxLength: 5 }),
});

describe('reminders of anything anywhere', () => {
	test('each comes before she has to leave, soonest first, each once, and none that is over', () => {
		fc.assert(
			fc.property(about, zone, moment, (given, hers, now) => {
				const found = remindersOf(given, hers, now, api).map(({ at }) => at);
				expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
				expect(found.every((at) => at > now)).toBe(true);
				expect(found.length).toBeLessThanOrEqual(given.reminders.length);
				const dayEnds = startIn(given.start, hers, api).add({ days: 1 }).epochMilliseconds;
				const last =
					given.start.type === 'date' ? dayEnds - 1 : leavingIn(given, hers, api).epochMilliseconds;
				expect(found.every((at) => at <= last)).toBe(true);
			}),
			{ numRuns: 2_000 },
		);
	});

	test('one that is still to come is there whatever else she chose, and whenever it is asked for', () => {
		fc.assert(
			fc.property(about, zone, moment, wish, (given, hers, now, one) => {
				const [alone] = remindersOf({ ...given, reminders: [one] }, hers, now, api);
				const all = remindersOf({ ...given, reminders: [...given.reminders, one] }, hers, now, api);
				if (alone) expect(all.map(({ at }) => at)).toContain(alone.at);
				const ever = remindersOf(given, hers, -Infinity, api).map(({ at }) => at);
				const coming = remindersOf(given, hers, now, api).map(({ at }) => at);
				expect(coming).toEqual(ever.filter((at) => at > now));
			}),
			{ numRuns: 1_000 },
		);
	});

	test('evening and morning are six and eight on her clock, unless she must leave within the hour', () => {
		fc.assert(
			fc.property(
				start,
				zone,
				fc.constantFrom('evening' as const, 'morning' as const),
				(begins, hers, type) => {
					const [found] = remindersOf(
						{ start: begins, travel: 0, reminders: [{ type }] },
						hers,
						-Infinity,
						api,
					);
					const at = api.Instant.fromEpochMilliseconds(found?.at ?? NaN).toZonedDateTimeISO(hers);
					const starts = startIn(begins, hers, api);
					if (begins.type !== 'date' && starts.epochMilliseconds - at.epochMilliseconds === HOUR) return;
					expect([at.hour, at.minute]).toEqual([type === 'evening' ? 18 : 8, 0]);
					const days = starts.toPlainDate().since(at.toPlainDate(), { largestUnit: 'day' }).days;
					// Apia left a day out in 2011.
					if (!(hers === 'Pacific/Apia' && starts.year === 2011))
						expect(days).toBe(type === 'evening' ? 1 : 0);
				},
			),
			{ numRuns: 2_000 },
		);
	});

	test('what follows series and what reminds agree on when things begin', () => {
		fc.assert(
			fc.property(start, zone, (begins, hers) => {
				expect(startIn(begins, hers, api).epochMilliseconds).toBe(instantOf(begins, hers));
			}),
			{ numRuns: 2_000 },
		);
	});
});

const found = (given: Partial<Parameters<typeof remindersOf>[0]>, hers = 'Europe/Madrid') =>
	remindersOf(
		{
			start: { type: 'instant', at: '2026-03-30T08:00:00.000Z', zone: 'Europe/Madrid' },
			travel: 0,
			reminders: [],
			...given,
		},
		hers,
		-Infinity,
		api,
	).map(({ at }) => iso(at));

test('a day before ten is ten, also over the night in which clocks change; an hour is an hour', () => {
	const sunday: CalendarTime = { type: 'instant', at: '2026-03-29T08:00:00.000Z', zone: 'Europe/Madrid' };
	expect(found({ start: sunday, reminders: [{ type: 'before', minutes: 1_440 }] })).toEqual([
		'2026-03-28T09:00:00.000Z',
	]);
	const three: CalendarTime = { type: 'instant', at: '2026-03-29T01:10:00.000Z', zone: 'Europe/Madrid' };
	expect(found({ start: three, reminders: [{ type: 'before', minutes: 60 }] })).toEqual([
		'2026-03-29T00:10:00.000Z',
	]);
});

test('the way is counted', () => {
	const reminders: ReminderWish[] = [{ type: 'before', minutes: 60 }, { type: 'morning' }];
	expect(found({ reminders, travel: 90 })).toEqual(['2026-03-30T05:30:00.000Z']);
	expect(found({ reminders, travel: 20 })).toEqual(['2026-03-30T06:00:00.000Z', '2026-03-30T06:40:00.000Z']);
});

test('wherever her phone now is, the evening is its evening; the moment itself stays', () => {
	const reminders: ReminderWish[] = [{ type: 'evening' }, { type: 'before', minutes: 120 }];
	expect(found({ reminders })).toEqual(['2026-03-29T16:00:00.000Z', '2026-03-30T06:00:00.000Z']);
	expect(found({ reminders }, 'America/New_York')).toEqual([
		'2026-03-29T22:00:00.000Z',
		'2026-03-30T06:00:00.000Z',
	]);
	const floating: CalendarTime = { type: 'floating', local: '2026-03-30T10:00:00' };
	expect(found({ start: floating, reminders: [{ type: 'before', minutes: 60 }] }, 'Asia/Kathmandu')).toEqual([
		'2026-03-30T03:15:00.000Z',
	]);
});

test('a time that no calendar has brings no reminder, and no stop', () => {
	const reminders: ReminderWish[] = [{ type: 'evening' }];
	for (const start of [
		{ type: 'date', date: '2026-02-30' },
		{ type: 'floating', local: '2026-01-01T25:00:00' },
		{ type: 'instant', at: 'soon', zone: 'UTC' },
	] as const)
		expect(found({ start, reminders })).toEqual([]);
});
