/** Single values of real data, as they were found written, and what they mean here. */
import { describe, expect, test } from 'vitest';
import { parseClock, parseHours } from './clock';
import { parseDays } from './days';
import { parseHoursText } from './hours-text';
import { parseLanguages } from './languages';
import { plainText } from './plain';
import { parseSchedule } from './schedule';
import { parseDay, parseDegrees, parseEmail, parsePhone, parsePhones, parseUrl } from './values';
import { zoneAt } from './zone';

const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

describe('times of day', () => {
	test.each([
		['8:30AM', 510],
		['9am', 540],
		['9:00a', 540],
		['830am', 510],
		['12:00am', 0],
		['12:30 pm', 750],
		['12:30pm (dispensing)', 750],
		['17:00', 1_020],
		['10:00:00', 600],
		['17:00:00Z', 1_020],
		['9h30', 570],
		['noon', 720],
		['6 p.m.', 1_080],
		['1899-12-30T09:00:00', 540],
		['0.375', 540],
	])('%s', (written, minute) => {
		expect(parseClock(written)?.minute).toBe(minute);
	});
	test.each([
		'',
		'9',
		'25:00',
		'13:00pm',
		'9:75am',
		'5:000pm',
		'by appointment',
		'8:00 - 9:00',
		'24:30',
		'0:00am',
	])('%s is none', (written) => {
		expect(parseClock(written)).toBeNull();
	});
	test.each([
		['9:00am', '5:00pm', 540, 1_020],
		['09:00', '17:00', 540, 1_020],
		['9:00', '17:00', 540, 1_020],
		['8:00pm', '2:00am', 1_200, 1_560],
		['24 Hours', '', 0, 1_440],
		['12:00AM', '11:59PM', 0, 1_440],
		['00:00', '24:00', 0, 1_440],
		['06:00', '00:00', 360, 1_440],
		['6:00am', '2:00am', 360, 1_560],
	])('%s to %s', (opens, closes, from, to) => {
		expect(parseHours(opens, closes)).toEqual({ type: 'open', opens: from, closes: to });
	});
	test.each([
		['9:00am', '5:00'],
		['9:00', '5:00'],
		['12:00am', '12:00am'],
		['9am', ''],
		['5:00PM', 'late'],
		['9:00pm', '7:00pm'],
	])('%s to %s could be anything', (opens, closes) => {
		expect(parseHours(opens, closes)).toEqual({ type: 'unread' });
	});
	test('closed is not unread', () => {
		for (const word of ['Closed', 'Holiday', 'cerrado'])
			expect(parseHours(word, '')).toEqual({ type: 'closed' });
	});
});

describe('days', () => {
	test.each([
		['Monday', ['MO']],
		['Mon, Tue, Thur, Fri', ['MO', 'TU', 'TH', 'FR']],
		['monday,tuesday', ['MO', 'TU']],
		['Monday - Friday', WEEK.slice(0, 5)],
		['Monday–Friday', WEEK.slice(0, 5)],
		['Mon - Tue & Thur - Fri', ['MO', 'TU', 'TH', 'FR']],
		['Monday, Wed-Fri', ['MO', 'WE', 'TH', 'FR']],
		['Sunday - Saturday', WEEK],
		['Saturday to Monday', ['MO', 'SA', 'SU']],
		['7 days a week', WEEK],
		['weekdays', WEEK.slice(0, 5)],
		['TH,FR', ['TH', 'FR']],
		['Tuesday and Thursday', ['TU', 'TH']],
		['Wendesday', ['WE']],
		['lunes y miércoles', ['MO', 'WE']],
		['الاثنين', ['MO']],
		['lunes a viernes', WEEK.slice(0, 5)],
		['Du lundi au vendredi', WEEK.slice(0, 5)],
		['من الاثنين إلى الجمعة', WEEK.slice(0, 5)],
		['Montag bis Freitag', WEEK.slice(0, 5)],
		['segunda-feira, quarta-feira', ['MO', 'WE']],
		['M-F', WEEK.slice(0, 5)],
		['MWF', ['MO', 'WE', 'FR']],
		['MTWThF', WEEK.slice(0, 5)],
		['T/Th', ['TU', 'TH']],
	])('%s', (written, days) => {
		expect(parseDays(written)).toEqual({ days, monthly: false });
	});
	test.each([
		['First Saturday', ['1SA']],
		['1st Saturday of the month', ['1SA']],
		['2nd & 4th Wednesday', ['2WE', '4WE']],
		['First, second, and fourth Tuesday of the month', ['1TU', '2TU', '4TU']],
		['Last Thursday of each month', ['-1TH']],
		['1MO,-1FR', ['1MO', '-1FR']],
	])('%s', (written, days) => {
		expect(parseDays(written)).toEqual({ days, monthly: true });
	});
	test.each(['', 'Varies', '9:00AM', 'Monday (closed 1-2pm)', 'Mon-Wed-Fri', 'someday', '6th Monday', 'S-T'])(
		'%s is none',
		(written) => {
			expect(parseDays(written)).toBeNull();
		},
	);
});

