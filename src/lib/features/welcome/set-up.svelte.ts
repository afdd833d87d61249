/** Where the first run stands: the pages before the start, then a secret of her own. */
import { NewSecret } from '$parts';
import type { Session } from '$platform/session';
import { BEFORE_PAGES } from './model';

export class SetUp {
	#step = $state<'before' | 'secret'>('before');
	#page = $state(0);
	readonly secret: NewSecret;
	readonly #session: Session;
	readonly #toLanguages: () => void;

	/** @param toLanguages the screen before the first of these, which is the page's own */
	constructor(session: Session, toLanguages: () => void) {
		this.#session = session;
		this.#toLanguages = toLanguages;
		this.secret = new NewSecret({
			keep: (secret) => session.create(secret),
			back: () => (this.#step = 'before'),
		});
	}

	get step() {
		return this.#step;
	}
	get page(): (typeof BEFORE_PAGES)[number] {
		return BEFORE_PAGES[this.#page] ?? BEFORE_PAGES[0];
	}
	get pageNumber(): number {
		return this.#page + 1;
	}
	get isLastPage(): boolean {
		return this.#page === BEFORE_PAGES.length - 1;
	}

	turnPage(): void {
		if (!this.isLastPage) {
			this.#page += 1;
			return;
		}
		this.#session.warm();
		this.#step = 'secret';
	}

	back(): void {
		if (this.#page > 0) this.#page -= 1;
		else this.#toLanguages();
	}
}
