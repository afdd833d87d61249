import { expect, test } from 'vitest';
import { bytesToLines } from './lines';
import { clockOf, zoneByClock } from './vtimezone';
import { WINDOWS_ZONES } from './windows-zones';
import { ianaZone, zoneByDescription, zoneByName } from './zones';

test('every Windows name leads to a zone that Intl knows', () => {
	const names = Object.keys(WINDOWS_ZONES);
	expect(names).toHaveLength(139);
	for (const name of names) {
		expect([name, zoneByName(`${name} Standard Time`)]).toEqual([name, WINDOWS_ZONES[name]]);
		expect([name, ianaZone(WINDOWS_ZONES[name]!)]).not.toEqual([name, null]);
	}
});

test('what is no zone is none', () => {
	for (const name of ['', ' ', 'Paris', '+01:00', '-0500', '__proto__', 'constructor', 'x'.repeat(100_000)])
		expect([name, zoneByName(name)]).toEqual([name, null]);
	expect(zoneByName('tzone://Microsoft/Utc')).toBe('UTC');
	expect(zoneByDescription('Rivendell')).toBe(null);
	expect(zoneByDescription('(UTC+05:30) Somewhere')).toBe(null);
});

const lines = (...parts: string[]) => bytesToLines(new TextEncoder().encode(parts.join('\n'))).lines;
const part = (name: string, from: string, to: string, ...more: string[]) => [
	`BEGIN:${name}`,
	`TZOFFSETFROM:${from}`,
	`TZOFFSETTO:${to}`,
	...more,
	`END:${name}`,
];

test('clocks are compared as they went in the year of the event', () => {
	const newYork = lines(
		...part(
			'DAYLIGHT',
			'-0500',
			'-0400',
			'DTSTART:19870405T020000',
			'RRULE:FREQ=YEARLY;UNTIL=20060402T070000Z;BYMONTH=4;BYDAY=1SU',
		),
		...part('DAYLIGHT', '-0500', '-0400', 'DTSTART:20070311T020000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU'),
		...part(
			'STANDARD',
			'-0400',
			'-0500',
			'DTSTART:19671029T020000',
			'RRULE:FREQ=YEARLY;UNTIL=20061029T060000Z;BYMONTH=10;BYDAY=-1SU',
		),
		...part(
			'STANDARD',
			'-0400',
			'-0500',
			'DTSTART:20071104T020000',
			'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU',
		),
	);
	for (const year of [1995, 2005, 2026]) expect(zoneByClock(newYork, year)).toBe('America/New_York');
	const old = lines(
		...part('DAYLIGHT', '-0500', '-0400', 'DTSTART:19870405T020000', 'RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU'),
		...part(
			'STANDARD',
			'-0400',
			'-0500',
			'DTSTART:19671029T020000',
			'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
		),
	);
	// Written before the rules changed, read after: the place is meant, and its clocks now.
	expect(zoneByClock(old, 2026)).toBe('America/New_York');
	expect(zoneByClock(lines(...part('STANDARD', '+0300', '+0300', 'DTSTART:19700101T000000')), 2026)).not.toBe(
		null,
	);
	expect(zoneByClock(lines(...part('STANDARD', '+0017', '+0017', 'DTSTART:19700101T000000')), 2026)).toBe(
		null,
	);
	for (const nothing of [[], ['BEGIN:STANDARD'], part('STANDARD', 'x', 'y')]) {
		expect(zoneByClock(lines(...nothing), 2026)).toBe(null);
		expect(clockOf(lines(...nothing))).toBe(null);
	}
});

test('a zone like no other goes by what the file says, with a change that comes by date', () => {
	const clock = clockOf(
		lines(
			...part('STANDARD', '+0017', '+0017', 'DTSTART:19700101T000000'),
			...part('DAYLIGHT', '+0017', '+0117', 'DTSTART:20260301T020000', 'RDATE:20270301T020000'),
		),
	)!;
	const at = (local: string) => new Date(clock(Date.parse(`${local}Z`))).toISOString().slice(0, 16);
	expect(at('2026-02-01T12:00')).toBe('2026-02-01T11:43');
	expect(at('2026-04-01T12:00')).toBe('2026-04-01T10:43');
	// Never on that clock: read with the offset before it.
	expect(at('2026-03-01T02:30')).toBe('2026-03-01T02:13');
});
