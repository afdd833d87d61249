import { describe, expect, test } from 'vitest';
import { occurrencesBetween, type Window } from './occurrences';
import { parseCalendar } from './parse';

const read = (...events: string[][]) => {
	const lines = events.flatMap((each) => ['BEGIN:VEVENT', 'UID:s', ...each, 'END:VEVENT']);
	return parseCalendar(new TextEncoder().encode(lines.join('\n'))).events;
};
const window = (from: string, to: string, zone = 'UTC'): Window => ({
	from: Date.parse(from),
	to: Date.parse(to),
	zone,
});
/** Starts, as short as they can be told apart. */
const starts = (events: ReturnType<typeof read>, within: Window): string[] =>
	occurrencesBetween(events, within).occurrences.map(({ start }) =>
		start.type === 'instant'
			? start.at.slice(0, 16)
			: start.type === 'date'
				? start.date
				: start.local.slice(0, 16),
	);
const all = window('2025-06-01T00:00:00Z', '2027-06-01T00:00:00Z');
/** A machine may be very busy, and some of these rules are made to keep it so. Milliseconds. */
const LONG = 60_000;

/** Where the clocks go forward over the wall time, and where they show it twice: what RFC 5545 3.3.5 makes of both, in UTC. */
describe('clock changes', () => {
	const changes = [
		['Europe/Paris', '20260328T023000', ['2026-03-28T01:30', '2026-03-29T01:30', '2026-03-30T00:30']],
		['Europe/Paris', '20261024T023000', ['2026-10-24T00:30', '2026-10-25T00:30', '2026-10-26T01:30']],
		['America/New_York', '20260307T023000', ['2026-03-07T07:30', '2026-03-08T07:30', '2026-03-09T06:30']],
		['America/New_York', '20261031T013000', ['2026-10-31T05:30', '2026-11-01T05:30', '2026-11-02T06:30']],
		['Australia/Lord_Howe', '20261003T021500', ['2026-10-02T15:45', '2026-10-03T15:45', '2026-10-04T15:15']],
		['Australia/Lord_Howe', '20260404T014500', ['2026-04-03T14:45', '2026-04-04T14:45', '2026-04-05T15:15']],
		['America/Santiago', '20260905T003000', ['2026-09-05T04:30', '2026-09-06T04:30', '2026-09-07T03:30']],
		['Africa/Casablanca', '20260214T023000', ['2026-02-14T01:30', '2026-02-15T01:30', '2026-02-16T02:30']],
		['Asia/Beirut', '20260328T003000', ['2026-03-27T22:30', '2026-03-28T22:30', '2026-03-29T21:30']],
		['Asia/Kathmandu', '20260328T023000', ['2026-03-27T20:45', '2026-03-28T20:45', '2026-03-29T20:45']],
	] as const;
	test.each(changes)('%s, every day from %s', (zone, from, expected) => {
		const events = read([`DTSTART;TZID=${zone}:${from}`, 'RRULE:FREQ=DAILY;COUNT=3']);
		expect(starts(events, all)).toEqual(expected);
		// The zone it was made in decides, wherever she is now.
		for (const travelled of ['Pacific/Kiritimati', 'Pacific/Pago_Pago'])
			expect(starts(events, { ...all, zone: travelled })).toEqual(expected);
	});

	test('a length by the stopwatch keeps it, one in days keeps the hour', () => {
		const ends = (length: string) =>
			occurrencesBetween(
				read(['DTSTART;TZID=Europe/Paris:20260327T120000', length, 'RRULE:FREQ=DAILY;COUNT=2']),
				all,
			).occurrences.map(({ end }) => (end.type === 'instant' ? end.at.slice(0, 16) : end.type));
		expect(ends('DURATION:P1D')).toEqual(['2026-03-28T11:00', '2026-03-29T10:00']);
		expect(ends('DTEND;TZID=Europe/Paris:20260328T120000')).toEqual(['2026-03-28T11:00', '2026-03-29T11:00']);
	});
});

test('whole days and floating times happen where she is', () => {
	const days = read(['DTSTART:20260301', 'RRULE:FREQ=WEEKLY;UNTIL=20260315']);
	expect(starts(days, all)).toEqual(['2026-03-01', '2026-03-08', '2026-03-15']);
	// Still the last day of February in Pago Pago, already the first of March in Kiritimati.
	const noon = ['2026-03-01T10:00:00Z', '2026-03-01T10:30:00Z'] as const;
	expect(starts(days, window(...noon, 'Pacific/Pago_Pago'))).toEqual([]);
	expect(starts(days, window(...noon, 'Pacific/Kiritimati'))).toEqual([]);
	expect(starts(days, window(...noon, 'Europe/Paris'))).toEqual(['2026-03-01']);
	const floating = read(['DTSTART:20260301T090000', 'RRULE:FREQ=DAILY;COUNT=2']);
	expect(starts(floating, window('2026-03-01T03:00:00Z', '2026-03-01T04:00:00Z', 'Asia/Kathmandu'))).toEqual([
		'2026-03-01T09:00',
	]);
	expect(starts(floating, window('2026-03-01T03:00:00Z', '2026-03-01T04:00:00Z', 'Europe/Paris'))).toEqual(
		[],
	);
});