test('hours in a sentence are understood whole or not at all', () => {
	const weekday = { days: WEEK.slice(0, 5), monthly: false };
	expect(parseHoursText('9:00am-5:00pm, Mon-Fri')).toEqual([{ ...weekday, opens: 540, closes: 1_020 }]);
	expect(parseHoursText('Mon-Fri 9am to 5pm; Saturday 10:00am-2:00pm')).toEqual([
		{ ...weekday, opens: 540, closes: 1_020 },
		{ days: ['SA'], monthly: false, opens: 600, closes: 840 },
	]);
	expect(parseHoursText('Daily 24 hours')).toEqual([{ days: WEEK, monthly: false, opens: 0, closes: 1_440 }]);
	for (const other of [
		'Monday-Friday, 9-5',
		'Call for hours',
		'Mon 9am-5pm; by appointment',
		'9am-5pm',
		'Mon 9am-5pm, closed for lunch',
	])
		expect(parseHoursText(other), other).toBeNull();
});

describe('rows of schedules', () => {
	const read = (row: Record<string, string>) => {
		const said: string[] = [];
		return { times: parseSchedule(row, (reason) => said.push(reason)), said };
	};
	test('minutes of the day, numbered days, holidays', () => {
		expect(read({ byday: 'Friday,Saturday', opens_at: '570', closes_at: '1050' }).times).toEqual([
			{ repeats: 'weekly', days: ['FR', 'SA'], opens: 570, closes: 1_050 },
		]);
		expect(read({ weekday: 'saturday,sunday', opens_at: 'Closed' }).times).toEqual([
			{ repeats: 'closed', days: ['SA', 'SU'] },
		]);
		expect(read({ opens_at: 'Closed', dtstart: '2023-07-19', until: '2023-07-29' }).times).toEqual([
			{ repeats: 'closed', days: [], from: '2023-07-19', until: '2023-07-29' },
		]);
		expect(read({ weekday: 'Monday', dtstart: '24 hours' }).times).toEqual([
			{ repeats: 'weekly', days: ['MO'], opens: 0, closes: 1_440 },
		]);
	});
	test('an empty freq with days is weekly; a monthly one that does not say which is told in words', () => {
		expect(
			read({ byday: 'MO', opens_at: '18:00', closes_at: '20:00', interval: '2', valid_from: '2026-01-05' })
				.times,
		).toEqual([
			{ repeats: 'weekly', days: ['MO'], every: 2, opens: 1_080, closes: 1_200, from: '2026-01-05' },
		]);
		expect(read({ freq: 'MONTHLY', byday: 'TU', opens_at: '18:00', closes_at: '20:00' }).times).toEqual([
			{ repeats: 'none', days: [], text: 'Monthly: TU, 18:00 - 20:00' },
		]);
		expect(
			read({ freq: 'MONTHLY', bymonthday: '1,15', opens_at: '18:00', closes_at: '20:00' }).times,
		).toMatchObject([{ repeats: 'monthly', days: [], monthDays: [1, 15] }]);
	});
	test('both hours in one cell; every day; closed in words; days alone keep their own words', () => {
		expect(read({ weekday: 'Monday', opens_at: '09:00-17:00' }).times).toEqual([
			{ repeats: 'weekly', days: ['MO'], opens: 540, closes: 1_020 },
		]);
		expect(read({ freq: 'DAILY', opens_at: '09:00', closes_at: '17:00' }).times).toMatchObject([
			{ repeats: 'weekly', days: WEEK },
		]);
		expect(read({ description: 'Closed: SA, SU. Also on holidays' }).times).toEqual([
			{ repeats: 'closed', days: ['SA', 'SU'], text: 'Also on holidays' },
		]);
		expect(read({ description: 'Closed for lunch' }).times).toMatchObject([{ repeats: 'none' }]);
		expect(read({ freq: 'WEEKLY', byday: 'MO', description: 'by appointment' }).times).toEqual([
			{ repeats: 'weekly', days: ['MO'], text: 'by appointment' },
		]);
	});
	test('what is not understood keeps its words and is said; what says nothing is nothing', () => {
		expect(read({ weekday: 'Varies', opens_at: '9:00AM', closes_at: '5:00PM' })).toEqual({
			times: [{ repeats: 'none', days: [], text: 'Varies, 9:00AM - 5:00PM' }],
			said: ['the days of a schedule were not understood; its words are kept'],
		});
		expect(read({ weekday: 'Monday', opens_at: '9:00am', closes_at: '5:00' })).toMatchObject({
			times: [{ repeats: 'weekly', days: ['MO'], text: 'Monday, 9:00am - 5:00' }],
			said: ['the hours of a schedule were not understood; its words are kept'],
		});
		expect(read({ id: '7', name: 'Somewhere' })).toEqual({ times: [], said: [] });
		expect(
			read({
				weekday: 'Monday',
				opens_at: '9am',
				closes_at: '5pm',
				valid_from: '2026-05-01',
				valid_to: '2020-01-01',
			}).said,
		).toEqual(['a schedule ends before it begins; both dates were left out']);
	});
});

