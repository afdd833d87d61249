import { expect, test } from 'vitest';
import type { CalendarEvent } from './model';
import { parseCalendar } from './parse';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const file = (...lines: string[]): string =>
	['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const vevent = (...lines: string[]): string => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const read = (text: string) => parseCalendar(bytes(text));
const one = (...lines: string[]): CalendarEvent => {
	const { events, problems } = read(file(vevent(...lines)));
	expect(problems).toEqual([]);
	expect(events).toHaveLength(1);
	return events[0]!;
};
const types = (text: string) => read(text).problems.map(({ type }) => type);
const start = (...lines: string[]) => one(...lines).start;
const utc = (at: string) => ({ type: 'instant', at, zone: 'UTC' });

test('reads an event whole', () => {
	const event = one(
		'UID:1@x',
		'SEQUENCE:3',
		'STATUS:TENTATIVE',
		'SUMMARY:Tea\\, then talk\\nand cake',
		'LOCATION:Room 4',
		'DESCRIPTION:Bring the letter',
		'DTSTART:20260301T090000Z',
		'DTEND:20260301T100000Z',
		'BEGIN:VALARM',
		'ACTION:DISPLAY',
		'DESCRIPTION:not the event’s',
		'TRIGGER:-PT30M',
		'END:VALARM',
	);
	expect(event).toEqual({
		line: 3,
		uid: '1@x',
		sequence: 3,
		status: 'tentative',
		title: 'Tea, then talk\nand cake',
		note: 'Bring the letter',
		place: 'Room 4',
		start: utc('2026-03-01T09:00:00.000Z'),
		length: { days: 0, seconds: 3_600 },
		repeats: null,
		instanceOf: null,
		reminders: [{ type: 'before', seconds: 1_800 }],
	});
});

test('one bad event loses none of the others, and says why, and on which line', () => {
	const { events, problems } = read(
		file(
			vevent('UID:a', 'DTSTART:20260101T090000Z'),
			vevent('UID:b', 'DTSTART:20261301T090000Z'),
			vevent('UID:c', 'SUMMARY:no time'),
			vevent('UID:d', 'DTSTART', 'DTSTART;VALUE=DATE'),
			vevent('UID:e', 'DTSTART:20260102T090000Z', 'DTEND:nonsense', 'RRULE:FREQ=SOMETIMES', 'RDATE:x'),
		),
	);
	expect(events.map(({ uid }) => uid)).toEqual(['a', 'e']);
	expect(problems).toEqual([
		{ type: 'BadStart', line: 7, at: 9, uid: 'b', lost: true },
		{ type: 'NoStart', line: 11, at: null, uid: 'c', lost: true },
		{ type: 'BadStart', line: 15, at: 18, uid: 'd', lost: true },
		{ type: 'BadRule', line: 20, at: 24, uid: 'e', lost: false },
		{ type: 'BadAdded', line: 20, at: 25, uid: 'e', lost: false },
		{ type: 'BadEnd', line: 20, at: 23, uid: 'e', lost: false },
	]);
});

test('times: UTC, a zone without VTIMEZONE, floating, a day, and what programs write besides', () => {
	expect(start('DTSTART:20260701T090000Z')).toEqual(utc('2026-07-01T09:00:00.000Z'));
	const berlin = { type: 'instant', at: '2026-07-01T07:00:00.000Z', zone: 'Europe/Berlin' };
	expect(start('DTSTART;TZID=Europe/Berlin:20260701T090000')).toEqual(berlin);
	expect(start('DTSTART;TZID="Europe/Berlin":20260701T090000')).toEqual(berlin);
	expect(start('dtstart;tzid=europe/berlin:20260701t0900')).toEqual(berlin);
	expect(start('DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20260701T090000')).toEqual(berlin);
	expect(start('DTSTART;TZID=W. Europe Standard Time:20260701T090000')).toEqual(berlin);
	expect(start('DTSTART:20260701T090000+02:00')).toEqual(utc('2026-07-01T07:00:00.000Z'));
	expect(start('DTSTART:20260701T090000')).toEqual({ type: 'floating', local: '2026-07-01T09:00:00' });
	const day = { type: 'date', date: '2026-07-01' };
	for (const line of ['DTSTART;VALUE=DATE:20260701', 'DTSTART:20260701', 'DTSTART:2026-07-01'])
		expect(start(line)).toEqual(day);
	expect(start('DTSTART;VALUE=DATE;TZID=Nowhere/At/All:20260701')).toEqual(day);
	expect(start('DTSTART:20260630T235960Z')).toEqual(utc('2026-06-30T23:59:59.000Z'));
	for (const bad of ['20260229T090000Z', '20260101T250000Z', '20260101T096100Z', '00000101', '2026', ''])
		expect(types(file(vevent(`DTSTART:${bad}`)))).toEqual(['BadStart']);
});

test('zones as Outlook writes them', () => {
	const zone = (tzid: string) => {
		const read = start(`DTSTART;TZID=${tzid}:20260701T090000`);
		return read.type === 'instant' ? `${read.zone} ${read.at.slice(11, 16)}` : read.type;
	};
	expect(zone('"(UTC-05:00) Eastern Time (US & Canada)"')).toBe('America/New_York 13:00');
	expect(zone('(UTC-05:00) Eastern Time (US & Canada)')).toBe('America/New_York 13:00');
	expect(zone('"(GMT+01.00) Amsterdam / Berlin / Bern"')).toBe('Europe/Amsterdam 07:00');
	expect(zone('Arab Standard Time')).toBe('Asia/Riyadh 06:00');
	expect(zone('Morocco Standard Time 1')).toBe('Africa/Casablanca 08:00');
	expect(zone('GMT -0500')).toBe('Etc/GMT+5 14:00');
	expect(zone('GMT')).toBe('UTC 09:00');
});

const berlinRules = [
	'BEGIN:STANDARD',
	'DTSTART:16010101T030000',
	'TZOFFSETFROM:+0200',
	'TZOFFSETTO:+0100',
	'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
	'END:STANDARD',
	'BEGIN:DAYLIGHT',
	'DTSTART:16010101T020000',
	'TZOFFSETFROM:+0100',
	'TZOFFSETTO:+0200',
	'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
	'END:DAYLIGHT',
];

test('a zone whose name says nothing is known by how its clocks go, or by what the file says of them', () => {
	const named = (rules: string[], ...lines: string[]) =>
		read(file('BEGIN:VTIMEZONE', 'TZID:Customized', ...rules, 'END:VTIMEZONE', vevent(...lines)));
	const summer = named(berlinRules, 'DTSTART;TZID=Customized:20260701T090000');
	expect(summer.problems).toEqual([]);
	expect(summer.events[0]?.start).toEqual({
		type: 'instant',
		at: '2026-07-01T07:00:00.000Z',
		zone: 'Europe/Berlin',
	});
	const winter = named(berlinRules, 'DTSTART;TZID=Customized:20261201T090000');
	expect(winter.events[0]?.start).toMatchObject({ at: '2026-12-01T08:00:00.000Z' });

	const odd = [
		'BEGIN:STANDARD',
		'DTSTART:19700101T000000',
		'TZOFFSETFROM:-0741',
		'TZOFFSETTO:-0741',
		'END:STANDARD',
	];
	const nowhere = named(odd, 'DTSTART;TZID=Customized:20230306T134200');
	expect(nowhere.events[0]?.start).toEqual(utc('2023-03-06T21:23:00.000Z'));
	expect(nowhere.problems.map(({ type }) => type)).toEqual(['UnknownZone']);

	const hostile = odd.toSpliced(4, 0, 'RRULE:FREQ=DAILY;BYMONTHDAY=-2');
	expect(named(hostile, 'DTSTART;TZID=Customized:20230306T134200').events).toHaveLength(1);
	const unknown = read(file(vevent('DTSTART;TZID=Middle-earth:20230306T134200')));
	expect(unknown.events[0]?.start).toEqual({ type: 'floating', local: '2023-03-06T13:42:00' });
	expect(unknown.problems).toMatchObject([{ type: 'UnknownZone', lost: false }]);
});

test('how long: DTEND, DURATION, neither, and both wrong', () => {
	const length = (...lines: string[]) => one(...lines).length;
	const at = 'DTSTART;TZID=Europe/Paris:20260328T120000';
	expect(length(at, 'DTEND;TZID=Europe/Paris:20260329T120000')).toEqual({ days: 0, seconds: 23 * 3_600 });
	expect(length(at, 'DURATION:P1D')).toEqual({ days: 1, seconds: 0 });
	expect(length(at, 'DURATION:P1DT1H30M')).toEqual({ days: 1, seconds: 5_400 });
	expect(length(at)).toEqual({ days: 0, seconds: 0 });
	expect(length('DTSTART:20260328')).toEqual({ days: 1, seconds: 0 });
	expect(length('DTSTART:20260328', 'DTEND:20260330')).toEqual({ days: 2, seconds: 0 });
	expect(length('DTSTART:20260328', 'DTEND:20260328')).toEqual({ days: 1, seconds: 0 });
	for (const end of [
		'DTEND:20260101T000000Z',
		'DURATION:-PT1H',
		'DURATION:soon',
		'DTEND;VALUE=DATE:20260401',
	])
		expect(types(file(vevent(at, end)))).toEqual(['BadEnd']);
});

test('repeats: rules, EXDATE, RDATE and PERIOD, of whatever kind they were written in', () => {
	const { repeats } = one(
		'DTSTART;TZID=Europe/Paris:20260105T090000',
		'RRULE:freq=weekly;byday=MO,WE;until=20260301;X-NOTE=1',
		'EXDATE;TZID=Europe/Paris:20260107T090000,20260112T090000',
		'EXDATE:20260114T080000Z',
		'EXDATE;VALUE=DATE:20260119',
		'RDATE;VALUE=PERIOD:20260110T100000Z/PT2H,20260111T100000Z/20260111T103000Z',
		'RDATE:20131210Z',
	);
	const paris = (at: string) => ({ type: 'instant', at, zone: 'Europe/Paris' });
	expect(repeats?.rules).toEqual(['FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260301T225959Z']);
	expect(repeats?.except).toEqual([
		paris('2026-01-07T08:00:00.000Z'),
		paris('2026-01-12T08:00:00.000Z'),
		utc('2026-01-14T08:00:00.000Z'),
		paris('2026-01-19T08:00:00.000Z'),
	]);
	expect(repeats?.added).toEqual([
		{ start: utc('2026-01-10T10:00:00.000Z'), length: { days: 0, seconds: 7_200 } },
		{ start: utc('2026-01-11T10:00:00.000Z'), length: { days: 0, seconds: 1_800 } },
		{ start: paris('2013-12-10T08:00:00.000Z'), length: null },
	]);
});

test('rules without end or sense are told, and the event stays', () => {
	const rule = (text: string) => {
		const { events, problems } = read(file(vevent('DTSTART:20260105T090000Z', `RRULE:${text}`)));
		expect(events).toHaveLength(1);
		return problems[0]?.type ?? events[0]?.repeats?.rules[0];
	};
	expect(rule('FREQ=SECONDLY')).toBe('TooOften');
	expect(rule('FREQ=MINUTELY;INTERVAL=20')).toBe('TooOften');
	expect(rule(`FREQ=DAILY;BYMINUTE=${[...Array(60).keys()].join(',')}`)).toBe('TooOften');
	for (const bad of [
		'',
		'FREQ=',
		'INTERVAL=2',
		'FREQ=DAILY;FREQ=DAILY',
		'FREQ=DAILY;COUNT=0',
		'FREQ=DAILY;COUNT=99999999999',
		'FREQ=DAILY;INTERVAL=99999999999',
		'FREQ=WEEKLY;BYMONTHDAY=3',
		'FREQ=MONTHLY;BYMONTHDAY=0',
		'FREQ=MONTHLY;BYDAY=7MO',
		'FREQ=DAILY;BYDAY=1MO',
		'FREQ=YEARLY;BYSETPOS=1',
		'FREQ=DAILY;UNTIL=then',
		'FREQ=YEARLY;RSCALE=CHINESE',
		'FREQ=DAILY;__PROTO__=1',
		`FREQ=DAILY;BYMONTHDAY=${'1,'.repeat(5_000)}1`,
	])
		expect(rule(bad)).toBe('BadRule');
	expect(rule('FREQ=DAILY;INTERVAL=0')).toBe('FREQ=DAILY');
	expect(rule('FREQ=DAILY;COUNT=2;UNTIL=20260110T000000Z')).toBe('FREQ=DAILY;UNTIL=20260110T000000Z');
});

test('one time of a series, changed; and all later ones, which is told', () => {
	const { events, problems } = read(
		file(
			vevent('UID:s', 'DTSTART:20260105T090000Z', 'RRULE:FREQ=WEEKLY'),
			vevent('UID:s', 'RECURRENCE-ID:20260112T090000Z', 'DTSTART:20260113T100000Z', 'SUMMARY:moved'),
			vevent('UID:s', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20260119T090000Z', 'DTSTART:20260119T110000Z'),
		),
	);
	expect(events).toHaveLength(3);
	expect(events[1]?.instanceOf).toEqual(utc('2026-01-12T09:00:00.000Z'));
	expect(problems).toMatchObject([{ type: 'AndFuture', at: 16, lost: false }]);
});

test('the same UID: the highest SEQUENCE, then the newest stamp; the same twice; different ones all stay', () => {
	const versions = (...all: string[][]) => {
		const { events, problems } = read(file(...all.map((lines) => vevent('UID:s', ...lines))));
		return [events.map(({ title }) => title).join(), problems.map(({ type }) => type).join()];
	};
	const at = 'DTSTART:20260105T090000Z';
	expect(versions([at, 'SEQUENCE:2', 'SUMMARY:new'], [at, 'SEQUENCE:1', 'SUMMARY:old'])).toEqual([
		'new',
		'Superseded',
	]);
	const stamped = (stamp: string, title: string) => [at, `DTSTAMP:${stamp}`, `SUMMARY:${title}`];
	expect(versions(stamped('20260101T000000Z', 'old'), stamped('20260102T000000Z', 'new'))).toEqual([
		'new',
		'Superseded',
	]);
	expect(versions([at, 'SUMMARY:a'], [at, 'SUMMARY:a'])).toEqual(['a', 'Duplicate']);
	expect(versions([at, 'SUMMARY:a'], [at, 'SUMMARY:b'])).toEqual(['a,b', 'SameUid']);
});

test('METHOD:CANCEL and STATUS:CANCELLED', () => {
	const cancelled = vevent('UID:c', 'DTSTART:20260105T090000Z');
	for (const lines of [
		['METHOD:CANCEL', cancelled],
		[cancelled, 'METHOD:CANCEL'],
	])
		expect(read(file(...lines)).events[0]?.status).toBe('cancelled');
	expect(one('DTSTART:20260105T090000Z', 'STATUS:CANCELLED').status).toBe('cancelled');
	const both = read(file('METHOD:CANCEL', cancelled) + file(vevent('UID:d', 'DTSTART:20260105T090000Z')));
	expect(both.events.map(({ status }) => status)).toEqual(['cancelled', 'confirmed']);
});

test('line ends, folds, empty lines, a letter cut in two by a fold, lines that were never escaped', () => {
	const text = file(vevent('DTSTART:20260105T090000Z', 'SUMMARY:Doctor', 'DESCRIPTION:one'));
	for (const end of ['\r\n', '\n', '\r']) {
		const { events, problems } = read(text.replaceAll('\r\n', end));
		expect([events[0]?.title, problems.length]).toEqual(['Doctor', 0]);
	}
	expect(read(text.replaceAll('\r\n', '\r\n\r\n')).events[0]?.title).toBe('Doctor');
	expect(one('DTSTA\r\n RT:2026\r\n\t0105T0\r\n 90000Z').start).toEqual(utc('2026-01-05T09:00:00.000Z'));
	expect(one('DTSTART:20260105', 'DESCRIPTION:first', 'second line', 'third').note).toBe(
		'first\nsecond line\nthird',
	);
	const [before, after] = file(vevent('DTSTART:20260105', 'SUMMARY:طبيبة')).split('ط');
	const [first = 0, second = 0] = bytes('ط');
	const cut = Uint8Array.of(...bytes(before!), first, ...bytes('\r\n '), second, ...bytes(after!));
	expect(parseCalendar(cut)).toMatchObject({ events: [{ title: 'طبيبة' }], problems: [] });
});

const codes = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));

