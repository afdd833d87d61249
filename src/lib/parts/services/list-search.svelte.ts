/**
 * One region's list that is open to be searched, what is asked of it and what came, in memory alone: it goes to no server and to
 * no disk. Where the list comes from is the business of whoever opens it.
 */
import {
	OpenDirectory,
	type Answer,
	type Asked,
	type Facts,
	type FetchedRegion,
	type KeptRegion,
	type NotOpened,
} from '$platform/directory';
import type { Result } from '$protocol/result';

const NOTHING: Omit<Asked, 'limit'> = {
	text: '',
	flags: [],
	kind: null,
	language: null,
	near: null,
	openAt: null,
};

export class ListSearch {
	readonly #page: number;
	#directory = $state.raw<OpenDirectory | null>(null);
	#facts = $state.raw<Facts | null>(null);
	#asked: Asked;
	#answer = $state.raw<Answer | null>(null);
	#lost = $state(false);
	#language = 'en';
	/** Of all lists that were to be opened only the last counts. */
	#turn = 0;
	#searching = false;
	#again = false;

	/** @param page how many rows come at a time */
	constructor(page: number) {
		this.#page = page;
		this.#asked = $state.raw({ ...NOTHING, limit: page });
	}

	/** `null` while no list is open. */
	get directory(): OpenDirectory | null {
		return this.#directory;
	}
	/** What it can be filtered by, once it is open. */
	get facts(): Facts | null {
		return this.#facts;
	}
	get asked(): Asked {
		return this.#asked;
	}
	/** Something narrows the list down, apart from words. */
	get narrowed(): boolean {
		const { flags, kind, language, near, openAt } = this.#asked;
		return flags.length > 0 || [kind, language, near, openAt].some((one) => one !== null);
	}
	get answer(): Answer | null {
		return this.#answer;
	}
	/** It was open, and what searches it came to an end by itself: a phone short of memory does that. */
	get lost(): boolean {
		return this.#lost;
	}

	/**
	 * Opens a list in place of the one before, and asks it what is asked.
	 * @param language of the words that are looked for
	 * @returns `null` when another was opened meanwhile, or this one closed
	 */
	async open(from: KeptRegion | FetchedRegion, language: string): Promise<Result<Facts, NotOpened> | null> {
		this.close();
		this.#language = language;
		const turn = this.#turn;
		const directory = new OpenDirectory(from);
		const facts = await directory.facts;
		const late = turn !== this.#turn;
		if (late || !facts.ok) {
			directory.end();
			return late ? null : facts;
		}
		this.#directory = directory;
		this.#facts = facts.value;
		await this.#search();
		return facts;
	}

	/** The list goes, and what it answered; what is asked stays. */
	close(): void {
		this.#turn += 1;
		this.#lost = false;
		this.#directory?.end();
		this.#directory = null;
		this.#facts = null;
		this.#answer = null;
	}

	/** Another question; the one before it, if it still runs, is not shown. */
	ask(change: Partial<Asked>): void {
		this.#asked = { ...this.#asked, limit: this.#page, ...change };
		void this.#search();
	}

	more(): void {
		this.ask({ limit: this.#asked.limit + this.#page });
	}

	/** The same words, without any narrowing. */
	widen(): void {
		this.ask({ ...NOTHING, text: this.#asked.text });
	}

	/** Nothing is asked any more, and nothing of it is shown. */
	forget(): void {
		this.#asked = { ...NOTHING, limit: this.#page };
		this.#answer = null;
	}

	/** The same question. @param language of the words that are looked for */
	async again(language: string): Promise<void> {
		this.#language = language;
		await this.#search();
	}

	/** One at a time; of what was asked meanwhile only the last is looked for. */
	async #search(): Promise<void> {
		this.#again = true;
		if (this.#searching) return;
		this.#searching = true;
		try {
			while (this.#again) {
				this.#again = false;
				const directory = this.#directory;
				if (directory === null) break;
				const asked = this.#asked;
				const answer = await directory.search(asked, this.#language);
				// Nothing of a question that is not asked any more is shown, not even for a moment.
				if (directory !== this.#directory || asked !== this.#asked) continue;
				if (answer !== null) this.#answer = answer;
				else {
					this.close();
					this.#lost = true;
				}
			}
		} finally {
			this.#searching = false;
		}
	}
}
