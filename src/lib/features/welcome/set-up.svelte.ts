/** Where the first run stands: the pages before the start, perhaps a copy from another phone, then a secret of her own. */
import { NewSecret } from '$parts';
import type { Session } from '$platform/session';
import { BEFORE_PAGES } from './model';

export class SetUp {
	#step = $state<'before' | 'secret' | 'restore'>('before');
	#page = $state(0);
	#restoring = $state(false);
	#from = $state<'file' | 'phone'>('file');
	readonly secret: NewSecret;
	readonly #session: Session;
	readonly #toLanguages: () => void;

	/** @param toLanguages the screen before the first of these, which is the page's own */
	constructor(session: Session, toLanguages: () => void) {
		this.#session = session;
		this.#toLanguages = toLanguages;
		this.secret = new NewSecret({
			keep: (secret) => (this.#restoring ? session.restore(secret) : session.create(secret)),
			back: () => {
				if (this.#restoring) this.restore(this.#from);
				else this.#step = 'before';
			},
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

	/** The secret being chosen is for a copy that was opened. */
	get restoring(): boolean {
		return this.#restoring;
	}

	/** Where what she brings along comes from. */
	get from() {
		return this.#from;
	}

	/** To the screens of another room that open a copy; what one opened before does not stay in memory meanwhile. */
	restore(from: 'file' | 'phone'): void {
		this.#from = from;
		if (this.#restoring) void this.#session.moving.putAway();
		this.#restoring = false;
		this.#step = 'restore';
	}

	/** The copy is open in the worker, and waits there for a lock. */
	copyOpened(): void {
		this.#restoring = true;
		this.#step = 'secret';
	}

	/** No copy after all: a new beginning. */
	withoutCopy(): void {
		this.#step = 'secret';
	}

	back(): void {
		if (this.#page > 0) this.#page -= 1;
		else this.#toLanguages();
	}
}