test('charsets: a mark at the beginning, UTF-16, Windows-1252, quoted-printable', () => {
	const text = file(vevent('DTSTART:20260105', 'SUMMARY:Médecin'));
	expect(read(`\uFEFF${text}`).events[0]?.title).toBe('Médecin');
	for (const [mark, little] of [
		[true, true],
		[false, true],
		[true, false],
		[false, false],
	]) {
		const units = codes((mark ? '\uFEFF' : '') + text);
		const wide = units.flatMap((unit) => (little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255]));
		expect(parseCalendar(Uint8Array.from(wide)).events[0]?.title).toBe('Médecin');
	}
	const latin = parseCalendar(Uint8Array.from(codes(text)));
	expect(latin.events[0]?.title).toBe('Médecin');
	expect(latin.problems).toMatchObject([{ type: 'WrongCharset', line: 5, lost: false }]);
	const faulty = parseCalendar(
		Uint8Array.of(...bytes('BEGIN:VEVENT\nDTSTART:20260105\nSUMMARY:日本'), 0xe5, 0x9b),
	);
	expect(faulty.events[0]?.title).toBe('日本\uFFFD');
	const quoted = (line: string) => one('DTSTART:20260105', line).title;
	expect(quoted('SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:M=C3=A9=\r\ndecin=0D=0Ahier')).toBe(
		'Médecin\nhier',
	);
	expect(quoted('SUMMARY;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=E9decin')).toBe('Médecin');
});

