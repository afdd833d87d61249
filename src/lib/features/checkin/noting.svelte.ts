/**
 * Noting one day, question by question. What she says is kept at once: a lock or the exit in the middle loses nothing, and
 * the same day opened again goes on with what is there.
 */
import { RecordDraft, type Collection } from '$platform/session';
import type { VaultError } from '$platform/vault/contract';
import { ASKED, emptyDay, isUnsafe, saysSomething, type Asked, type Checkin, type Level } from './model';

/** `help` comes only after "not safe". */
export type Step = Asked | 'help' | 'note' | 'end';

export class Noting {
	/** Nothing is kept of a day of which nothing is said, or no longer. */
	readonly #day: RecordDraft<Checkin>;
	#step = $state<Step>('mood');

	/** @param days already loaded */
	constructor(days: Collection<Checkin>, today: string) {
		const known = days.items.find(({ value }) => value.day === today);
		this.#day = new RecordDraft(days, known?.value ?? emptyDay(today), saysSomething, known?.id);
	}

	get step(): Step {
		return this.#step;
	}
	get said(): Checkin {
		return this.#day.value;
	}
	/** Why the last change could not be kept, or null. */
	get error(): VaultError | null {
		return this.#day.error;
	}

	get note(): string {
		return this.said.note;
	}
	set note(note: string) {
		this.#day.write({ note });
	}

	say(asked: Asked, level: Level): void {
		this.#day.write({ [asked]: level });
		this.#step = asked === 'safety' && isUnsafe(this.said) ? 'help' : this.#after(asked);
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

	/** Once more, when that did not work. */
	keep(): Promise<void> {
		return this.#day.keep();
	}

	#after(step: Step): Step {
		if (step === 'note' || step === 'end') return 'end';
		if (step === 'help') return 'note';
		return ASKED[ASKED.indexOf(step) + 1] ?? 'note';
	}
}