test('changed, moved, cancelled, added and taken out', () => {
	const series = [
		'DTSTART;TZID=Europe/Paris:20260105T090000',
		'DTEND;TZID=Europe/Paris:20260105T100000',
		'RRULE:FREQ=WEEKLY;COUNT=6',
		'EXDATE:20260112T080000Z',
		'RDATE;VALUE=PERIOD:20260110T100000Z/PT2H',
	];
	const events = read(
		series,
		['RECURRENCE-ID:20260119T080000Z', 'DTSTART;TZID=Europe/Paris:20260121T150000', 'SUMMARY:moved'],
		['RECURRENCE-ID;TZID=Europe/Paris:20260126T090000', 'DTSTART:20260126T080000Z', 'STATUS:CANCELLED'],
	);
	const { occurrences, incomplete } = occurrencesBetween(events, all);
	expect(
		occurrences.map(({ start, end, event }) => [Object.values(start)[1], Object.values(end)[1], event.title]),
	).toEqual([
		['2026-01-05T08:00:00.000Z', '2026-01-05T09:00:00.000Z', ''],
		['2026-01-10T10:00:00.000Z', '2026-01-10T12:00:00.000Z', ''],
		['2026-01-21T14:00:00.000Z', '2026-01-21T14:00:00.000Z', 'moved'],
		['2026-02-02T08:00:00.000Z', '2026-02-02T09:00:00.000Z', ''],
		['2026-02-09T08:00:00.000Z', '2026-02-09T09:00:00.000Z', ''],
	]);
	expect(incomplete).toEqual([]);
	expect(starts(read([...series, 'STATUS:CANCELLED']), all)).toEqual([]);
});

test('two rules and one of what is not: old files have them', () => {
	const events = read([
		'DTSTART:20260105T090000Z',
		'RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260120T000000Z',
		'RRULE:FREQ=MONTHLY;BYMONTHDAY=15;COUNT=2',
		'EXRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO',
	]);
	expect(starts(events, all)).toEqual(['2026-01-12T09:00', '2026-01-15T09:00', '2026-02-15T09:00']);
});

test('a window shows what reaches into it, and not what ends as it begins', () => {
	const events = read(['DTSTART:20260105T220000Z', 'DURATION:PT4H', 'RRULE:FREQ=DAILY']);
	expect(starts(events, window('2026-02-01T00:00:00Z', '2026-02-01T22:00:00Z'))).toEqual([
		'2026-01-31T22:00',
	]);
	expect(starts(events, window('2026-02-01T02:00:00Z', '2026-02-01T22:00:00Z'))).toEqual([]);
	expect(starts(events, window('2026-02-01T02:00:00Z', '2026-02-01T22:00:01Z'))).toEqual([
		'2026-02-01T22:00',
	]);
});

test(
	'a rule from long ago, one without end, one that never happens: each in its time, and told where it is cut',
	() => {
		const year = window('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
		expect(starts(read(['DTSTART:16040101', 'RRULE:FREQ=YEARLY']), year)).toEqual(['2026-01-01']);
		expect(starts(read(['DTSTART:19700101T090000Z', 'RRULE:FREQ=DAILY']), year)).toHaveLength(365);
		for (const rule of [
			'FREQ=HOURLY',
			'FREQ=DAILY;BYMONTHDAY=-2',
			'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
			'FREQ=WEEKLY;BYDAY=TU;BYSETPOS=2',
			'FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30',
			'FREQ=DAILY;COUNT=100000',
			'FREQ=YEARLY;INTERVAL=10000',
		]) {
			const events = read(['DTSTART;TZID=Europe/Paris:00010105T090000', `RRULE:${rule}`]);
			expect(events[0]?.repeats?.rules).toEqual([rule]);
			const { occurrences, incomplete } = occurrencesBetween(events, year);
			expect(occurrences.length).toBeLessThanOrEqual(1_000);
			if (rule === 'FREQ=HOURLY') expect(incomplete).toEqual(events);
		}
	},
	LONG,
);
