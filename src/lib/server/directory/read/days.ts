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
const DAY = new Map<string, Weekday | null>();
/** As the runtime has them in the languages of the people who write directories; a word for two days is none. */
for (const language of 'en es fr ar pt it de nl pl ro ru uk tr vi id sw so fa ur hi ko zh ja tl'.split(' '))
	for (const weekday of ['long', 'short'] as const) {
		const written = new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' });
		WEEKDAYS.forEach((day, index) => {
			// The fifth of January 2026 was a Monday.
			const name = fold(written.format(Date.UTC(2026, 0, 5 + index))).replace(/\.$/, '');
			for (const one of new Set([name, name.replace(/-feira$/, '')]))
				DAY.set(one, DAY.has(one) && DAY.get(one) !== day ? null : day);
		});
	}
for (const day of WEEKDAYS) for (const name of NAMES[day]) DAY.set(name, day);
/** `MWF`, `M-Th`, `MTWThF`: one letter each. S could be two, and T stands beside Th for Tuesday. */
const LETTERS = /^(m)?(t|tu)?(w)?(th|r)?(f)?$/;
const lettered = (word: string): Weekday[] | null => {
	const found = LETTERS.exec(word);
	return found === null || word === '' ? null : WEEKDAYS.filter((_, index) => found[index + 1] !== undefined);
};
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
const dayOrLetter = (word: string): Weekday | null => {
	const letters = lettered(word);
	return dayOf(word) ?? (letters?.length === 1 ? (letters[0] ?? null) : null);
};

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
	const known = SETS.get(fold(written).trim());
	if (known !== undefined) return { days: [...known], monthly: false };
	const text = fold(written)
		.replace(
			/[–—−~]|(?<=\s)(?:to|thru|through|until|till|al?|hasta(?: el)?|au|jusqu['’]?au|bis|ate|الي|حتي)(?=\s)/g,
			'-',
		)
		.replace(/^(?:(?:from|du|de|del|von|من) )/, '')
		.replace(/\s*-\s*/g, '-')
		.replace(/\s+/g, ' ')
		.replace(/[.:;,]+$/, '')
		.trim();
	if (text === '') return null;
	const nth = nthDays(text);
	if (nth !== null) return nth;
	const days = new Set<string>();
	let monthly = false;
	for (const part of text.split(/\s*(?:[,;/&+،]|\b(?:and|y|et|und|e)\b)\s*/)) {
		if (part === '') continue;
		const named = SETS.get(part);
		const [from = '', to, ...more] = part.split('-');
		const [first, last] = [dayOrLetter(from), dayOrLetter(to ?? from)];
		const letters = lettered(part);
		const ruled = /^(-?[1-5])([a-z]{2})$/.exec(part);
		const ruledDay = dayOf(ruled?.[2] ?? '');
		const whole = dayOf(part);
		if (named !== undefined) for (const day of named) days.add(day);
		else if (whole !== null) days.add(whole);
		else if (ruled !== null && ruledDay !== null) {
			monthly = true;
			days.add(`${ruled[1] ?? ''}${ruledDay}`);
		} else if (first !== null && last !== null && more.length === 0)
			for (const day of span(first, last)) days.add(day);
		else if (letters !== null) for (const day of letters) days.add(day);
		else return null;
	}
	if (days.size === 0) return null;
	const inOrder = [...days].sort(
		(one, other) => WEEKDAYS.indexOf(one.slice(-2) as Weekday) - WEEKDAYS.indexOf(other.slice(-2) as Weekday),
	);
	return { days: inOrder, monthly };
}
