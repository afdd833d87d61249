/**
 * One visit to slow breathing, from the note before it to the words after it, and what of it is kept. The number she
 * gave before is saved as a draft at once: a lock or an exit in the middle loses nothing.
 */
import { randomId, type Collection } from '$platform/session';
import type { VaultError } from '$platform/vault/contract';
import type { Minutes } from './breath';
import { afterwards, draftOf, type Visit } from './model';

export type Stage = 'note' | 'before' | 'breathe' | 'after' | 'end';

export class BreathingVisit {
	readonly #visits: Collection<Visit>;
	#stage = $state<Stage>('note');
	#error = $state<VaultError | null>(null);
	#id = randomId();
	#at = new Date().toISOString();
	before = $state<number | null>(null);
	after = $state<number | null>(null);
	minutes = $state<`${Minutes}`>('1');
	still = $state(false);
	vibrate = $state(false);

	constructor(visits: Collection<Visit>) {
		this.#visits = visits;
	}

	get stage(): Stage {
		return this.#stage;
	}
	/** Why the last number could not be kept, or null. The exercise goes on all the same. */
	get error(): VaultError | null {
		return this.#error;
	}
	/** The number kept from an exercise that was interrupted lately. */
	get draft(): number | null {
		return this.#draft?.value.before ?? null;
	}
	get offer(): 'enough' | 'other' {
		const earlier = this.#visits.items.filter(({ id }) => id !== this.#id).map(({ value }) => value);
		return afterwards({ before: this.before, after: this.after }, earlier);
	}

	goOn(): void {
		const draft = this.#draft;
		if (!draft) return;
		this.#id = draft.id;
		this.#at = draft.value.at;
		this.before = draft.value.before;
		this.#stage = 'breathe';
	}

	begin(): void {
		this.#stage = 'before';
	}

	/** With the number she chose, or with none. */
	breathe(before: number | null): void {
		this.before = before;
		this.#stage = 'breathe';
		if (before !== null) void this.#keep(false);
	}

	finished(): void {
		this.#stage = 'after';
	}

	/** The last step: with a number or with none, it is over. Nothing is kept of a visit without any number. */
	end(after: number | null): void {
		this.after = after;
		this.#stage = 'end';
		if (this.before !== null || after !== null) void this.#keep(true);
	}

	again(): void {
		this.#id = randomId();
		this.#at = new Date().toISOString();
		this.before = null;
		this.after = null;
		this.#error = null;
		this.#stage = 'before';
	}

	retryKeeping(): void {
		void this.#keep(this.#stage === 'end');
	}

	/** One step back; from the first one there is none, and the screen itself is left. */
	back(leave: () => void): void {
		if (this.#stage === 'before') this.#stage = 'note';
		else if (this.#stage === 'breathe') this.#stage = 'after';
		else leave();
	}

	get #draft() {
		return draftOf(this.#visits.items, new Date());
	}

	async #keep(done: boolean): Promise<void> {
		const visit: Visit = {
			v: 1,
			exercise: 'slow-breathing',
			at: this.#at,
			before: this.before,
			after: this.after,
			done,
		};
		const saved = await this.#visits.put(visit, this.#id);
		this.#error = saved.ok ? null : saved.error;
	}
}
