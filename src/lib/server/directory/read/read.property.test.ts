/** Whatever stands in a cell: nothing throws, nothing hangs, and what is understood is what could have been written. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { timeSchema, WEEKDAYS } from '$protocol/directory';
import { fold, wordsOf } from '$protocol/directory-words';
import { parseClock, parseHours } from './clock';
import { parseDays } from './days';
import { parseHoursText } from './hours-text';
import { parseLanguages } from './languages';
import { plainText } from './plain';
import { parseSchedule } from './schedule';
import { parseDay, parseEmail, parsePhone, parseUrl } from './values';

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 10_000);
const LONGEST_MS = 200;
// A machine that does other things too is slow; what is measured here is processor time.
vi.setConfig({ testTimeout: 60_000 });

/** Pieces that real cells are made of, put together wrongly. */
const pieces = fc
	.array(
		fc.oneof(
			fc.constantFrom(
				'9',
				':',
				'30',
				'am',
				'PM',
				' - ',
				'–',
				'to',
				'Mon',
				'friday',
				'1st',
				'last',
				',',
				'&',
				';',
				'closed',
				'24 hours',
				'(',
				')',
				'\n',
				'<b>',
				'&lt;',
				'&#x0;',
				'\\n',
				'***',
				'http://',
				'@',
				'.',
				'2024-02-31',
				'x12',
				'GÇÖ',
				'Ã©',
				'\u202e',
				'and',
			),
			fc.string({ unit: 'binary', maxLength: 6 }),
		),
		{ maxLength: 24 },
	)
	.map((all) => all.join(''));
const cell = fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 300 }));

const clock = (minute: number, style: number): string => {
	const [hour, rest] = [Math.floor(minute / 60), String(minute % 60).padStart(2, '0')];
	const half = hour < 12 ? 'am' : 'pm';
	const twelve = ((hour + 11) % 12) + 1;
	return (
		[
			`${String(hour).padStart(2, '0')}:${rest}`,
			`${twelve}:${rest}${half}`,
			`${twelve}:${rest} ${half.toUpperCase()}`,
			`${String(hour).padStart(2, '0')}:${rest}:00`,
		][style] ?? ''
	);
};
const minute = fc.integer({ min: 0, max: 1_439 });

test('a time written in any usual way is that time', () => {
	fc.assert(
		fc.property(minute, fc.integer({ min: 0, max: 3 }), (at, style) => {
			expect(parseClock(clock(at, style))?.minute).toBe(at);
		}),
		{ numRuns: RUNS },
	);
});

test('opening and closing in one style are those hours, over midnight too', () => {
	fc.assert(
		fc.property(minute, minute, fc.integer({ min: 0, max: 3 }), (from, to, style) => {
			const span = to > from ? to - from : to + 1_440 - from;
			// Hours without am or pm must not look like a slip (clock.ts).
			const halves = style === 1 || style === 2;
			const told =
				to > from ||
				to === 0 ||
				(halves && to <= 240) ||
				(span <= 960 && (halves || [from, to].some((at) => at >= 780 || at < 600)));
			fc.pre(from !== to && !(from === 0 && to === 1_439) && told);
			const hours = parseHours(clock(from, style), clock(to, style));
			expect(hours).toEqual({ type: 'open', opens: from, closes: to > from ? to : to + 1_440 });
		}),
		{ numRuns: RUNS },
	);
});

test('days named one by one, in any order and writing, are those days in the order of the week', () => {
	const NAMES = [
		['Monday', 'mon', 'MO'],
		['Tuesday', 'Tues.', 'TU'],
		['Wednesday', 'wed', 'WE'],
		['THURSDAY', 'thur', 'TH'],
		['Friday', 'Fri', 'FR'],
		['Saturday', 'sat', 'SA'],
		['Sunday', 'sun', 'SU'],
	];
	fc.assert(
		fc.property(
			fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
			fc.integer({ min: 0, max: 2 }),
			fc.constantFrom(', ', ',', ' & ', ' and ', '/'),
			(days, style, between) => {
				const written = days.map((day) => NAMES[day]?.[style] ?? '').join(between);
				expect(parseDays(written)).toEqual({
					days: WEEKDAYS.filter((_, day) => days.includes(day)),
					monthly: false,
				});
			},
		),
		{ numRuns: RUNS },
	);
});

test('any cell at all: no crash, no hang, and what comes out is of the form that phones read', () => {
	const columns = [
		'weekday',
		'byday',
		'opens_at',
		'closes_at',
		'freq',
		'interval',
		'bymonthday',
		'valid_from',
		'valid_to',
		'dtstart',
		'until',
		'description',
		'original_text',
		'open_24_hours',
	];
	const row = fc.dictionary(fc.constantFrom(...columns), cell, { maxKeys: 8 });
	let longest = 0;
	fc.assert(
		fc.property(row, cell, (schedule, text) => {
			const start = process.cpuUsage();
			for (const time of parseSchedule(schedule, () => {})) timeSchema.parse(time);
			const plain = plainText(text);
			if (plain !== undefined) expect(plain).not.toMatch(/(?!\n)\p{Cc}|[\u202a-\u202e]/u);
			for (const parse of [
				parseClock,
				parseDays,
				parseHoursText,
				parseLanguages,
				parseDay,
				parseEmail,
				parsePhone,
				wordsOf,
			])
				parse(text);
			const url = parseUrl(text);
			if (url !== undefined) expect(url).toMatch(/^https?:\/\/[^@/]+\.[^@/]+/);
			expect(fold(fold(text))).toBe(fold(text));
			const { user } = process.cpuUsage(start);
			longest = Math.max(longest, user / 1_000);
		}),
		{ numRuns: RUNS },
	);
	expect(longest).toBeLessThan(LONGEST_MS);
});

test('a long cell of one sign takes no long time', () => {
	for (const sign of [
		'<',
		'&',
		'*',
		'_',
		'[',
		'(',
		'9',
		' ',
		'\n',
		'-',
		',',
		'Ã',
		'9:',
		'mon-',
		'<a href=',
		'**a',
		'\\n',
		'@',
		'x1',
	])
		for (const parse of [
			plainText,
			parseDays,
			parseClock,
			parseHoursText,
			parsePhone,
			parseEmail,
			parseUrl,
			wordsOf,
		]) {
			const start = process.cpuUsage();
			parse(sign.repeat(Math.floor(20_000 / sign.length)));
			expect(process.cpuUsage(start).user / 1_000, `${parse.name} ${sign}`).toBeLessThan(LONGEST_MS);
		}
});
