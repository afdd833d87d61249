import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { offsetAt, toIso, toLocal } from './clock';
import type { CalendarEvent, CalendarTime } from './model';
import { occurrencesBetween } from './occurrences';
import { parseCalendar } from './parse';
import { writeCalendar, type Exported } from './write';

let made = 0;
const randomBytes = (count: number) => Uint8Array.from({ length: count }, () => (made += 7) & 255);
const now = Date.parse('2026-03-01T08:00:00Z');
const write = (...events: Exported[]) => writeCalendar(events, { now, randomBytes });
const instant = (at: string, zone = 'Europe/Paris'): CalendarTime => ({ type: 'instant', at, zone });
const once: Exported = {
	title: 'Appointment',
	start: instant('2026-03-28T09:00:00.000Z'),
	length: { days: 0, seconds: 3_600 },
	repeats: null,
	remindBefore: [],
};
const weekly: Exported = {
	...once,
	repeats: { rules: ['FREQ=WEEKLY;UNTIL=20261231T225959Z'], exceptRules: [], added: [], except: [] },
};

test('once: in UTC, with the title given, and nothing that tells of her, her zone or this app', () => {
	const text = write(once);
	const uid = /UID:([0-9a-f]{32})\r\n/.exec(text)?.[1] ?? '';
	expect(text.split('\r\n')).toEqual([
		'BEGIN:VCALENDAR',
		'VERSION:2.0',
		'PRODID:-//Calendar//EN',
		'BEGIN:VEVENT',
		`UID:${uid}`,
		'DTSTAMP:20260301T080000Z',
		'DTSTART:20260328T090000Z',
		'DTEND:20260328T100000Z',
		'SUMMARY:Appointment',
		'END:VEVENT',
		'END:VCALENDAR',
		'',
	]);
	expect(write(once)).not.toContain(uid);
	expect(text).not.toMatch(/rosebay|Paris|METHOD|ORGANIZER|LOCATION|VALARM/i);
});

test('reminders only when asked for', () => {
	const text = write({ ...once, remindBefore: [3_600, 86_400] });
	expect(text.match(/BEGIN:VALARM/g)).toHaveLength(2);
	expect(text).toContain('TRIGGER:-PT1H\r\n');
	expect(text).toContain('TRIGGER:-P1D\r\n');
	const [event] = parseCalendar(new TextEncoder().encode(text)).events;
	expect(event?.reminders).toEqual([
		{ type: 'before', seconds: 3_600 },
		{ type: 'before', seconds: 86_400 },
	]);
});

test('a series has its zone, and clock changes that the library reads as Intl has them', () => {
	for (const zone of [
		'Europe/Paris',
		'America/New_York',
		'Africa/Casablanca',
		'Australia/Lord_Howe',
		'Asia/Kathmandu',
	]) {
		const text = write({ ...weekly, start: instant('2026-01-07T09:00:00.000Z', zone) });
		expect(text).toContain(`DTSTART;TZID=${zone}:`);
		const component = new ICAL.Component(ICAL.parse(text) as unknown[]).getFirstSubcomponent('vtimezone')!;
		const theirs = new ICAL.Timezone({ component, tzid: zone });
		for (let at = Date.parse('2026-01-08T09:00:00Z'); at < Date.parse('2026-12-30'); at += 86_400_000) {
			const offset = offsetAt(at, zone);
			const wall = ICAL.Time.fromDateTimeString(toLocal(at + offset));
			expect([zone, toIso(at), theirs.utcOffset(wall) * 1_000]).toEqual([zone, toIso(at), offset]);
		}
	}
});

test('lines are folded so that 75 bytes are never passed, and no letter is cut', () => {
	const title = 'موعد '.repeat(60).trim();
	const text = write({ ...once, title });
	for (const line of text.split('\r\n'))
		expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(76);
	expect(parseCalendar(new TextEncoder().encode(text)).events[0]?.title).toBe(title);
});

const minute = fc.integer({ min: Date.parse('2025-01-01') / 60_000, max: Date.parse('2027-01-01') / 60_000 });
const zone = fc.constantFrom('UTC', 'Europe/Paris', 'America/Santiago', 'Asia/Tehran', 'Pacific/Apia');
const event: fc.Arbitrary<Exported> = fc
	.tuple(
		minute,
		zone,
		fc.constantFrom('instant', 'date', 'floating'),
		fc.option(
			fc.constantFrom('FREQ=DAILY;COUNT=5', 'FREQ=MONTHLY;BYDAY=-1FR', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH'),
		),
		fc.integer({ min: 0, max: 3 }),
		fc.integer({ min: 0, max: 1_440 }),
		fc.string({ unit: 'grapheme', maxLength: 60 }),
	)
	.map(([at, in_, type, rule, days, minutes, title]) => {
		const iso = toIso(at * 60_000);
		const start: CalendarTime =
			type === 'instant'
				? instant(iso, in_)
				: type === 'date'
					? { type, date: iso.slice(0, 10) }
					: { type: 'floating', local: iso.slice(0, 19) };
		return {
			title,
			start,
			length: type === 'date' ? { days: days + 1, seconds: 0 } : { days, seconds: minutes * 60 },
			repeats:
				rule === null
					? null
					: { rules: [rule], exceptRules: [], added: [{ start, length: null }], except: [start] },
			remindBefore: [],
		};
	});

test('what is written is read again, to the same times', () => {
	const within = { from: Date.parse('2025-01-01'), to: Date.parse('2027-06-01'), zone: 'Europe/Paris' };
	const times = (events: CalendarEvent[]) =>
		occurrencesBetween(events, within).occurrences.map(({ start, end }) =>
			[start, end].map((time) => (time.type === 'instant' ? time.at : JSON.stringify(time))),
		);
	fc.assert(
		fc.property(fc.array(event, { minLength: 1, maxLength: 3 }), (events) => {
			const { events: read, problems } = parseCalendar(new TextEncoder().encode(write(...events)));
			expect(problems).toEqual([]);
			const visible = (title: string) => title.replace(/(?![\n\t])\p{Cc}/gu, '').trim();
			expect(read.map(({ title }) => title)).toEqual(events.map(({ title }) => visible(title)));
			const own = events.map((each): CalendarEvent => ({
				...each,
				line: 0,
				uid: null,
				sequence: 0,
				status: 'confirmed',
				note: '',
				place: '',
				instanceOf: null,
				reminders: [],
			}));
			expect(times(read)).toEqual(times(own));
		}),
		{ numRuns: 100 },
	);
}, 60_000);
