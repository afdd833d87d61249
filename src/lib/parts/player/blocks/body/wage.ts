/**
 * Hours times pay, less what was kept back, beside what was paid. Only a sum: what the law says of overtime, of minimum
 * wages, or of what may be kept back at all, is not in it.
 */
import { decimalsOf, parseAmount, type Typed } from './amount';

/** What she may write; `hours` as "7.5" or as "7:30". */
export const WAGE_LINES = ['hours', 'pay', 'kept', 'paid'] as const;
export type WageLine = (typeof WAGE_LINES)[number];

/** Hundredths of an hour and minutes are both whole numbers of these. */
const PARTS_OF_HOUR = 300n;
const HOUR_DECIMALS = 2;

function parseHours(typed: string, locale: string): Typed {
	if (!typed.includes(':')) {
		// "7.125" hours are neither seven thousand nor something to round in silence.
		if (/[.,٫،]\p{Nd}{3}\s*$/u.test(typed)) return null;
		const hundredths = parseAmount(typed, HOUR_DECIMALS, locale);
		return typeof hundredths === 'bigint' ? (hundredths * PARTS_OF_HOUR) / 100n : hundredths;
	}
	const [hours, minutes, ...more] = typed.split(':').map((part) => parseAmount(part, 0, locale));
	if (typeof hours !== 'bigint' || typeof minutes !== 'bigint' || minutes > 59n || more.length > 0)
		return null;
	return hours * PARTS_OF_HOUR + (minutes * PARTS_OF_HOUR) / 60n;
}

export interface WageSum {
	/** Hours times pay, in whole minor units, half a unit rounded up; null until both are there. */
	earned: bigint | null;
	/** Less what was kept back; negative when more was kept back than earned. */
	due: bigint | null;
	/** `due` less what was paid: positive when less was paid than this sum. Null until both are there. */
	missing: bigint | null;
	/** Fields with something written that cannot be read. While there is one, there is no sum. */
	unread: WageLine[];
}

/** @param locale `i18n.locale` */
export function wageSum(
	typed: Readonly<Partial<Record<WageLine, string>>>,
	currency: string,
	locale: string,
): WageSum {
	const amount = (line: WageLine) => parseAmount(typed[line] ?? '', decimalsOf(currency), locale);
	const read: Record<WageLine, Typed> = {
		hours: parseHours(typed.hours ?? '', locale),
		pay: amount('pay'),
		kept: amount('kept'),
		paid: amount('paid'),
	};
	const unread = WAGE_LINES.filter((line) => read[line] === null);
	const { hours, pay, kept, paid } = read;
	if (unread.length > 0 || typeof hours !== 'bigint' || typeof pay !== 'bigint')
		return { earned: null, due: null, missing: null, unread };
	const earned = (hours * pay * 2n + PARTS_OF_HOUR) / (PARTS_OF_HOUR * 2n);
	const due = earned - (kept ?? 0n);
	return { earned, due, missing: typeof paid === 'bigint' ? due - paid : null, unread };
}
