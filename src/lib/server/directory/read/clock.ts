/** Times of day, however they are written, as minutes after midnight. What could be two times is none. */
import { fold } from '$protocol/directory-words';

export const DAY_MINUTES = 1_440;

/** What is longer is no time of day. */
const LONGEST = 120;

/** What goes on past midnight for longer is rather a slip, */
const LONGEST_NIGHT = 16 * 60;
/** unless it says am and pm and ends in the small hours. */
const EARLY = 4 * 60;

export interface Clock {
	minute: number;
	/** It said am or pm, or cannot be anything else (17:00, 9:00:00, noon). */
	sure: boolean;
}

const WORDS = new Map(
	Object.entries({
		noon: 720,
		midday: 720,
		midnight: 0,
		midi: 720,
		minuit: 0,
		mediodia: 720,
		medianoche: 0,
	}),
);

/**
 * One time: `8:30AM`, `9am`, `830am`, `17:00`, `17:00:00`, `9h30`, `noon`. A note behind it is let go (`12:30pm (dispensing)`).
 * @returns null when it is none. `9:00` is read as on a 24-hour clock, and said not to be sure up to 12:59.
 */
export function parseClock(written: string): Clock | null {
	if (written.length > LONGEST) return null;
	const text = fold(written)
		.replace(/\(.*$/, '')
		// A spreadsheet's time, with the day it counts from.
		.replace(/^\d{4}-\d\d-\d\d[t ](?=\d)/, '')
		.replace(/^(?:from|at|de|a las|desde|a partir de)\s+/, '')
		.replace(/\s+/g, ' ')
		.trim();
	// Or its part of a day: 0.375 is nine.
	if (/^0?\.\d{3,}$/.test(text)) return { minute: Math.round(Number(text) * DAY_MINUTES), sure: true };
	const word = WORDS.get(text.replace(/^12(?::00)? ?/, ''));
	if (word !== undefined) return { minute: word, sure: true };
	const match =
		/^(\d{1,2})(?:[:.h](\d{2}))?(?::(\d{2})(?:\.\d+)?)?(z|[+-]\d\d:?\d\d)? ?(?:(a|p)\.? ?m?\.?|(h|uhr|hrs))?$/.exec(
			text,
		) ?? /^(\d{1,2})(\d{2})()() ?(?:(a|p)\.? ?m?\.?|(hrs|h))$/.exec(text);
	if (match === null) return null;
	const [, hours = '', minutes, seconds, , half, clock24] = match;
	let hour = Number(hours);
	const minute = Number(minutes ?? 0);
	if (minute > 59) return null;
	if (half !== undefined) {
		if (hour < 1 || hour > 12) return null;
		hour = (hour % 12) + (half === 'p' ? 12 : 0);
		return { minute: hour * 60 + minute, sure: true };
	}
	if (hour > 24 || (hour === 24 && minute > 0)) return null;
	// A number alone is an hour only with a word for it.
	if (minutes === undefined && clock24 === undefined) return null;
	const twoDigits = hours.startsWith('0');
	return {
		minute: hour * 60 + minute,
		sure:
			hour > 12 ||
			hour === 0 ||
			twoDigits ||
			clock24 !== undefined ||
			(seconds !== undefined && seconds !== ''),
	};
}

export type Hours = { type: 'open'; opens: number; closes: number } | { type: 'closed' } | { type: 'unread' };

const ALL_DAY =
	/^(?:open )?(?:24 ?(?:hours?|hrs?|h)?(?: ?\/ ?7)?|24 ?hours? (?:a|per) day|24\/7|all day|round the clock|around the clock|24 horas|24h\/24)$/;
const CLOSED = /^(?:closed|cerrado|ferme|holiday|none|no hours|not open)$/;

/**
 * Opening and closing together. One that has am or pm beside one that has not (`9:00am` to `5:00`) is not guessed at; two on
 * a 24-hour clock are. An end before the beginning is on the next day. The same time twice says nothing.
 */
export function parseHours(opens: string, closes: string): Hours {
	const [first, last] = [fold(opens).trim(), fold(closes).trim()];
	if (ALL_DAY.test(first) || (first === '' && ALL_DAY.test(last)))
		return { type: 'open', opens: 0, closes: DAY_MINUTES };
	if (CLOSED.test(first)) return { type: 'closed' };
	const [from, to] = [parseClock(opens), parseClock(closes)];
	if (from === null || to === null) return { type: 'unread' };
	const halves = [opens, closes].map((text) => /\d\s*[ap]\.?\s*m?\.?(?:\s|$|\()/i.test(text));
	const mixed = halves[0] !== halves[1];
	if (mixed && !(from.sure && to.sure)) return { type: 'unread' };
	// 9:00 to 5:00 on a 24-hour clock would be a night; somebody left pm out.
	if (!mixed && !from.sure && !to.sure && to.minute <= from.minute) return { type: 'unread' };
	if (from.minute === to.minute) return { type: 'unread' };
	const span = to.minute > from.minute ? to.minute - from.minute : to.minute + DAY_MINUTES - from.minute;
	// 09:00 to 05:00 is a day of twenty hours, or a slip for 17:00; so is 9pm to 7pm. Until midnight, or 6am to 2am, is meant so.
	const early = halves[0] === true && to.minute <= EARLY;
	if (to.minute > 0 && to.minute < from.minute && span > LONGEST_NIGHT && !early) return { type: 'unread' };
	if (from.minute === 0 && to.minute === 1_439) return { type: 'open', opens: 0, closes: DAY_MINUTES };
	return {
		type: 'open',
		opens: from.minute,
		closes: to.minute > from.minute ? to.minute : to.minute + DAY_MINUTES,
	};
}