test('every BEGIN:VEVENT counts, whatever is around it', () => {
	const at = 'DTSTART:20260105T090000Z';
	const counts = (text: string) => {
		const { events, problems } = read(text);
		return [events.length, problems.filter(({ lost }) => lost).length];
	};
	expect(counts(vevent(at))).toEqual([1, 0]);
	expect(counts(file('BEGIN:VEVENT', at, 'BEGIN:VEVENT', at, 'END:VEVENT'))).toEqual([2, 0]);
	expect(counts(file('BEGIN:VEVENT', at, 'BEGIN:VALARM', 'TRIGGER:-PT1H', 'END:VEVENT', vevent(at)))).toEqual(
		[2, 0],
	);
	expect(
		counts(file('BEGIN:VTODO', vevent(at), 'END:VTODO', 'END:VEVENT', 'END:VTIMEZONE', vevent(at))),
	).toEqual([2, 0]);
	expect(counts(file('BEGIN:VTIMEZONE', 'TZID:x', vevent(at), 'END:VTIMEZONE', vevent()))).toEqual([1, 1]);
	expect(types(`BEGIN:VCALENDAR\nBEGIN:VEVENT\n${at}\nSUMM`)).toEqual(['NotClosed']);
	expect(counts(`${'BEGIN:X\n'.repeat(100_000)}${vevent(at)}\n${'END:Y\n'.repeat(100_000)}`)).toEqual([1, 0]);
	const indented = file(vevent(at, 'SUMMARY:a'), vevent(at)).replaceAll('\r\n', '\r\n    ');
	expect(counts(indented)).toEqual([2, 0]);
	const inner = one(at, 'BEGIN:X-OTHER', 'SUMMARY:not hers', 'END:X-OTHER', 'SUMMARY:hers');
	expect(inner.title).toBe('hers');
});

test('slips that many programs make cost nothing', () => {
	expect(one('DTSTART:20261231T240000Z').start).toEqual({
		type: 'instant',
		at: '2027-01-01T00:00:00.000Z',
		zone: 'UTC',
	});
	expect(one('DTSTART:20260105T220000', 'DTEND:20260105T240000').length).toEqual({ days: 0, seconds: 7_200 });
	expect(types(file(vevent('DTSTART:20260105T240100')))).toEqual(['BadStart']);
	expect(one('DTSTART:', 'DTSTART:20260105').start).toEqual({ type: 'date', date: '2026-01-05' });
	expect(one('DTSTART;TZID=tzone://Microsoft/Utc:20260105T090000').start).toEqual({
		type: 'instant',
		at: '2026-01-05T09:00:00.000Z',
		zone: 'UTC',
	});
});

test('what is no calendar', () => {
	for (const text of ['', 'hello', '<html>', '{"a":1}', '\0'.repeat(1_000), 'BEGIN:VCARD\nFN:x\nEND:VCARD'])
		expect(read(text)).toMatchObject({ events: [], problems: [{ type: 'NotCalendar', line: 1 }] });
	expect(read(file())).toEqual({ events: [], problems: [] });
});
