/**
 * One row of a schedule as times that a clock can follow. HSDS has had weekday names, iCalendar-like columns, minutes of the day,
 * sentences, and all of them half filled. The offset from UTC of 3.x is not used: it is wrong for half of every year.
 */
import type { ServiceTime } from '$protocol/directory';
import type { Row } from '../source/csv';
import { parseHours, type Hours } from './clock';
import { parseDays, type Days } from './days';
import { parseHoursText } from './hours-text';
import { plainLine } from './plain';
import { parseDay, parseNumber, triesToBeDay } from './values';

/** Says what was not understood; the value is the source's. */
export type Complain = (reason: string, value?: string) => void;

/** ORServices numbers days from Monday. */
const numbered = (text: string): string | null =>
	/^[1-7](?:,[1-7])*$/.test(text)
		? text
				.split(',')
				.map((digit) => ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][Number(digit) - 1])
				.join(',')
		: null;

/** `750` is half past twelve: a column of plain numbers above 24 holds minutes. */
const fromMinutes = (text: string): string => {
	const minutes = parseNumber(text);
	if (minutes === undefined || minutes <= 24 || minutes > 1_440 || !Number.isInteger(minutes)) return text;
	return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};

function daysOf(row: Row, complain: Complain): Days | null {
	const written = row['byday'] ?? row['weekday'];
	if (written === undefined) return /^daily$/i.test(row['freq'] ?? '') ? parseDays('daily') : null;
	const days = parseDays(written) ?? parseDays(row['weekday'] ?? '') ?? parseDays(numbered(written) ?? '');
	if (days === null) complain('the days of a schedule were not understood; its words are kept', written);
	return days;
}

function monthDaysOf(row: Row): number[] {
	const days = (row['bymonthday'] ?? '')
		.split(/[,;\s]+/)
		.filter(Boolean)
		.map(Number);
	return days.every((day) => Number.isInteger(day) && day !== 0 && Math.abs(day) <= 31) ? days : [];
}

function dated(row: Row, complain: Complain): { from?: string; until?: string } {
	const read = (name: string): string | undefined => {
		const day = parseDay(row[name]);
		if (row[name] !== undefined && day === undefined && triesToBeDay(row[name]))
			complain('a date was not understood, or could be two', row[name]);
		return day;
	};
	const from = read('valid_from') ?? read('dtstart');
	const until = [read('valid_to'), read('until')].filter((day) => day !== undefined).sort()[0];
	if (from !== undefined && until !== undefined && until < from) {
		complain('a schedule ends before it begins; both dates were left out', `${from} to ${until}`);
		return {};
	}
	return { ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
}

function hoursOf(row: Row, complain: Complain): Hours {
	const [opens = '', closes = ''] = [row['opens_at'], row['closes_at']].map((text) =>
		fromMinutes(text ?? ''),
	);
	if (opens === '' && closes === '') {
		// One export writes it there.
		if (/24 ?hours/i.test(row['dtstart'] ?? '') || numbered(row['open_24_hours'] ?? '') !== null)
			return { type: 'open', opens: 0, closes: 1_440 };
		return { type: 'unread' };
	}
	// Both in one cell: `09:00-17:00`.
	const both = closes === '' ? /^(.*\d.*?)\s*(?:-|–|—|\bto\b|\ba\b)\s*(.*\d.*)$/i.exec(opens) : null;
	const hours = both === null ? parseHours(opens, closes) : parseHours(both[1] ?? '', both[2] ?? '');
	if (hours.type === 'unread')
		complain('the hours of a schedule were not understood; its words are kept', `${opens} to ${closes}`);
	return hours;
}

const words = (row: Row): string | undefined =>
	plainLine([row['description'] ?? row['original_text'], row['notes']].filter(Boolean).join('. '))?.slice(
		0,
		500,
	);

/** What stood in the columns, for a schedule that was not understood. */
const columnsSaid = (row: Row): string | undefined =>
	plainLine(
		[row['weekday'] ?? row['byday'], [row['opens_at'], row['closes_at']].filter(Boolean).join(' - ')]
			.filter(Boolean)
			.join(', '),
	);

/** `Closed: SA, SU. Also on holidays.`: closed in words alone, as HSDS 3.x has no column for it. */
function closedInWords(row: Row, text: string | undefined, range: { from?: string }): ServiceTime | null {
	const columns = ['weekday', 'byday', 'bymonthday', 'freq', 'opens_at', 'closes_at'];
	const match = /^closed(?:: *([^.]*))?(?:\. *(.*))?$/i.exec(text ?? '');
	if (match === null || columns.some((name) => row[name] !== undefined)) return null;
	const days = match[1] === undefined ? null : parseDays(match[1]);
	if (days === null ? match[1] !== undefined || range.from === undefined : days.monthly) return null;
	const more = match[2] ?? '';
	return { repeats: 'closed', days: days?.days ?? [], ...range, ...(more !== '' && { text: more }) };
}

/** @returns nothing when the row says nothing about any time. */
export function parseSchedule(row: Row, complain: Complain): ServiceTime[] {
	const text = words(row);
	const days = daysOf(row, complain);
	const monthDays = monthDaysOf(row);
	const hours = hoursOf(row, complain);
	const range = dated(row, complain);
	const said = text === undefined ? {} : { text };
	const closed = closedInWords(row, text, range);
	if (closed !== null) return [closed];
	if (days === null && monthDays.length === 0) {
		if (hours.type === 'closed' && range.from !== undefined)
			return [{ repeats: 'closed', days: [], ...range, ...said }];
		const sentence =
			row['weekday'] === undefined && row['byday'] === undefined ? parseHoursText(text ?? '') : null;
		if (sentence !== null)
			return sentence.map((one) => ({
				repeats: one.monthly ? 'monthly' : 'weekly',
				days: one.days,
				opens: one.opens,
				closes: one.closes,
				...range,
				...said,
			}));
		const kept = [columnsSaid(row), text].filter(Boolean).join('. ');
		return kept === '' ? [] : [{ repeats: 'none', days: [], ...range, text: kept }];
	}
	if (hours.type === 'closed') return [{ repeats: 'closed', days: days?.days ?? [], ...range, ...said }];
	const monthly = days === null || days.monthly;
	if (!monthly && /^monthly$/i.test(row['freq'] ?? '')) {
		// Which Tuesday of the month it does not say.
		const kept = [`Monthly: ${columnsSaid(row) ?? ''}`, text].filter(Boolean).join('. ');
		return [{ repeats: 'none', days: [], ...range, text: kept }];
	}
	const every = parseNumber(row['interval']);
	const tried = row['opens_at'] !== undefined || row['closes_at'] !== undefined;
	const kept =
		hours.type === 'unread' && (tried || text === undefined)
			? [columnsSaid(row), text].filter(Boolean).join('. ')
			: text;
	return [
		{
			repeats: monthly ? 'monthly' : 'weekly',
			days: days?.days ?? [],
			...(monthDays.length > 0 && monthly && { monthDays }),
			...(every !== undefined && Number.isInteger(every) && every >= 2 && every <= 52 && { every }),
			...(hours.type === 'open' && { opens: hours.opens, closes: hours.closes }),
			...range,
			...(kept !== undefined && kept !== '' && { text: kept }),
		},
	];
}
