/**
 * Series as `rrule-temporal` follows them in their zone, beside `ical.js`, which follows them on the wall and whose wall
 * times Temporal then turns into instants: two libraries, two ways. Left out is what `ical.js` 2.2.1 gets wrong or does not
 * come back from: BYWEEKNO; BYMONTH with a day that the month has not; a last day of the month every several years;
 * BYSETPOS in the first month; every day of the month or of some months with an interval.
 */
import fc from 'fast-check';
import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill/implementation';
import { expect, test } from 'vitest';
import { figure } from '../../../../tests/support/figure';
import { instantToWall, toIso, wallToInstant } from './clock';
import type { CalendarEvent } from './model';
import { occurrencesBetween } from './occurrences';
import { ruleOf } from './rule';

const RUNS = Number(process.env.ROSEBAY_PROPERTY_RUNS ?? 1_000);
const LONG = 60_000 + RUNS * 120;
const DAY = 86_400_000;
const ZONES = [
	'UTC',
	'Europe/Paris',
	'Europe/London',
	'America/New_York',
	'America/Santiago',
	'Africa/Casablanca',
	'Africa/Addis_Ababa',
	'Asia/Beirut',
	'Asia/Tehran',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'Pacific/Apia',
];

const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const list = <T>(values: readonly T[], most: number) =>
	fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: most });
const interval = fc.integer({ min: 1, max: 5 }).map((every) => (every === 1 ? '' : `;INTERVAL=${every}`));
const nth = fc
	.tuple(fc.constantFrom(1, 2, 3, 4, -1, -2), fc.constantFrom(...days))
	.map((both) => both.join(''));
const month = fc.constantFrom(1, 2, 3, 6, 9, 10, 11);
const rule = fc.oneof(
	fc
		.tuple(interval, fc.option(list(days, 4)))
		.map(([every, on]) => `FREQ=DAILY${every}${on ? `;BYDAY=${on.join(',')}` : ''}`),
	fc
		.tuple(interval, fc.option(list(days, 4)), fc.constantFrom('', ';WKST=SU', ';WKST=TH'))
		.map(([every, on, week]) => `FREQ=WEEKLY${every}${on ? `;BYDAY=${on.join(',')}` : ''}${week}`),
	fc
		.tuple(
			interval,
			fc.oneof(
				fc.constant(''),
				list([1, 2, 13, 28, 29, 30, 31, -1, -2], 3).map((on) => `;BYMONTHDAY=${on.join(',')}`),
				fc.uniqueArray(nth, { minLength: 1, maxLength: 2 }).map((on) => `;BYDAY=${on.join(',')}`),
				list(days, 3).map((on) => `;BYDAY=${on.join(',')}`),
			),
		)
		.map((both) => `FREQ=MONTHLY${both.join('')}`),
	fc
		.tuple(
			interval,
			fc.oneof(
				fc.constant(''),
				fc
					.tuple(month, fc.integer({ min: 1, max: 28 }))
					.map(([in_, on]) => `;BYMONTH=${in_};BYMONTHDAY=${on}`),
				fc.tuple(month, nth).map(([in_, on]) => `;BYMONTH=${in_};BYDAY=${on}`),
				list([1, 100, 200, -1], 2).map((on) => `;BYYEARDAY=${on.join(',')}`),
			),
		)
		.map((both) => `FREQ=YEARLY${both.join('')}`),
);

const wall = (local: string): number => Date.parse(`${local}Z`);
const local = (at: number): string => new Date(at).toISOString().slice(0, 19);
const minutes = fc.integer({
	min: wall('2015-01-01T00:00:00') / 60_000,
	max: wall('2027-12-31T00:00:00') / 60_000,
});
/** Often in the small hours, when clocks change. */
const begin = fc
	.tuple(minutes, fc.boolean(), fc.integer({ min: 0, max: 12 }))
	.map(([at, early, quarter]) =>
		early ? Math.floor((at * 60_000) / DAY) * DAY + quarter * 900_000 : at * 60_000,
	);

