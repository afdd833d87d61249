/** What comes in, what goes out, and what stays: a sum in whole minor units, and no opinion about it. */
import type { BlockOf } from '$protocol/module-blocks';
import { decimalsOf, parseAmount } from './amount';

export interface Sums {
	in: bigint;
	out: bigint;
	/** Negative when more goes out than comes in. */
	left: bigint;
	/** Lines with something written that is no amount; they are in no sum. */
	unread: string[];
	/** Lines that are in a sum. */
	read: number;
}

export function sumsOf(
	lines: BlockOf<'budget'>['lines'],
	amounts: Readonly<Record<string, string>>,
	currency: string,
	locale: string,
): Sums {
	const sums: Sums = { in: 0n, out: 0n, left: 0n, unread: [], read: 0 };
	for (const { id, direction } of lines) {
		const amount = parseAmount(amounts[id] ?? '', decimalsOf(currency), locale);
		if (amount === undefined) continue;
		if (amount === null) sums.unread.push(id);
		else {
			sums[direction] += amount;
			sums.read += 1;
		}
	}
	return { ...sums, left: sums.in - sums.out };
}
