/** Days of the week, however they are written. What is not wholly understood is not understood. */
import { WEEKDAYS, type Weekday } from '$protocol/directory';
import { fold } from '$protocol/directory-words';

const NAMES: Record<Weekday, string[]> = {
	MO: ['mo', 'mon', 'mond', 'monday', 'mondays', 'lunes', 'lun', 'lundi', 'lundis', 'الاثنين'],
	TU: ['tu', 'tue', 'tues', 'tuesday', 'tuesdays', 'martes', 'mardi', 'mardis', 'الثلاثاء'],
	WE: [
		'we',
		'wed',
		'weds',
		'wednesday',
		'wednesdays',
		'wendesday',
		'wensday',
		'miercoles',
		'mercredi',
		'mercredis',
		'الاربعاء',
	],
	TH: ['th', 'thu', 'thur', 'thurs', 'thursday', 'thursdays', 'jueves', 'jeudi', 'jeudis', 'الخميس'],
	FR: ['fr', 'fri', 'friday', 'fridays', 'viernes', 'vendredi', 'vendredis', 'الجمعه'],
	SA: ['sa', 'sat', 'satu', 'saturday', 'saturdays', 'sabado', 'sabados', 'samedi', 'samedis', 'السبت'],
	SU: ['su', 'sun', 'sunday', 'sundays', 'domingo', 'domingos', 'dimanche', 'dimanches', 'الاحد'],
};
const DAY = new Map(WEEKDAYS.flatMap((day) => NAMES[day].map((name) => [name, day] as const)));
const SETS = new Map<string, readonly Weekday[]>(
	Object.entries({
		daily: WEEKDAYS,
		everyday: WEEKDAYS,
		'every day': WEEKDAYS,
		'all days': WEEKDAYS,
		'all week': WEEKDAYS,
		'7 days a week': WEEKDAYS,
		'seven days a week': WEEKDAYS,
		'7 days': WEEKDAYS,
		weekdays: WEEKDAYS.slice(0, 5),
		weekday: WEEKDAYS.slice(0, 5),
		weekends: WEEKDAYS.slice(5),
		weekend: WEEKDAYS.slice(5),
	}),
);
const NTH = new Map(
	Object.entries({
		'1st': 1,
		first: 1,
		'2nd': 2,
		second: 2,
		'3rd': 3,
		third: 3,
		'4th': 4,
		fourth: 4,
		'5th': 5,
		fifth: 5,
		last: -1,
	}),
);

const LONGEST = 200;

export interface Days {
	/** `MO`, or `1MO`, `-1FR` for monthly ones. */
	days: string[];
	monthly: boolean;
}

/** One day's name, or null. */
export const dayOf = (word: string): Weekday | null => DAY.get(word.replace(/\.$/, '')) ?? null;

/** From one to the other, over the end of the week if need be. */
function span(from: Weekday, to: Weekday): Weekday[] {
	const days: Weekday[] = [];
	for (let at = WEEKDAYS.indexOf(from); ; at = (at + 1) % 7) {
		const day = WEEKDAYS[at] ?? from;
		days.push(day);
		if (day === to) return days;
	}
}

/** `2nd & 4th Wednesday`, `First Saturday of each month`. */
function nthDays(text: string): Days | null {
	const words = text
		.replace(/\b(?:of|in) (?:the|each|every) month$/, '')
		.replace(/^(?:every|the|each) /, '')
		.trim();
	const match = /^(.+) ([^\s\d]+)$/.exec(words);
	const day = dayOf(match?.[2] ?? '');
	if (match === null || day === null) return null;
	const numbers = (match[1] ?? '').split(/\s*(?:,|&|\band\b)\s*/).filter(Boolean);
	const nth = numbers.map((word) => NTH.get(word));
	if (nth.length === 0 || !nth.every((number) => number !== undefined)) return null;
	return { days: nth.map((number) => `${number}${day}`), monthly: true };
}

/** The days a text names; null when any part of it is something else. Never throws. */
export function parseDays(written: string): Days | null {
	if (written.length > LONGEST) return null;
	const text = fold(written)
		.replace(/[–—−]|(?<=\s)to(?=\s)|(?<=\s)thru(?=\s)|(?<=\s)through(?=\s)/g, '-')
		.replace(/\s*-\s*/g, '-')
		.replace(/\s+/g, ' ')
		.replace(/[.:;,]+$/, '')
		.trim();
	if (text === '') return null;
	const nth = nthDays(text);
	if (nth !== null) return nth;
	const days = new Set<string>();
	let monthly = false;
	for (const part of text.split(/\s*(?:[,;/&+]|\band\b|\by\b|\bet\b)\s*/)) {
		if (part === '') continue;
		const named = SETS.get(part);
		const [from = '', to, ...more] = part.split('-');
		const [first, last] = [dayOf(from), dayOf(to ?? from)];
		const ruled = /^(-?[1-5])([a-z]{2})$/.exec(part);
		const ruledDay = dayOf(ruled?.[2] ?? '');
		if (named !== undefined) for (const day of named) days.add(day);
		else if (ruled !== null && ruledDay !== null) {
			monthly = true;
			days.add(`${ruled[1] ?? ''}${ruledDay}`);
		} else if (first !== null && last !== null && more.length === 0)
			for (const day of span(first, last)) days.add(day);
		else return null;
	}
	if (days.size === 0) return null;
	const inOrder = [...days].sort(
		(one, other) => WEEKDAYS.indexOf(one.slice(-2) as Weekday) - WEEKDAYS.indexOf(other.slice(-2) as Weekday),
	);
	return { days: inOrder, monthly };
}