test('markup, scripts and signs that steer a line are gone, and the words stay', () => {
	expect(plainText('<p>A</p><p>B &amp; C<br/>D</p><script>alert(1)</script>')).toBe('A\n\nB & C\nD');
	expect(plainText('&lt;img src=x onerror=alert(1)&gt;hello &amp;lt;b&amp;gt;there')).toBe('hello there');
	expect(plainText('<a href="https://a.example/x">here</a> and <a href="javascript:x()">there</a>')).toBe(
		'here (https://a.example/x) and there',
	);
	expect(plainText('under < 18 and > 5')).toBe('under < 18 and > 5');
	expect(plainText('one\\n\\n* two\\n###MON###')).toBe('one\n\n• two');
	expect(plainText('**bold** and __more__ [link](https://a.example)')).toBe(
		'bold and more link (https://a.example)',
	);
	expect(plainText('a\u202eb\u0000c\u2066')).toBe('abc');
	expect(plainText('a &rarr; b &frac12; &Ntilde; *****\n\t* c')).toBe('a → b ½ Ñ\n• c');
	expect(plainText('<b> </b>')).toBeUndefined();
});

test('addresses of the web, mail, telephone numbers, days, languages, zones', () => {
	expect(parseUrl('www.x.org/a b')).toBe('https://www.x.org/a');
	for (const bad of [
		'javascript:alert(1)',
		'data:text/html,x',
		'releasethesilence',
		'https://a:b@x.org',
		'mailto:a@b.c',
	])
		expect(parseUrl(bad), bad).toBeUndefined();
	expect(parseEmail('write to Ann@x.example.org, please')).toBe('Ann@x.example.org');
	expect(parsePhone('305-573-4200 x57471')).toEqual({ number: '305-573-4200', extension: '57471' });
	expect(parsePhone('Phone No: (202) 555-0100 Ext: 12')).toEqual({
		number: '(202) 555-0100',
		extension: '12',
	});
	expect(parsePhone('"+44 1234 234567"')).toEqual({ number: '+44 1234 234567' });
	expect(parsePhone('TTY: 202-555-0104 (ask for Ana)')).toEqual({
		number: '202-555-0104',
		type: 'textphone',
		note: 'TTY, ask for Ana',
	});
	expect(parsePhone('1 (888) 373-7888 (24/7)')).toEqual({ number: '1 (888) 373-7888', note: '24/7' });
	expect(parsePhone('1-800-FLOWERS')).toEqual({ number: '1-800-3569377', note: '1-800-FLOWERS' });
	expect(parsePhone('text HOME to 741741')).toEqual({
		number: '741741',
		type: 'text',
		note: 'text HOME to 741741',
	});
	expect(parsePhone('2025550106.0')).toEqual({ number: '2025550106' });
	expect(parsePhones('202-555-0102 or Fax 202-555-0103')).toEqual([
		{ number: '202-555-0102' },
		{ number: '202-555-0103', note: 'Fax', type: 'fax' },
	]);
	expect(parsePhones('202-555-0107/0108')).toEqual([{ number: '202-555-0107', note: '202-555-0107/0108' }]);
	expect(parsePhones('0171 234567/89')).toHaveLength(1);
	for (const bad of ['', 'call us', '(202)', '12', 'TEXT YOUR ZIP CODE TO 555-555'])
		expect(parsePhone(bad), bad).toBeUndefined();
	expect(
		['2024-02-29', '20240305', '03/24/2024', '24/03/2024', '4 March 2024', '2021-02-09T16:54:08.000000Z'].map(
			parseDay,
		),
	).toEqual(['2024-02-29', '2024-03-05', '2024-03-24', '2024-03-24', '2024-03-04', '2021-02-09']);
	expect(['February 3rd, 2024', '3-Feb-24', '1706918400', '1706918400000'].map(parseDay)).toEqual(
		Array(4).fill('2024-02-03'),
	);
	expect(['25.77', '25,77', '80.19° W', '−0.12', 'x', '25.77, -80'].map(parseDegrees)).toEqual([
		25.77,
		25.77,
		-80.19,
		-0.12,
		undefined,
		undefined,
	]);
	expect(['03/04/2024', '2023-02-29', '24 hours', ''].map(parseDay)).toEqual([
		undefined,
		undefined,
		undefined,
		undefined,
	]);
	expect(parseLanguages('English and Spanish; Haitian-Creole, Spanish (limited)')).toEqual({
		languages: ['en', 'es', 'ht', 'es'],
		interpreting: [],
	});
	expect(parseLanguages('Language line available')).toEqual({
		languages: [],
		interpreting: ['Language line available'],
	});
	expect([zoneAt(25.8, -80.2), zoneAt(38.9, -77), zoneAt(48.85, 2.35), zoneAt(0, -140)]).toEqual([
		'America/New_York',
		'America/New_York',
		'Europe/Paris',
		undefined,
	]);
});
