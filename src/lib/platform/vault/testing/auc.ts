/**
 * How well one sample can be told from another by size alone: the area under the ROC curve (Mann and Whitney), folded so
 * that 0.5 is not at all and 1 is always.
 */
export function auc(a: readonly number[], b: readonly number[]): number {
	const all = [...a.map((value) => ({ value, of: 'a' })), ...b.map((value) => ({ value, of: 'b' }))].sort(
		(x, y) => x.value - y.value,
	);
	let ranks = 0;
	for (let from = 0; from < all.length;) {
		let to = from;
		while (to < all.length && all[to]?.value === all[from]?.value) to++;
		// Equal values share the mean of their ranks.
		const rank = (from + 1 + to) / 2;
		ranks += rank * all.slice(from, to).filter(({ of }) => of === 'a').length;
		from = to;
	}
	const share = (ranks - (a.length * (a.length + 1)) / 2) / (a.length * b.length);
	return Math.max(share, 1 - share);
}

/** The pair that can best be told apart. */
export function worstPair(samples: Readonly<Record<string, readonly number[]>>): {
	pair: string;
	auc: number;
} {
	const names = Object.keys(samples);
	const pairs = names.flatMap((one, at) => names.slice(at + 1).map((other) => [one, other] as const));
	return pairs
		.map(([one, other]) => ({
			pair: `${one} and ${other}`,
			auc: auc(samples[one] ?? [], samples[other] ?? []),
		}))
		.reduce((worst, next) => (next.auc > worst.auc ? next : worst));
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
