/**
 * Noting one day, question by question. What she says is kept at once: a lock or the exit in the middle loses nothing, and
 * the same day opened again goes on with what is there.
 */
import { randomId, type Collection } from '$platform/session';
import type { VaultError } from '$platform/vault/contract';
import { ok, type Result } from '$protocol/result';
import { ASKED, emptyDay, isUnsafe, saysSomething, type Asked, type Checkin, type Level } from './model';

/** `help` comes only after "not safe". */
export type Step = Asked | 'help' | 'note' | 'end';

export class Noting {
	readonly #days: Collection<Checkin>;
	#id: string;
	#said: Checkin = $state.raw(emptyDay('2000-01-01'));
	#step = $state<Step>('mood');
	#error = $state<VaultError | null>(null);
	#dirty = false;
	#saving: Promise<void> | null = null;

	/** @param days already loaded */
	constructor(days: Collection<Checkin>, today: string) {
		this.#days = days;
		const known = days.items.find(({ value }) => value.day === today);
		this.#id = known?.id ?? randomId();
		this.#said = known?.value ?? emptyDay(today);
	}

	get step(): Step {
		return this.#step;
	}
	get said(): Checkin {
		return this.#said;
	}
	/** Why the last change could not be kept, or null. */
	get error(): VaultError | null {
		return this.#error;
	}

	get note(): string {
		return this.#said.note;
	}
	set note(note: string) {
		this.#said = { ...this.#said, note };
		void this.#keep();
	}

	say(asked: Asked, level: Level): void {
		this.#said = { ...this.#said, [asked]: level };
		void this.#keep();
		this.#step = asked === 'safety' && isUnsafe(this.#said) ? 'help' : this.#after(asked);
	}

	/** On without a word; what was said to this before stays. */
	next(): void {
		this.#step = this.#after(this.#step);
	}

	/** One question back; from the first one the screen is left. */
	back(leave: () => void): void {
		if (this.#step === 'note') this.#step = 'safety';
		else if (this.#step === 'help') this.#step = 'safety';
		else if (this.#step === 'safety') this.#step = 'sleep';
		else if (this.#step === 'sleep') this.#step = 'mood';
		else leave();
	}

	retryKeeping(): void {
		void this.#keep();
	}

	#after(step: Step): Step {
		if (step === 'note' || step === 'end') return 'end';
		if (step === 'help') return 'note';
		return ASKED[ASKED.indexOf(step) + 1] ?? 'note';
	}

	/** Many changes while one is on its way to the disk become one. */
	async #keep(): Promise<void> {
		this.#dirty = true;
		this.#saving ??= this.#saveAll();
		await this.#saving;
	}

	/** Nothing is kept of a day of which nothing is said, or no longer. */
	async #save(): Promise<Result<unknown, VaultError>> {
		if (saysSomething(this.#said)) return this.#days.put(this.#said, this.#id);
		const kept = this.#days.items.some(({ id }) => id === this.#id);
		return kept ? this.#days.delete(this.#id) : ok(null);
	}

	async #saveAll(): Promise<void> {
		try {
			while (this.#dirty) {
				this.#dirty = false;
				const saved = await this.#save();
				this.#error = saved.ok ? null : saved.error;
			}
		} finally {
			this.#saving = null;
		}
	}
}
