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
	// Seconds or milliseconds since 1970, as databases write it.
	const epoch = /^(\d{10})(?:\d{3})?$/.exec(text)?.[1];
	if (epoch !== undefined) return new Date(Number(epoch) * 1_000).toISOString().slice(0, 10);
	const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:$|[T ,])/.exec(text);
	if (slashed !== null) {
		const [one, two, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])];
		if (one > 12 || one === two) return day(year, two, one);
		return two > 12 ? day(year, one, two) : undefined;
	}
	const named =
		/^(?:[a-z]{3,9}day,? )?(?:([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,?|(\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?([a-z]{3})[a-z]*\.?,?)[ -](\d{4}|\d{2})\b/i.exec(
			text,
		);
	if (named === null) return undefined;
	const month = MONTHS.indexOf((named[1] ?? named[4] ?? '').toLowerCase()) + 1;
	const year = (named[5] ?? '').padStart(4, '20');
	return month > 0 ? day(Number(year), month, Number(named[2] ?? named[3])) : undefined;
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

/** A coordinate: `25.77`, with a comma `25,77`, with its side of the world `25.77° N`. */
export function parseDegrees(written: string | undefined): number | undefined {
	const text = written?.trim() ?? '';
	const match = /^([+-]?)(\d{1,3}(?:[.,]\d{1,20})?)\s*°?\s*([NSEWO])?$/i.exec(text.replace('−', '-'));
	if (match === null) return undefined;
	const degrees = Number((match[2] ?? '').replace(',', '.'));
	return match[1] === '-' || /[SWO]/i.test(match[3] ?? '') ? -degrees : degrees;
}

/** E.164 has fifteen; with the signs a network dials abroad by, a few more. */
const MOST_DIGITS = 18;
const digits = (text: string): number => (text.match(/\d/g) ?? []).length;

export interface Dialled {
	number: string;
	extension?: string;
	/** What stood beside it: whom to ask for, which letters it spells. */
	note?: string;
	/** What its own words call it. */
	type?: 'fax' | 'textphone' | 'text';
}

/** `1-800-FLOWERS` as the keys of a telephone have it. */
function spelled(text: string): string | null {
	if (!/^\+?[\d().\s-]*\d[\d().\s-]*[-\s.][A-Z]{3,}(?:-[A-Z]+)*$/.test(text)) return null;
	const keys = '22233344455566677778889999';
	return text.replace(/[A-Z]/g, (letter) => keys[letter.charCodeAt(0) - 65] ?? '');
}

const BESIDE = /^([\p{L}][\p{L}\s.,:/()&'’#-]{0,60}?)[\s:.,(#-]*(?=[+(]?\d)/u;
const typeOf = (words: string): Dialled['type'] =>
	/\b(?:tty|tdd|textphone|minicom)\b/i.test(words)
		? 'textphone'
		: /\bfax\b/i.test(words)
			? 'fax'
			: /^(?:text|sms)\b/i.test(words)
				? 'text'
				: undefined;

/** A telephone number as somebody would dial it, and its extension; not made to any one country's form. */
export function parsePhone(written: string | undefined): Dialled | undefined {
	const whole = plainLine(written)
		?.replace(/^["']+|["']+$/g, '')
		.replace(/^(?:phone(?: no)?|tel(?:ephone)?|t|call)\s*[:.]\s*/i, '')
		// A program that knew numbers only.
		.replace(/^(\d{7,15})\.0$/, '$1')
		.trim();
	if (whole === undefined || whole.length > 120) return undefined;
	// `text HOME to 741741`: a short number, and what to write to it.
	const short = /^(?:text|sms)\b.*\D(\d{5,6})$/i.exec(whole)?.[1];
	if (digits(whole) === short?.length) return { number: short, type: 'text', note: whole };
	const before = BESIDE.exec(whole);
	const words = before?.[1]?.trim() ?? '';
	const bare = whole.slice(before?.[0].length ?? 0);
	// Words behind it, also in brackets: `(ask for Ana)`, `(24/7)`; a lone area code in brackets is none of them.
	const behind = /^(.*\d)\s*(\([^()]*\)|[-–,:;]\s+\p{L}[^\d]*)$/u.exec(bare);
	const number = digits(behind?.[1] ?? '') >= 7 ? (behind?.[1] ?? '') : bare;
	const notes = [words, number === bare ? '' : (behind?.[2] ?? '').replace(/^[(\s,:;–-]+|[)\s]+$/g, '')];
	const match = /^(.*?)[\s,;]*(?:(?:ext(?:ension)?|extn|x|opt(?:ion)?)\.?[\s:#]*)(?:OPT)?(\d{1,7})\s*$/i.exec(
		number,
	);
	let dialled = (match?.[1] ?? number).replace(/[\s,;.]+$/, '');
	const keys = spelled(dialled);
	if (keys !== null) {
		notes.push(dialled);
		dialled = keys;
	}
	const many = digits(dialled);
	// Three digits and a star are services of the network; a lone "(202)" is the beginning of one.
	const least = words === '' || /^(?:call|dial)$/i.test(words) ? 3 : 7;
	if (many < least || many > MOST_DIGITS || !/^[+(\d*#]/.test(dialled) || /^\(\d+\)$/.test(dialled))
		return undefined;
	const note = notes.filter((one) => one !== '' && !/^(?:call|tel|phone|voice|dial)$/i.test(one)).join(', ');
	const type = typeOf(words);
	return {
		number: dialled,
		...(match?.[2] !== undefined && { extension: match[2] }),
		...(note !== '' && { note }),
		...(type !== undefined && { type }),
	};
}

/** All numbers of one cell: `202-555-0102 or 202-555-0103`. Where the parts are not each a whole number, it is one. */
export function parsePhones(written: string | undefined): Dialled[] {
	const parts = plainLine(written)
		?.split(/\s*(?:[;|/,]|\b(?:or|and|o|ou|oder)\b|\n)\s*/i)
		.filter(Boolean);
	if (parts !== undefined && parts.length > 1 && parts.length <= 6) {
		const found = parts.map((part) => (digits(part) >= 7 ? parsePhone(part) : undefined));
		if (found.every((one) => one !== undefined)) return found;
		// `202-555-0107/0108`: the first is one, and the rest is told in words.
		const [first, ...rest] = parts;
		const one = digits(written ?? '') > 11 && digits(first ?? '') >= 7 ? parsePhone(first) : undefined;
		if (one !== undefined && rest.every((part) => digits(part) < 7))
			return [{ ...one, note: [one.note, plainLine(written)].filter(Boolean).join(', ') }];
	}
	const one = parsePhone(written);
	return one === undefined ? [] : [one];
}
