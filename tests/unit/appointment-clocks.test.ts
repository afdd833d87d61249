/**
 * An appointment from the caseworker's clock to the survivor's, in every pair of six time zones, through the nights in
 * which clocks change, and with her phone's clock a year off. What she reads is the time at the place, as it was written;
 * and where her own clock reads differently, the same moment on hers.
 */
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { agenda, clocksDiffer, split } from '../../src/lib/features/appointments/model';
import {
	loadTemporal,
	localToInstant,
	type LocalTime,
	type TemporalApi,
} from '../../src/lib/platform/clock/local-time';
import type { ChannelMessage } from '../../src/lib/platform/channel/contract';
import { formatDate } from '../../src/lib/platform/i18n/format';
import { figure } from '../support/figure';

const ZONES = [
	'America/New_York',
	'America/Sao_Paulo',
	'Africa/Casablanca',
	'Europe/Madrid',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
];
/** Clocks change here in one of the zones: by an hour, by half an hour, and for Ramadan; and two quiet days. */
const DAYS = [
	'2026-01-15',
	'2026-02-15',
	'2026-03-08',
	'2026-03-22',
	'2026-03-29',
	'2026-04-05',
	'2026-07-01',
	'2026-10-04',
	'2026-10-25',
	'2026-11-01',
];
/** Around where clocks change, and two quiet hours. */
const TIMES = ['00:30', '01:45', '02:10', '03:05', '12:00', '23:30'];
const MONTHS = 'January February March April May June July August September October November December'.split(
	' ',
);
const NOW = Date.parse('2026-03-28T12:00:00.000Z');
const YEAR = 365 * 86_400_000;

let api: TemporalApi;
beforeAll(async () => {
	api = await loadTemporal();
});
const own = process.env.TZ;
afterEach(() => {
	if (own === undefined) delete process.env.TZ;
	else process.env.TZ = own;
	vi.useRealTimers();
});

const message = (startsAt: string, zone: string): ChannelMessage => ({
	id: 'a',
	conversation: 'c',
	from: 'them',
	by: null,
	readers: [],
	message: {
		v: 1,
		id: 'm'.repeat(22),
		sentAt: '2026-01-01T09:00:00.000Z',
		type: 'appointment',
		body: {
			appointment: 'p'.repeat(22),
			sequence: 0,
			template: 'health',
			startsAt,
			zone,
			place: '',
			note: '',
		},
	},
});
/** What may be told of one appointment on a phone in `hers` at `now`: whether all of it is right; null when it cannot be sent. */
function isRight(written: LocalTime, hers: string, now: number): boolean | null {
	const moment = localToInstant(written, api);
	// The clocks go forward over it: the caseworker is told, and nothing is sent.
	if (!moment.ok) return null;
	const { date, time, zone } = written;
	const { coming, past } = split(agenda([message(moment.value.instant, zone)]), new Date(now));
	const [appointment] = [...coming, ...past];
	const text = formatDate('en-GB', appointment?.startsAt ?? '', zone);
	const day = `${String(Number(date.slice(8)))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''}`;
	const here = api.Instant.from(moment.value.instant).toZonedDateTimeISO(hers).toPlainDateTime();
	const differs = !here.equals(api.PlainDateTime.from(`${date}T${time}`));
	return (
		coming.length + past.length === 1 &&
		text.replace(/ at 0(?=\d:)/, ' at ').includes(`${day} at ${time.replace(/^0/, '')}`) &&
		clocksDiffer(moment.value.instant, zone, hers) === differs
	);
}

it('is read right on a phone in any of them, also with its clock a year off', { timeout: 120_000 }, () => {
	let told = 0;
	const wrong: unknown[] = [];
	for (const hers of ZONES) {
		process.env.TZ = hers;
		const { offsetNanoseconds } = api.Instant.fromEpochMilliseconds(NOW).toZonedDateTimeISO(hers);
		expect(-new Date(NOW).getTimezoneOffset(), 'the phone is there').toBe(offsetNanoseconds / 60e9);
		for (const zone of ZONES)
			for (const date of DAYS)
				for (const [at, time] of TIMES.entries()) {
					const written = { date, time, zone, second: told % 2 === 1 };
					const now = NOW + ((at % 3) - 1) * YEAR;
					vi.useFakeTimers({ now, toFake: ['Date'] });
					const right = isRight(written, hers, now);
					vi.useRealTimers();
					if (right === null) continue;
					told += 1;
					if (!right) wrong.push({ ...written, hers });
				}
	}
	figure(
		'clock ±1 year, DST, 6 time zones: wrong appointments',
		`${String(wrong.length)} of ${String(told)}`,
		'0',
	);
	expect(told).toBeGreaterThan(1_000);
	expect(wrong).toEqual([]);
});
