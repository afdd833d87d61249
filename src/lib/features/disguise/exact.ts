/**
 * Exact numbers: a fraction of two whole numbers of any size. A third times three is one, and 0.1 + 0.2 is 0.3. Rounding
 * happens once, when a number is written. It knows nothing of keys, units or languages.
 */
export interface Exact {
	readonly over: bigint;
	/** Never negative, never zero; the two have no common divisor. */
	readonly under: bigint;
}

/** Numbers kept are under 10^300, over 10^-300, and exact to sixty digits once their fraction has grown long. */
const MOST_DIGITS = 300;
const KEPT_DIGITS = 60;

const abs = (value: bigint) => (value < 0n ? -value : value);
const powerOfTen = (exponent: number) => 10n ** BigInt(exponent);

function divisor(a: bigint, b: bigint): bigint {
	let [left, right] = [abs(a), abs(b)];
	while (right > 0n) [left, right] = [right, left % right];
	return left;
}

/** @param under not zero */
export function exact(over: bigint, under = 1n): Exact {
	const common = divisor(over, under) * (under < 0n ? -1n : 1n);
	return { over: over / common, under: under / common };
}

/**
 * The same, fit to be kept and worked on: a held key cannot fill the memory. `null` when it is too large for that; what is
 * too small is zero.
 */
export function bounded(value: Exact): Exact | null {
	const [over, under] = [abs(value.over).toString().length, value.under.toString().length];
	if (over - under > MOST_DIGITS) return null;
	if (under - over > MOST_DIGITS) return exact(0n);
	if (Math.max(over, under) <= MOST_DIGITS) return value;
	const shift = KEPT_DIGITS - over + under;
	return shift >= 0
		? exact((value.over * powerOfTen(shift)) / value.under, powerOfTen(shift))
		: exact((value.over / (value.under * powerOfTen(-shift))) * powerOfTen(-shift));
}

/** What is written as `-12.5` or `7.`; `null` for anything else. */
export function parseExact(text: string): Exact | null {
	const found = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text);
	const [, sign = '', whole = '', part = ''] = found ?? [];
	if (!found || whole + part === '') return null;
	const over = BigInt(whole + part);
	return exact(sign ? -over : over, powerOfTen(part.length));
}

export const add = (a: Exact, b: Exact): Exact =>
	exact(a.over * b.under + b.over * a.under, a.under * b.under);
export const negate = ({ over, under }: Exact): Exact => ({ over: -over, under });
export const subtract = (a: Exact, b: Exact): Exact => add(a, negate(b));
export const multiply = (a: Exact, b: Exact): Exact => exact(a.over * b.over, a.under * b.under);
/** `null` when dividing by zero. */
export const divide = (a: Exact, b: Exact): Exact | null =>
	b.over === 0n ? null : exact(a.over * b.under, a.under * b.over);

/** Whole division, halves away from zero. */
function rounded(over: bigint, under: bigint): bigint {
	const half = (2n * abs(over) + under) / (2n * under);
	return over < 0n ? -half : half;
}

/**
 * Written with at most this many significant digits, halves away from zero, without needless zeros: `0.3`, `-12.5`.
 * Very large and very small ones as `1.5e+20`.
 */
export function writeExact({ over, under }: Exact, significant = 12): string {
	if (over === 0n) return '0';
	const size = abs(over);
	// The exponent of the first digit: as the lengths say, or one less.
	let first = size.toString().length - under.toString().length;
	const reaches = (exponent: number) =>
		exponent >= 0 ? size >= under * powerOfTen(exponent) : size * powerOfTen(-exponent) >= under;
	if (!reaches(first)) first -= 1;
	const places = significant - 1 - first;
	let digits =
		places >= 0 ? rounded(size * powerOfTen(places), under) : rounded(size, under * powerOfTen(-places));
	// 9.99… became 10.0…: one digit more.
	if (digits.toString().length > significant) {
		digits /= 10n;
		first += 1;
	}
	const sign = over < 0n ? '-' : '';
	const text = digits.toString().replace(/0+$/, '');
	if (first >= 15 || first < -9) {
		const part = text.slice(1);
		return `${sign}${text.slice(0, 1)}${part && `.${part}`}e${first < 0 ? '-' : '+'}${String(Math.abs(first))}`;
	}
	if (first < 0) return `${sign}0.${'0'.repeat(-first - 1)}${text}`;
	const whole = text.slice(0, first + 1).padEnd(first + 1, '0');
	const part = text.slice(first + 1);
	return `${sign}${whole}${part && `.${part}`}`;
}
