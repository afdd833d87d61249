/** What leaves as a file comes back at the same times, and nothing leaves that she did not choose. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { occurrencesIn, readCalendar, writeCalendarFile, type CalendarEvent } from '$platform/calendar';
import { randomBytes, utf8 } from '$platform/crypto';
import type { Entry } from '../kept';
import { entryToExported, entryUpdated, eventToEntry } from './convert';

const ZONES = [
	'UTC',
	'Europe/London',
	'America/New_York',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'Asia/Amman',
];
const RULES = ['FREQ=WEEKLY;COUNT=9', 'FREQ=DAILY;INTERVAL=3;COUNT=12', 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=6'];
const DAY = 86_400_000;
const BEGIN = Date.UTC(2026, 0, 1);

const pad = (minutes: number) => new Date(BEGIN + minutes * 60_000).toISOString();
const start: fc.Arbitrary<Entry['start']> = fc.oneof(
	fc
		.tuple(fc.nat(1_000_000), fc.constantFrom(...ZONES))
		.map(([minutes, zone]) => ({ type: 'instant' as const, at: pad(minutes), zone })),
	fc.nat(1_000_000).map((minutes) => ({ type: 'floating' as const, local: pad(minutes).slice(0, 19) })),
	fc.nat(700).map((days) => ({ type: 'date' as const, date: pad(days * 1_440).slice(0, 10) })),
);
const entry: fc.Arbitrary<Entry> = fc
	.record({
		start,
		minutes: fc.nat(600),
		days: fc.integer({ min: 1, max: 5 }),
		rule: fc.option(fc.constantFrom(...RULES)),
		secret: fc.constantFrom('Harbour House', 'court', 'Mariam'),
	})
	.map(({ start, minutes, days, rule, secret }) => ({
		v: 1,
		kind: 'court',
		title: `${secret} title`,
		start,
		length: start.type === 'date' ? { days, seconds: 0 } : { days: 0, seconds: minutes * 60 },
		repeats: rule === null ? null : { rules: [rule], exceptRules: [], added: [], except: [] },
		imported: null,
		place: `${secret} place`,
		who: `${secret} who`,
		travel: 10,
		bring: `${secret} bring`,
		questions: secret,
		note: secret,
		reminders: [{ type: 'before', minutes: 30 }, { type: 'evening' }, { type: 'morning' }],
		how: {},
	}));

const asEvent = ({ start, length, repeats }: Pick<Entry, 'start' | 'length' | 'repeats'>): CalendarEvent => ({
	line: 0,
	uid: null,
	sequence: 0,
	status: 'confirmed',
	title: '',
	note: '',
	place: '',
	start,
	length,
	repeats,
	instanceOf: null,
	reminders: [],
});
const times = async (events: CalendarEvent[]) => {
	const window = { from: BEGIN - DAY, to: BEGIN + 1_500 * DAY, zone: 'Asia/Amman' };
	const { occurrences } = await occurrencesIn(events, window);
	return occurrences.map(({ start, end }) =>
		[start, end].map((time) => (time.type === 'instant' ? time.at : time)),
	);
};

test('out and in again: the same times, her title, and none of her words', { timeout: 240_000 }, async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(entry, { minLength: 1, maxLength: 3 }),
			fc.boolean(),
			async (entries, reminders) => {
				const leaving = { title: 'Reminder', reminders };
				const text = await writeCalendarFile(
					entries.map((each) => entryToExported(each, leaving)),
					{ now: BEGIN, randomBytes },
				);
				for (const word of ['Harbour', 'court', 'Mariam', 'rosebay'])
					expect(text.toLowerCase()).not.toContain(word.toLowerCase());
				expect(text.includes('VALARM')).toBe(reminders);
				const { events, problems } = await readCalendar(utf8(text));
				expect(problems).toEqual([]);
				const back = events.map((event) => eventToEntry(event, { untitled: '-', reminders }));
				expect(back.map((each) => each?.title)).toEqual(entries.map(() => 'Reminder'));
				for (const each of back)
					expect(each?.reminders.some(({ type }) => type === 'before')).toBe(reminders);
				const again = back.flatMap((each) => (each ? [asEvent(each)] : []));
				expect(await times(again)).toEqual(await times(entries.map(asEvent)));
			},
		),
		{ numRuns: 150 },
	);
});

const one: Entry = {
	v: 1,
	kind: null,
	title: 'Choir',
	start: { type: 'instant', at: '2026-11-22T09:30:00.000Z', zone: 'Europe/London' },
	length: { days: 0, seconds: 3_600 },
	repeats: { rules: ['FREQ=WEEKLY;COUNT=3'], exceptRules: [], added: [], except: [] },
	imported: { uid: 'a', sequence: 0, instanceOf: null },
	place: '',
	who: 'Sara',
	travel: 0,
	bring: 'the song book',
	questions: '',
	note: 'mine',
	reminders: [],
	how: { '2026-11-22T09:30:00.000Z': 'well' },
};

test('a changed time of a series leaves by itself, and not a second time with the series', async () => {
	const at = '2026-11-29T09:30:00.000Z';
	const moved: Entry = {
		...one,
		start: { type: 'instant', at: '2026-11-30T09:30:00.000Z', zone: 'Europe/London' },
		repeats: null,
		imported: { uid: 'a', sequence: 0, instanceOf: { type: 'instant', at, zone: 'Europe/London' } },
	};
	const leaving = { title: 'Reminder', reminders: false };
	const text = await writeCalendarFile(
		[entryToExported(one, leaving, [moved]), entryToExported(moved, leaving)],
		{
			now: 0,
			randomBytes,
		},
	);
	const { events } = await readCalendar(utf8(text));
	const window = { from: Date.UTC(2026, 10, 1), to: Date.UTC(2027, 0, 1), zone: 'Europe/London' };
	const { occurrences } = await occurrencesIn(events, window);
	expect(occurrences.map(({ start }) => (start.type === 'instant' ? start.at.slice(0, 10) : ''))).toEqual([
		'2026-11-22',
		'2026-11-30',
		'2026-12-06',
	]);
});

test('reminders of hers are counted back from the start, by the clock there', () => {
	const reminders = (start: Entry['start']) =>
		entryToExported(
			{
				...one,
				start,
				reminders: [{ type: 'before', minutes: 30 }, { type: 'evening' }, { type: 'morning' }],
			},
			{ title: 'x', reminders: true },
		).remindBefore;
	const hour = 3_600;
	expect(reminders({ type: 'instant', at: '2026-07-01T08:30:00.000Z', zone: 'Europe/London' })).toEqual([
		hour / 2,
		15.5 * hour,
		1.5 * hour,
	]);
	expect(reminders({ type: 'floating', local: '2026-07-01T07:00:00' })).toEqual([hour / 2, 13 * hour]);
	expect(reminders({ type: 'date', date: '2026-07-01' })).toEqual([hour / 2, 6 * hour, -8 * hour]);
});

test('a newer version of it keeps what she added', () => {
	const fresh: Entry = {
		...one,
		title: 'Choir practice',
		note: '',
		who: '',
		bring: '',
		how: {},
		place: 'Hall',
	};
	expect(entryUpdated(one, fresh)).toEqual({ ...one, title: 'Choir practice', place: 'Hall' });
});
