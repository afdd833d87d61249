/**
 * An appointment from the caseworker's clock to the survivor's, in every pair of six time zones, through the nights in
 * which clocks change, and with her phone's clock a year off. What she reads is the time at the place, as it was written;
 * and where her own clock reads differently, the same moment on hers. And what reminds her of it, on a phone that has
 * travelled since it was written down.
 */
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { toldIn, type Sources } from '../../src/lib/features/appointments/calendar/happenings';
import type { ReminderWish } from '../../src/lib/features/appointments/calendar/kept';
import { dueIn, momentsOf } from '../../src/lib/features/appointments/calendar/reminders/gather';
import { agenda, clocksDiffer, split } from '../../src/lib/features/appointments/model';
import type { CalendarTime } from '../../src/lib/platform/calendar';
import {
	loadTemporal,
	localToInstant,
	type LocalTime,
	type TemporalApi,
} from '../../src/lib/platform/clock/local-time';
import type { ChannelMessage } from '../../src/lib/platform/channel/contract';
import { formatDate } from '../../src/lib/platform/i18n/format';
import { wakeQuarters } from '../../src/lib/platform/wakes/times';
import { QUARTER_MS } from '../../src/lib/protocol/wakes';
import { entryWith } from '../support/entries';
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
const ownZone = process.env.TZ;
afterEach(() => {
	if (ownZone === undefined) delete process.env.TZ;
	else process.env.TZ = ownZone;
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
	const { coming, past } = split(agenda([message(moment.value.instant, zone)], new Date(now)), new Date(now));
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

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WISHES: ReminderWish[] = [
	{ type: 'before', minutes: 60 },
	{ type: 'before', minutes: 1_440 },
	{ type: 'evening' },
	{ type: 'morning' },
];
const clocks = new Map<string, Intl.DateTimeFormat>();
/** What a clock there shows, `2026-03-28 18:00`: by Intl alone, so that nothing is checked with what made it. */
function clockIn(at: number, zone: string): string {
	const held =
		clocks.get(zone) ??
		new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone });
	clocks.set(zone, held);
	return held.format(at);
}
const dayBefore = (date: string) => new Date(Date.parse(date) - DAY).toISOString().slice(0, 10);

/** What each of {@link WISHES} must come to for something that starts at `start`, on a phone in `zone`. */
function rules(start: number, zone: string): ((at: number) => boolean)[] {
	const [date = '', time = ''] = clockIn(start, zone).split(' ');
	const eight = `${date} 08:00`;
	const sameHour = `${dayBefore(date)} ${time}`;
	// In the night before, clocks may go forward over that hour: then an hour more or less is all that can be asked.
	const around = [-60, -30, 0, 30, 60].map((minutes) => start - DAY + minutes * MINUTE);
	const isThere = around.some((at) => clockIn(at, zone) === sameHour);
	return [
		(at) => at === start - HOUR,
		(at) => (isThere ? clockIn(at, zone) === sameHour : Math.abs(at - start + DAY) <= HOUR),
		(at) => clockIn(at, zone) === `${dayBefore(date)} 18:00`,
		(at) => (clockIn(start - HOUR, zone) < eight ? at === start - HOUR : clockIn(at, zone) === eight),
	];
}
/** Of a whole day: its midnight is not asked for. */
const rulesOfDay = (date: string, zone: string): ((at: number) => boolean)[] => [
	(at) => clockIn(at, zone) === `${dayBefore(date)} 18:00`,
	(at) => clockIn(at, zone) === `${date} 08:00`,
];

const own = (start: CalendarTime, reminders: ReminderWish[]): Sources => ({
	entries: [
		{
			id: 'e',
			value: entryWith({ title: 'Doctor', start, reminders }),
		},
	],
	told: [],
	asides: [],
});

/** All that must come comes, nothing else, and the relay is asked in time for each. */
async function remindsRight(sources: Sources, hers: string, now: Date, must: ((at: number) => boolean)[]) {
	const due = await dueIn(sources, hers, now, api);
	const moments = momentsOf(due, now.getTime());
	const { quarters } = wakeQuarters(moments, { now: now.getTime(), told: [], below: (count) => count - 1 });
	const inTime = ({ at }: { at: number }) =>
		quarters.some((quarter) => {
			const begins = quarter * QUARTER_MS;
			return begins + 11 * MINUTE <= at && begins > at - HOUR;
		});
	return (
		must.every((rule) => due.some(({ at }) => rule(at))) &&
		due.every(({ at }) => must.some((rule) => rule(at))) &&
		moments.length > 0 &&
		moments.every(inTime)
	);
}

it('is reminded of right by the clock of wherever she then is', { timeout: 120_000 }, async () => {
	let told = 0;
	const wrong: unknown[] = [];
	const check = async (sources: Sources, hers: string, at: number, must: ((at: number) => boolean)[]) => {
		const now = at - 20 * DAY;
		// Her phone's clock is a year off; what the relay says of its own clock has put it right.
		const off = ((told % 3) - 1) * YEAR;
		vi.useFakeTimers({ now: now + off, toFake: ['Date'] });
		const right = await remindsRight(sources, hers, new Date(Date.now() - off), must);
		vi.useRealTimers();
		told += 1;
		if (!right) wrong.push({ hers, off, start: sources.entries[0]?.value.start ?? at });
	};
	for (const hers of ZONES) {
		process.env.TZ = hers;
		for (const date of DAYS)
			for (const time of TIMES) {
				for (const zone of ZONES) {
					const moment = localToInstant({ date, time, zone, second: false }, api);
					if (!moment.ok) continue;
					const { instant } = moment.value;
					const start = Date.parse(instant);
					const sent = { entries: [], asides: [], told: toldIn([message(instant, zone)]), usual: WISHES };
					const must = rules(start, hers);
					await check(sent, hers, start, must);
					if (zone !== hers)
						await check(own({ type: 'instant', at: instant, zone }, WISHES), hers, start, must);
				}
				// "At ten, wherever I am": written down elsewhere, it is ten here.
				const here = localToInstant({ date, time, zone: hers, second: false }, api);
				if (!here.ok) continue;
				const floating: CalendarTime = { type: 'floating', local: `${date}T${time}:00` };
				const start = Date.parse(here.value.instant);
				await check(own(floating, WISHES), hers, start, rules(start, hers));
			}
		for (const date of DAYS) {
			const wholeDay = own({ type: 'date', date }, [{ type: 'evening' }, { type: 'morning' }]);
			await check(wholeDay, hers, Date.parse(date), rulesOfDay(date, hers));
		}
	}
	figure(
		'reminders, clock ±1 year, DST, 6 time zones, travelled: wrong',
		`${String(wrong.length)} of ${String(told)}`,
		'0',
	);
	expect(told).toBeGreaterThan(3_000);
	expect(wrong.slice(0, 5)).toEqual([]);
});
