/**
 * An amount as she types it, to whole minor units (cents) and back to how she writes it. Never a float: a wage that is off
 * by a cent is a wage nobody believes. Digits of any script people count money in, either decimal separator, and whatever
 * stands between thousands.
 */

/** Currencies in use (ISO 4217); what each is called, and how many decimals it has, is what Intl knows. */
const CODES: ReadonlySet<string> = new Set(
	'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL'.split(
		' ',
	),
);
const ZEROS = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0x1040, 0x17e0, 0xe50, 0xff10];
/** Nobody's wage, and still exact in every browser's Intl. */
const MOST_DIGITS = 12;

/** `undefined`: nothing is written. `null`: something is, and it is no amount. */
export type Typed = bigint | null | undefined;

/** A currency she may choose, by its name in her language. @param locale `i18n.locale` */
export function currencies(locale: string): { code: string; name: string }[] {
	const names = new Intl.DisplayNames(locale, { type: 'currency', fallback: 'none' });
	const { compare } = new Intl.Collator(locale);
	return [...CODES]
		.flatMap((code) => {
			const name = names.of(code);
			return name === undefined ? [] : [{ code, name }];
		})
		.sort((a, b) => compare(a.name, b.name));
}

/** Asked of Intl once: with every key that is typed, every line of a sum is read anew. */
const decimals = new Map<string, number>();

/** How many decimals a currency has; 2 where none is chosen. What is kept may be of any shape, so it is looked at here. */
export function decimalsOf(currency: string): number {
	if (!CODES.has(currency)) return 2;
	const known = decimals.get(currency);
	if (known !== undefined) return known;
	const format = new Intl.NumberFormat('en', { style: 'currency', currency });
	const found = format.resolvedOptions().maximumFractionDigits ?? 2;
	decimals.set(currency, found);
	return found;
}

/** Latin digits for those of any other script; all else as it was. */
const latin = (text: string): string =>
	text.replace(/\p{Nd}/gu, (digit) => {
		const code = digit.codePointAt(0) ?? 0;
		const zero = ZEROS.find((start) => code >= start && code < start + 10);
		return zero === undefined ? digit : String(code - zero);
	});

const decimalSign = (locale: string): string =>
	new Intl.NumberFormat(locale, { numberingSystem: 'latn' })
		.formatToParts(1.5)
		.find(({ type }) => type === 'decimal')?.value ?? '.';

/**
 * Where the decimals begin, or -1. Both signs there: the last one. One sign once: decimals, unless exactly three digits
 * follow it as after thousands ("1.250"), and the currency has not three decimals written with that sign here.
 */
function decimalAt(text: string, decimals: number, locale: string): number {
	const points = [...text.matchAll(/[.,]/g)];
	const last = points.at(-1);
	if (!last) return -1;
	const kinds = new Set(points.map(([sign]) => sign));
	if (kinds.size === 2) return points.filter(([sign]) => sign === last[0]).length === 1 ? last.index : -1;
	if (points.length > 1) return -1;
	const looksGrouped = /^[1-9]\d{0,2}[.,]\d{3}$/.test(text);
	return looksGrouped && !(decimals === 3 && last[0] === decimalSign(locale)) ? -1 : last.index;
}

/**
 * @param decimals of the currency: {@link decimalsOf}
 * @param locale `i18n.locale`; asked only where "1.250" could be two things
 * @returns whole minor units, never negative: which way money goes is said by the line, not by a sign
 */
export function parseAmount(typed: string, decimals: number, locale: string): Typed {
	const text = latin(typed)
		.replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '')
		.replace(/\u066b/g, '.')
		.replace(/\u060c/g, ',')
		.replace(/[\s\u066c'’_]/g, '');
	if (text === '') return undefined;
	if (!/^[\d.,]*\d[\d.,]*$/.test(text)) return null;
	const at = decimalAt(text, decimals, locale);
	const whole = (at < 0 ? text : text.slice(0, at)) || '0';
	const fraction = at < 0 ? '' : text.slice(at + 1);
	// Groups of three, or of two before the last three as in India; anything else between digits is a slip.
	if (!/^\d+$|^\d{1,3}([.,])(?:\d{2,3}\1)*\d{3}$/.test(whole)) return null;
	if (!/^\d*$/.test(fraction) || fraction.replace(/0+$/, '').length > decimals) return null;
	const units = whole.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '');
	if (units.length > MOST_DIGITS) return null;
	return BigInt(units + fraction.slice(0, decimals).padEnd(decimals, '0'));
}

/** An amount as her region writes it; without a sign of currency where she chose none. Exact. */
export function formatAmount(minor: bigint, currency: string, locale: string): string {
	const places = decimalsOf(currency);
	const digits = String(minor < 0n ? -minor : minor).padStart(places + 1, '0');
	const whole = digits.slice(0, digits.length - places);
	const fraction = digits.slice(digits.length - places);
	const text = `${minor < 0n ? '-' : ''}${whole}${places > 0 ? `.${fraction}` : ''}`;
	return new Intl.NumberFormat(locale, {
		minimumFractionDigits: places,
		maximumFractionDigits: places,
		...(CODES.has(currency) ? { style: 'currency', currency } : {}),
	}).format(text as Intl.StringNumericLiteral);
}

/** How an amount may be written in this currency, for whoever typed something else. */
export const exampleOf = (currency: string, locale: string): string => {
	const places = decimalsOf(currency);
	return new Intl.NumberFormat(locale, { minimumFractionDigits: places }).format(places > 0 ? 1250.5 : 1250);
};
