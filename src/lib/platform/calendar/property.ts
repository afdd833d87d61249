/**
 * One content line as `ical.js` reads it. Lines are handed to it one at a time, so that what it does not understand costs
 * that line and nothing else. It never throws.
 */
import ICAL from 'ical.js';

export interface Property {
	/** In capitals. */
	name: string;
	parameters: ReadonlyMap<string, string>;
	/** As it stands in the file, escapes and all. */
	value: string;
}

const LONGEST_PARAMETER = 1_000;

/**
 * Name, parameters and value of a line, forgiving of what programs write: a colon in a name of a zone that is not quoted,
 * for one. `null` where it is no property.
 */
export function propertyOf(text: string): Property | null {
	const name = /^[A-Za-z0-9_-]+/.exec(text)?.[0];
	if (name === undefined) return null;
	const sign = text[name.length];
	if (sign === ':') {
		return { name: name.toUpperCase(), parameters: new Map(), value: text.slice(name.length + 1) };
	}
	if (sign !== ';') return null;
	const parameters = new Map<string, string>();
	let at = name.length;
	while (text[at] === ';') {
		const rest = text.slice(at + 1, at + 1 + LONGEST_PARAMETER);
		const found =
			/^([A-Za-z0-9-]+)\s*=\s*"([^"]*)"\s*(?=[;:])/.exec(rest) ??
			// Unquoted `(UTC-05:00) Eastern Time` and `tzone://Microsoft/Utc` hold a colon that is none.
			/^(TZID)=(\([^)]*\)[^;:]*|GMT[^;]*?|tzone:[^;:]*|[^;:]*)(?=;[A-Za-z-]+=|:[^:]*$)/i.exec(rest) ??
			/^([A-Za-z0-9-]+)(?:=([^;:]*))?(?=[;:])/.exec(rest);
		if (!found) return null;
		parameters.set((found[1] ?? '').toUpperCase(), found[2] ?? '');
		at += 1 + found[0].length;
	}
	return text[at] === ':' ? { name: name.toUpperCase(), parameters, value: text.slice(at + 1) } : null;
}

/** Quoted-printable and a charset of its own, as vCalendar 1.0 had them. */
function decoded(property: Property, longest: number): string {
	const { parameters } = property;
	const value = property.value.slice(0, longest);
	const encoding = parameters.get('ENCODING')?.toUpperCase() ?? '';
	if (encoding !== 'QUOTED-PRINTABLE' && encoding !== 'Q') return value;
	const bytes: number[] = [];
	for (let at = 0; at < value.length; at += 1) {
		const hex = value[at] === '=' ? value.slice(at + 1, at + 3) : '';
		if (/^[0-9A-Fa-f]{2}$/.test(hex)) {
			bytes.push(parseInt(hex, 16));
			at += 2;
		} else {
			const letter = String.fromCodePoint(value.codePointAt(at) ?? 0);
			bytes.push(...new TextEncoder().encode(letter));
			at += letter.length - 1;
		}
	}
	const read = (charset: string): string | null => {
		try {
			return new TextDecoder(charset, { fatal: true }).decode(Uint8Array.from(bytes));
		} catch {
			return null;
		}
	};
	const text = read(parameters.get('CHARSET') ?? 'utf-8') ?? read('utf-8') ?? read('windows-1252') ?? '';
	return text.replaceAll('\r\n', '\n').replaceAll('\n', '\\n');
}

/** A text property's value, read by the library; `null` where it could not. */
export function textOf(property: Property, longest: number): { text: string; cut: boolean } | null {
	// A letter takes up to nine signs when it is quoted; then it may still be cut in the middle.
	const most = longest * 9;
	try {
		const parsed = ICAL.parse.property(`SUMMARY:${decoded(property, most)}`) as unknown[];
		const [, , , said] = parsed;
		if (typeof said !== 'string') return null;
		const text = said.replace(/(?![\n\t])\p{Cc}/gu, '').trim();
		const cut = text.length > longest || property.value.length > most;
		return { text: cut ? text.slice(0, longest).replace(/\p{Cs}$/u, '') : text, cut };
	} catch {
		return null;
	}
}

/** A DURATION's days and seconds, `null` where it is none. Negative both, where it is. */
export function durationOf(value: string): { days: number; seconds: number } | null {
	const text = value.trim().toUpperCase();
	if (
		!/^[+-]?P(?=[\dT])(?:\d+W)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/.test(text) ||
		text.endsWith('T')
	)
		return null;
	try {
		const duration = ICAL.Duration.fromString(text);
		const sign = duration.isNegative ? -1 : 1;
		const days = sign * (duration.weeks * 7 + duration.days);
		const seconds = sign * (duration.hours * 3_600 + duration.minutes * 60 + duration.seconds);
		const readable = Math.abs(days) < 40_000 && Math.abs(seconds) < 40_000 * 86_400;
		return readable ? { days: days + 0, seconds: seconds + 0 } : null;
	} catch {
		return null;
	}
}
