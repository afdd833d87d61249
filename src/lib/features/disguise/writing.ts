/** Numbers as the covers read and write them: in the digits and with the marks of her language. */

/** The digits, and the marks between them, as a language writes them. */
export interface Numerals {
	digits: readonly string[];
	decimal: string;
	group: string;
	/** Fewest digits before the first mark: Spanish writes 1234, and 12.345. */
	groupFrom: number;
}

/** Learnt from how the language writes a few numbers. @param number writes one, as `I18n.number` does */
export function numeralsOf(number: (value: number) => string): Numerals {
	const digits = Array.from({ length: 10 }, (_, digit) => number(digit));
	const marks = (value: number) =>
		Array.from(number(value)).filter((each) => !digits.includes(each) && each.trim() + each !== '');
	return {
		digits,
		decimal: marks(1.5)[0] ?? '.',
		group: marks(1_234_567)[0] ?? '',
		groupFrom: marks(1_234).length > 0 ? 4 : 5,
	};
}

/** `-1234.5e+20` as she reads it. What is still being typed (`12.`, `0.50`) keeps its last mark and zeros. */
export function writeNumber(plain: string, { digits, decimal, group, groupFrom }: Numerals): string {
	const [mantissa = '', exponent] = plain.split('e');
	const [whole = '', part] = mantissa.replace('-', '').split('.');
	const grouped = whole.length < groupFrom ? whole : whole.replace(/\B(?=(\d{3})+$)/g, '\u0000');
	const inDigits = (text: string) => text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);
	const sign = mantissa.startsWith('-') ? '−' : '';
	const tail = exponent === undefined ? '' : `×10^${exponent.replace('+', '').replace('-', '−')}`;
	return inDigits(
		`${sign}${grouped.replaceAll('\u0000', group)}${part === undefined ? '' : `${decimal}${part}`}${tail}`,
	);
}

const ARABIC_INDIC = 0x0660;
const EASTERN_ARABIC = 0x06f0;

/** What she typed with any keyboard, as `-1234.5`: other digits, a comma or an Arabic mark, blanks between thousands. */
export function readNumber(typed: string): string {
	return typed
		.replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - ARABIC_INDIC))
		.replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - EASTERN_ARABIC))
		.replace(/[\s\u066c]/g, '')
		.replace(/[,\u066b]/g, '.')
		.replace(/^[−–]/, '-');
}

/** A PIN has at least this many digits: shorter numbers are never tried. */
const PIN_DIGITS = 6;

/** What was typed, when it may be a PIN: nothing but digits, enough of them. Everything else is what it looks like. */
export function secretIn(typed: string): string | null {
	const text = readNumber(typed);
	return /^\d+$/.test(text) && text.length >= PIN_DIGITS ? text : null;
}
