/**
 * One list being filled in, question by question. Every press is kept at once, so that a lock or the exit loses nothing;
 * every question can be skipped, and gone back to. When an answer speaks of dying, that comes before anything else.
 */
import { RecordDraft, type Collection } from '$platform/session';
import type { Stored, VaultError } from '$platform/vault/contract';
import { INSTRUMENT, type InstrumentId } from './instruments';
import { saysSomething, speaksOfDying, type Measure } from './model';
import type { Answer } from './scoring';

/** `event`: whether anything happened at all. `care`: she spoke of dying. */
export type Stage = 'event' | 'question' | 'care' | 'end';

export class Filling {
	/** Nothing is kept of a list in which everything was skipped. */
	readonly #draft: RecordDraft<Measure>;
	#stage = $state<Stage>('question');
	#item = $state(1);

	/** @param draft what she goes on with; else a new one is begun */
	constructor(
		all: Collection<Measure>,
		begin: { instrument: InstrumentId; language: string; now: Date },
		draft?: Stored<Measure>,
	) {
		const { instrument, language, now } = begin;
		const fresh: Measure = {
			v: 1,
			instrument,
			at: now.toISOString(),
			exposed: null,
			answers: [],
			done: false,
			language,
		};
		this.#draft = new RecordDraft(all, draft?.value ?? fresh, saysSomething, draft?.id);
		const { answers, exposed } = this.measure;
		if (INSTRUMENT[instrument].event && exposed !== true) this.#stage = 'event';
		else if (answers.length >= this.items) this.#finish();
		else this.#item = answers.length + 1;
	}

	get stage(): Stage {
		return this.#stage;
	}
	get measure(): Measure {
		return this.#draft.value;
	}
	get items(): number {
		return INSTRUMENT[this.measure.instrument].items;
	}
	/** The question that is asked, counted from 1. */
	get item(): number {
		return this.#item;
	}
	/** What was said to it before. */
	get said(): Answer {
		return this.measure.answers[this.#item - 1] ?? null;
	}
	get error(): VaultError | null {
		return this.#draft.error;
	}
	/** Its id once it is over and on disk: from there on it is looked at as one of the earlier times. */
	get finished(): string | null {
		return this.measure.done && saysSomething(this.measure) && this.#draft.kept ? this.#draft.id : null;
	}

	/** Whether it happened; without it the list ends. */
	tell(exposed: boolean | null): void {
		this.#draft.write({ exposed, answers: exposed ? this.measure.answers : [] });
		if (exposed) this.#stage = 'question';
		else this.#finish();
	}

	answer(answer: Answer): void {
		const { answers } = this.measure;
		const before = answers.slice(0, this.#item - 1);
		this.#draft.write({ answers: [...before, answer, ...answers.slice(this.#item)] });
		const { aboutDying } = INSTRUMENT[this.measure.instrument];
		if (this.#item === aboutDying && speaksOfDying(this.measure)) this.#stage = 'care';
		else this.#next();
	}

	/** From the way to a person back to the list, or to its end. */
	goOn(): void {
		this.#next();
	}

	back(leave: () => void): void {
		if (this.#stage === 'care') this.#stage = 'question';
		else if (this.#stage === 'question' && this.#item > 1) this.#item -= 1;
		else if (this.#stage === 'question' && INSTRUMENT[this.measure.instrument].event) this.#stage = 'event';
		else leave();
	}

	/** Once more, when that did not work. */
	keep(): Promise<void> {
		return this.#draft.keep();
	}

	#next(): void {
		if (this.#item >= this.items) {
			this.#finish();
			return;
		}
		this.#item += 1;
		this.#stage = 'question';
	}

	#finish(): void {
		this.#stage = 'end';
		this.#draft.write({ done: true });
	}
}
