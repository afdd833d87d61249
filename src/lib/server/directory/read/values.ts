/** Small things of a row: dates, addresses of the web, mail, numbers. What is not understood is not there. */
import { plainLine } from './plain';

const day = (year: number, month: number, date: number): string | undefined => {
	const at = new Date(Date.UTC(year, month - 1, date));
	const real = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === date;
	return real && year >= 1900 && year <= 2200 ? at.toISOString().slice(0, 10) : undefined;
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A calendar day as `YYYY-MM-DD`. `03/04/2024` could be two days and is none; `03/24/2024` and `24/03/2024` are one.
 */
export function parseDay(written: string | undefined): string | undefined {
	const text = written?.trim() ?? '';
	const iso = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:$|[T ])/.exec(text);
	if (iso !== null) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
	const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:$|[T ,])/.exec(text);
	if (slashed !== null) {
		const [one, two, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])];
		if (one > 12 || one === two) return day(year, two, one);
		return two > 12 ? day(year, one, two) : undefined;
	}
	const named = /^(?:([a-z]{3})[a-z]* (\d{1,2}),?|(\d{1,2}) ([a-z]{3})[a-z]*) (\d{4})\b/i.exec(text);
	if (named === null) return undefined;
	const month = MONTHS.indexOf((named[1] ?? named[4] ?? '').toLowerCase()) + 1;
	return month > 0 ? day(Number(named[5]), month, Number(named[2] ?? named[3])) : undefined;
}

/** Whether something looks like a day that was not understood, and not like words about one. */
export const triesToBeDay = (text: string | undefined): boolean => /\d{3}|\d[/.-]\d/.test(text ?? '');

/** An address of the web, with its scheme: `www.x.org` is taken as https. Nothing that runs, nothing with a password. */
export function parseUrl(written: string | undefined): string | undefined {
	const text = plainLine(written)?.split(/[\s,;|]+/)[0] ?? '';
	if (text === '') return undefined;
	const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[\w.-]+:\d/.test(text) ? text : `https://${text}`;
	if (!URL.canParse(whole)) return undefined;
	const url = new URL(whole);
	if (!/^https?:$/.test(url.protocol) || url.username !== '' || !/^[^.]+(\.[^.]+)+$/.test(url.hostname))
		return undefined;
	// What URL lets stand and RFC 3986 does not.
	const href = url.href.replace(/[^\x21-\x7e]|["<>\\^`{|}]|\[|\]|%(?![0-9a-f]{2})/gi, encodeURIComponent);
	return href.length <= 600 ? href : undefined;
}

/** The first mail address in the text. */
export const parseEmail = (written: string | undefined): string | undefined =>
	/[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/.exec(plainLine(written) ?? '')?.[0];

/** A number that is wholly one. */
export function parseNumber(written: string | undefined): number | undefined {
	const text = written?.trim() ?? '';
	return /^-?\d{1,6}(?:\.\d{1,18})?$/.test(text) ? Number(text) : undefined;
}

const digits = (text: string): number => (text.match(/\d/g) ?? []).length;

export interface Dialled {
	number: string;
	extension?: string;
}

/** A telephone number as somebody would dial it, and its extension; not made to any one country's form. */
export function parsePhone(written: string | undefined): Dialled | undefined {
	const text = plainLine(written)
		?.replace(/^["']+|["']+$/g, '')
		.replace(/^(?:phone(?: no)?|tel(?:ephone)?|t|call)\s*[:.]\s*/i, '')
		.trim();
	if (text === undefined || text.length > 120) return undefined;
	const match = /^(.*?)[\s,;]*(?:(?:ext(?:ension)?|extn|x|opt(?:ion)?)\.?[\s:]*)(?:OPT)?(\d{1,7})\s*$/i.exec(
		text,
	);
	const number = (match?.[1] ?? text).replace(/[\s,;.]+$/, '');
	const many = digits(number);
	// Three digits and a star are services of the network; a lone "(202)" is the beginning of one.
	if (many < 3 || many > 20 || !/^[+(\d*#]/.test(number) || /^\(\d+\)$/.test(number)) return undefined;
	return { number, ...(match?.[2] !== undefined && { extension: match[2] }) };
}
