/** Deleting an entry, or a part of a series, and bringing it back: until the screen is left. */
import type { CalendarTime } from '$platform/calendar';
import type { Collection } from '$platform/session';
import type { Kept } from './happenings';
import type { Entry } from './kept';
import { endedBefore, withoutTime } from './series';

/** `one`: this time of a series. `rest`: this and all after it. */
export const PARTS = ['one', 'rest', 'all'] as const;
export type Part = (typeof PARTS)[number];

export class Deleting {
	readonly #entries: Collection<Entry>;
	#before = $state.raw<Kept<Entry> | null>(null);
	#failed = $state(false);

	constructor(entries: Collection<Entry>) {
		this.#entries = entries;
	}

	/** As it was before the last deleting; `null` where there is nothing to bring back. */
	get before(): Kept<Entry> | null {
		return this.#before;
	}
	/** The last step did not reach the disk: everything is as it was. */
	get failed(): boolean {
		return this.#failed;
	}

	async delete(record: Kept<Entry>, part: Part, start: CalendarTime): Promise<void> {
		const { id, value } = record;
		const left =
			part === 'one' ? withoutTime(value, start) : part === 'rest' ? endedBefore(value, start) : null;
		const done = left === null ? await this.#entries.delete(id) : await this.#entries.put(left, id);
		this.#failed = !done.ok;
		if (done.ok) this.#before = record;
	}

	async undo(): Promise<void> {
		if (!this.#before) return;
		const back = await this.#entries.put(this.#before.value, this.#before.id);
		this.#failed = !back.ok;
		if (back.ok) this.#before = null;
	}
}
