/** What she types into a sum, kept as typed under the block, and read anew each time: her way of writing stays hers. */
import type { Answer } from '../../types';

type Amounts = Extract<Answer, { amounts: unknown }>;

export class TypedAmounts {
	#answer = $state.raw<Amounts>({ amounts: {}, currency: '' });
	readonly #keep: (answer: Answer) => void;

	/** @param kept what was kept of this block before; of another shape it is as if nothing was */
	constructor(kept: Answer | undefined, keep: (answer: Answer) => void) {
		if (kept && 'amounts' in kept) this.#answer = kept;
		this.#keep = keep;
	}

	get amounts(): Readonly<Record<string, string>> {
		return this.#answer.amounts;
	}
	get currency(): string {
		return this.#answer.currency;
	}
	get period(): 'week' | 'month' {
		return this.#answer.period ?? 'week';
	}
	get note(): string {
		return this.#answer.note ?? '';
	}

	of(line: string): string {
		return Object.hasOwn(this.amounts, line) ? (this.amounts[line] ?? '') : '';
	}

	type(line: string, typed: string): void {
		this.#change({ amounts: { ...this.amounts, [line]: typed } });
	}

	choose(currency: string): void {
		this.#change({ currency });
	}

	during(period: 'week' | 'month'): void {
		this.#change({ period });
	}

	remark(note: string): void {
		this.#change({ note });
	}

	#change(change: Partial<Amounts>): void {
		this.#answer = { ...this.#answer, ...change };
		this.#keep(this.#answer);
	}
}

/** As many characters as an amount may have; an answer with more could not be kept. */
export const AMOUNT_LENGTH = 20;
export const NOTE_LENGTH = 2_000;
