/**
 * One module being played: what stands before it, its pages, what comes after. Every step can be left, and nothing that
 * she did in it is asked for twice.
 */
import type { Reading } from '$protocol/module';
import type { Page } from '$protocol/module-blocks';
import { ProgressKeeper } from './keeper.svelte';
import { answersAgain, progressAt, resumeAt } from './progress';
import type { Answer, PlayerHost } from './types';
import { ExerciseVisit } from './visit.svelte';

export type Stage = 'loading' | 'start' | 'before' | 'page' | 'after' | 'end';

export class Playing {
	readonly #reading: () => Reading;
	readonly #host: () => PlayerHost;
	readonly keeper: ProgressKeeper;
	/** How hard it was, of an exercise where that is kept; else she is not asked. */
	readonly visit: ExerciseVisit | null;
	#stage = $state<Stage>('loading');
	/** By id, because pages come and go while somebody writes them; `#at` is where it was then. */
	#open = $state('');
	#at = $state(0);
	#resume = $state<number | null>(null);
	#done = false;
	#answers = $state.raw<Readonly<Record<string, Answer>>>({});
	#used = $state(false);

	constructor(reading: () => Reading, host: () => PlayerHost) {
		this.#reading = reading;
		this.#host = host;
		this.keeper = new ProgressKeeper(host);
		const { kind, id } = reading().structure;
		const { visits } = host();
		this.visit = kind === 'exercise' && visits ? new ExerciseVisit(visits, id) : null;
	}

	get stage(): Stage {
		return this.#stage;
	}
	get index(): number {
		const at = this.#pages.findIndex(({ id }) => id === this.#open);
		return at >= 0 ? at : Math.min(this.#at, this.#pages.length - 1);
	}
	get page(): Page | undefined {
		return this.#pages[this.index];
	}
	get isLast(): boolean {
		return this.index === this.#pages.length - 1;
	}
	/** She was in the middle of it. */
	get canGoOn(): boolean {
		return this.#resume !== null || (this.visit?.draft ?? null) !== null;
	}
	/** She has pressed something: from here on a new page takes the focus. */
	get used(): boolean {
		return this.#used;
	}
	answerOf(block: string): Answer | undefined {
		return Object.hasOwn(this.#answers, block) ? this.#answers[block] : undefined;
	}

	async load(): Promise<void> {
		const [progress] = await Promise.all([
			this.#host().progress?.load(this.#reading().structure.id) ?? null,
			this.visit?.load(),
		]);
		// A visit that was interrupted is gone on with where it was, also by who has been to the end of it before.
		const interrupted = progress && (this.visit?.draft ?? null) !== null;
		this.#resume = resumeAt(this.#pages, interrupted ? { ...progress, done: false } : progress);
		this.#done = progress?.done ?? false;
		this.#answers = progress?.answers ?? {};
		this.#stage = 'start';
	}

	begin(): void {
		this.#answers = answersAgain(this.#reading().structure, this.#answers);
		this.#resume = null;
		if (this.visit) {
			this.visit.again();
			this.#show('before');
		} else this.#turnTo(0);
	}

	goOn(): void {
		this.visit?.goOn();
		this.#turnTo(this.#resume ?? 0);
	}

	/** How hard it is before: a number, or none. */
	sayBefore(number: number | null): void {
		this.visit?.start(number);
		this.#turnTo(0);
	}

	sayAfter(number: number | null): void {
		this.visit?.end(number);
		this.#show('end');
	}

	answer(block: string, answer: Answer): void {
		this.#answers = { ...this.#answers, [block]: answer };
		this.keeper.soon(this.#progress);
	}

	next(): void {
		if (this.isLast) this.#show(this.visit ? 'after' : 'end');
		else this.#turnTo(this.index + 1);
	}

	/** Not to the end, and that is fine. */
	stop(): void {
		if (this.visit) this.#show('after');
		else this.leave();
	}

	back(): void {
		if (this.#stage === 'page' && this.index > 0) this.#turnTo(this.index - 1);
		else if (this.#stage === 'page' || this.#stage === 'before') {
			this.#resume = resumeAt(this.#pages, this.#progress);
			this.#show('start');
		} else if (this.#stage === 'after') this.#show('page');
		else this.leave();
	}

	leave(): void {
		void this.keeper.flush();
		this.#host().leave();
	}

	get #pages(): readonly Page[] {
		return this.#reading().structure.pages;
	}
	get #progress() {
		return progressAt(this.#reading().structure, this.index, this.#done, this.#answers);
	}

	#show(stage: Stage): void {
		this.#used = true;
		this.#stage = stage;
		void this.keeper.flush();
	}

	#turnTo(at: number): void {
		this.#at = at;
		this.#open = this.#pages[at]?.id ?? '';
		this.#used = true;
		this.#stage = 'page';
		const progress = this.#progress;
		this.#done = progress.done;
		void this.keeper.now(progress);
	}
}
