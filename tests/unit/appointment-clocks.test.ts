/**
 * An appointment from the caseworker's clock to the survivor's, in every pair of six time zones, through the nights in
 * which clocks change, and with her phone's clock a year off. What she reads is the time at the place, as it was written;
 * and where her own clock reads differently, the same moment on hers.
 */
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { agenda, clocksDiffer, split } from '../../src/lib/features/appointments/model';
import { loadTemporal, localToInstant, type TemporalApi } from '../../src/lib/features/caseload/local-time';
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
it.each(ZONES)('is read right on a phone in %s, also with its clock a year off', (hers) => {
	process.env.TZ = hers;
	expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(hers);
	let told = 0;
	let wrong = 0;
	for (const clock of [0, YEAR, -YEAR]) {
		vi.useFakeTimers({ now: Date.parse('2026-03-28T12:00:00.000Z') + clock, toFake: ['Date'] });
		for (const zone of ZONES) {
			for (const date of DAYS) {
				for (const time of TIMES) {
					for (const second of [false, true]) {
						const moment = localToInstant({ date, time, zone, second }, api);
						// Clocks go forward over it: the caseworker is told, and nothing is sent.
						if (!moment.ok) continue;
						const all = agenda([message(moment.value.instant, zone)]);
						const { coming, past } = split(all, new Date());
						const [appointment] = [...coming, ...past];
						const plain = api.PlainDate.from(date);
						const text = formatDate('en-GB', appointment?.startsAt ?? '', zone);
						const day = `${String(plain.day)} ${plain.toLocaleString('en-GB', { month: 'long' })}`;
						const here = api.Instant.from(moment.value.instant).toZonedDateTimeISO(hers);
						const differs = !here.toPlainDateTime().equals(api.PlainDateTime.from(`${date}T${time}`));
						const right =
							text.includes(`${day} at ${time}`) &&
							clocksDiffer(moment.value.instant, zone, hers) === differs &&
							coming.length + past.length === 1;
						told += 1;
						if (!right) wrong += 1;
						if (!right && wrong < 4) expect.soft({ zone, date, time, text, differs }).toBe('right');
					}
				}
			}
		}
		vi.useRealTimers();
	}
	figure(
		`clock ±1 year, DST, on a phone in ${hers}: wrong appointments`,
		`${String(wrong)} of ${String(told)}`,
		'0',
	);
	expect(told).toBeGreaterThan(1_000);
	expect(wrong).toBe(0);
});
