/**
 * What an import could not use, and what it used in another way than it stood there. Every row that was left out is listed
 * with its reason; things kept, but changed or partly unread, are counted by reason with the first few shown.
 */

import { NotDone } from '../command-line';

export interface Place {
	file: string;
	/** As a spreadsheet counts them: the header is row 1. In JSON the how-manieth of its list, in NDJSON the line. */
	row: number;
}
export interface Skipped extends Place {
	reason: string;
}
export interface Warning {
	reason: string;
	count: number;
	/** The first few, with what stood there. */
	examples: (Place & { value?: string })[];
}

const EXAMPLES = 5;
const LONGEST_VALUE = 80;
/** Beyond this many only the number is kept: a broken export of a large directory must not fill the memory. */
const MOST_LISTED = 100_000;

export class Problems {
	readonly skipped: Skipped[] = [];
	/** Left out and not listed any more. */
	unlisted = 0;
	readonly #warnings = new Map<string, Warning>();
	/** Every reason once, or a million rows would hold a million copies. */
	readonly #reasons = new Map<string, string>();

	skip({ file, row }: Place, reason: string): void {
		if (this.skipped.length >= MOST_LISTED) {
			this.unlisted += 1;
			return;
		}
		const same = this.#reasons.get(reason) ?? reason;
		this.#reasons.set(reason, same);
		this.skipped.push({ file, row, reason: same });
	}

	warn(reason: string, at?: Place, value?: string): void {
		let warning = this.#warnings.get(reason);
		if (warning === undefined) this.#warnings.set(reason, (warning = { reason, count: 0, examples: [] }));
		warning.count += 1;
		if (at === undefined || warning.examples.length >= EXAMPLES) return;
		const shown = value?.replace(/\s+/g, ' ').slice(0, LONGEST_VALUE);
		warning.examples.push({ file: at.file, row: at.row, ...(shown && { value: shown }) });
	}

	/** The most frequent first. */
	get warnings(): Warning[] {
		return [...this.#warnings.values()].sort((one, other) => other.count - one.count);
	}
}

/** The path cannot be imported at all; the message is one line for the operator. */
export class NothingRead extends NotDone {}
