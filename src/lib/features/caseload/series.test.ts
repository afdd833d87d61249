import { beforeAll, expect, it } from 'vitest';
import { loadTemporal, localToInstant, type TemporalApi } from '$platform/clock';
import { seriesTimes } from './series';

let api: TemporalApi;
beforeAll(async () => {
	api = await loadTemporal();
});

const clock = (instant: string, zone: string) =>
	new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(
		new Date(instant),
	);

// By Intl, which is not what made them. Each zone's clocks change at least twice in these 14 months, save Kathmandu's.
it.each([
	'Europe/Paris',
	'America/New_York',
	'Australia/Lord_Howe',
	'Africa/Casablanca',
	'America/Santiago',
	'Asia/Kathmandu',
])('ten o’clock stays ten o’clock in %s, by the day, week and month', (zone) => {
	for (const [unit, count] of [
		['day', 9],
		['week', 1],
		['week', 2],
		['month', 1],
	] as const) {
		const start = { date: '2026-01-31', time: '10:00', zone, second: false };
		const times = seriesTimes(start, { unit, count }, unit === 'month' ? 14 : 52, api);
		expect(new Set(times.map(({ instant }) => clock(instant, zone)))).toEqual(new Set(['10:00']));
		expect(times.map(({ instant }) => instant)).toEqual(
			times.map(({ instant }) => instant).toSorted((a, b) => (a < b ? -1 : 1)),
		);
		expect(times.some(({ shifted }) => shifted)).toBe(false);
	}
});

it('moves only the one that the clocks jump over, and says so', () => {
	const start = { date: '2026-03-15', time: '02:30', zone: 'Europe/Paris', second: false };
	const times = seriesTimes(start, { unit: 'week', count: 1 }, 4, api);
	expect(times.map(({ shifted }) => shifted)).toEqual([false, false, true, false]);
	expect(times.map(({ instant }) => clock(instant, 'Europe/Paris'))).toEqual([
		'02:30',
		'02:30',
		'03:30',
		'02:30',
	]);
});

it('has the last day of a month without the 31st, and comes back to the 31st', () => {
	const start = { date: '2028-01-31', time: '09:00', zone: 'Africa/Cairo', second: false };
	const days = seriesTimes(start, { unit: 'month', count: 1 }, 4, api).map(({ date }) => date);
	expect(days).toEqual(['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30']);
});

it('begins with the very moment that was chosen where it comes twice', () => {
	const start = { date: '2026-10-25', time: '02:30', zone: 'Europe/Paris', second: true };
	const first = localToInstant(start, api);
	const [one, next] = seriesTimes(start, { unit: 'week', count: 1 }, 2, api);
	expect(first.ok && first.value.instant).toBe(one?.instant);
	expect(one?.instant).toBe('2026-10-25T01:30:00.000Z');
	expect(next?.instant).toBe('2026-11-01T01:30:00.000Z');
});
