/**
 * One visit to an exercise: how hard it was before and after, and what of it is kept. The number she gave before is saved
 * as a draft at once: a lock or an exit in the middle loses nothing.
 */
import { randomId, type Collection } from '$platform/session';
import type { VaultError } from '$platform/vault/contract';
import { afterwards, draftOf, type Visit } from './visit';

export class ExerciseVisit {
	readonly #visits: Collection<Visit>;
	readonly #module: string;
	#error = $state<VaultError | null>(null);
	#id = randomId();
	#at = new Date().toISOString();
	#over = false;
	before = $state<number | null>(null);
	after = $state<number | null>(null);

	constructor(visits: Collection<Visit>, module: string) {
		this.#visits = visits;
		this.#module = module;
	}

	/** Why the last number could not be kept, or null. The exercise goes on all the same. */
	get error(): VaultError | null {
		return this.#error;
	}
	/** The number kept from a visit that was interrupted lately. */
	get draft(): number | null {
		return this.#draft?.value.before ?? null;
	}
	get offer(): 'enough' | 'other' {
		const earlier = this.#visits.items.filter(({ id }) => id !== this.#id).map(({ value }) => value);
		return afterwards({ before: this.before, after: this.after }, earlier);
	}

	async load(): Promise<void> {
		await this.#visits.load();
	}

	/** From a visit that was interrupted, where there is one. */
	goOn(): void {
		const draft = this.#draft;
		if (!draft) return;
		this.#id = draft.id;
		this.#at = draft.value.at;
		this.before = draft.value.before;
	}

	/** With the number she chose, or with none. */
	start(before: number | null): void {
		this.before = before;
		if (before !== null) void this.#keep();
	}

	/** With a number or with none, it is over. Nothing is kept of a visit without any number. */
	end(after: number | null): void {
		this.after = after;
		this.#over = true;
		if (this.before !== null || after !== null) void this.#keep();
	}

	again(): void {
		this.#id = randomId();
		this.#at = new Date().toISOString();
		this.#over = false;
		this.before = null;
		this.after = null;
		this.#error = null;
	}

	retryKeeping(): void {
		void this.#keep();
	}

	get #draft() {
		return draftOf(this.#visits.items, this.#module, new Date());
	}

	async #keep(): Promise<void> {
		const visit: Visit = {
			v: 1,
			exercise: this.#module,
			at: this.#at,
			before: this.before,
			after: this.after,
			done: this.#over,
		};
		const saved = await this.#visits.put(visit, this.#id);
		this.#error = saved.ok ? null : saved.error;
	}
}