function eventOf(begins: number, zone: string, text: string): CalendarEvent {
	const start = { type: 'instant' as const, at: toIso(wallToInstant(begins, zone)), zone };
	const read = ruleOf(text, start);
	if (read.type !== 'rule') throw new Error(`${text}: ${read.type}`);
	return {
		line: 1,
		uid: null,
		sequence: 0,
		status: 'confirmed',
		title: '',
		note: '',
		place: '',
		start,
		length: { days: 0, seconds: 0 },
		repeats: { rules: [read.rule], exceptRules: [], added: [], except: [] },
		instanceOf: null,
		reminders: [],
	};
}

const startsIn = (event: CalendarEvent, from: number, to: number): string[] =>
	occurrencesBetween([event], { from, to, zone: 'UTC' }).occurrences.map(({ start }) =>
		start.type === 'instant' ? start.at : start.type,
	);

const toInstant = (at: string, zone: string): number =>
	Temporal.PlainDateTime.from(at).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;

test('wall times become the instants that Temporal gives them', () => {
	fc.assert(
		fc.property(begin, fc.constantFrom(...ZONES), (at, zone) => {
			expect(wallToInstant(at, zone)).toBe(toInstant(local(at), zone));
		}),
		{ numRuns: RUNS * 5 },
	);
});

test(
	'two libraries agree on when a series happens, over zones, rules and windows',
	() => {
		let [series, found] = [0, 0];
		const limit = fc.oneof(
			{ weight: 3, arbitrary: fc.constant(null) },
			{ weight: 1, arbitrary: fc.integer({ min: 0, max: 900 }) },
		);
		fc.assert(
			fc.property(
				begin,
				fc.constantFrom(...ZONES),
				rule,
				limit,
				fc.integer({ min: -100, max: 1_200 }),
				fc.integer({ min: 1, max: 200 }),
				(written, zone, base, lasts, after, size) => {
					// A start that never is on that clock is the time the clock shows instead, for the whole series.
					const begins = instantToWall(wallToInstant(written, zone), zone);
					const until = lasts === null ? '' : local(begins + lasts * DAY + 3_600_000).replace(/[-:]/g, '');
					const text = until === '' ? base : `${base};UNTIL=${until}`;
					const event = eventOf(begins, zone, text);
					const from = wallToInstant(begins, zone) + after * DAY;
					const to = from + size * DAY;

					const expected = new Set<number>([toInstant(local(begins), zone)]);
					const iterator = ICAL.Recur.fromString(text).iterator(ICAL.Time.fromDateTimeString(local(begins)));
					for (let next = iterator.next() as ICAL.Time | null; next; next = iterator.next()) {
						const at = toInstant(next.toString(), zone);
						if (at >= to) break;
						expected.add(at);
					}
					const inWindow = [...expected].filter((at) => at >= from && at < to).sort((a, b) => a - b);
					expect(startsIn(event, from, to)).toEqual(inWindow.map(toIso));
					series += 1;
					found += inWindow.length;
				},
			),
			{ numRuns: RUNS },
		);
		figure(
			`series that two libraries see alike (${String(found)} times)`,
			series,
			`${String(RUNS)}, no difference`,
		);
	},
	LONG,
);

test(
	'what happens in two windows side by side is what happens in both together',
	() => {
		fc.assert(
			fc.property(
				begin,
				fc.constantFrom(...ZONES),
				rule,
				fc.array(fc.integer({ min: 0, max: 150 * 24 }), { minLength: 3, maxLength: 3 }),
				(begins, zone, text, hours) => {
					const event = eventOf(begins, zone, text);
					const edges = [...hours]
						.sort((a, b) => a - b)
						.map((hour) => wallToInstant(begins, zone) + hour * 3_600_000);
					const [from = 0, between = 0, to = 0] = edges;
					expect([...startsIn(event, from, between), ...startsIn(event, between, to)]).toEqual(
						startsIn(event, from, to),
					);
				},
			),
			{ numRuns: Math.ceil(RUNS / 2) },
		);
	},
	LONG,
);
