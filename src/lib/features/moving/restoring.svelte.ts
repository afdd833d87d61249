/** A file and its words, until it is known what is in it. The file is only read; nothing happens to it, whatever it is. */
import type { FileError, Held } from '$platform/moving';
import type { Session } from '$platform/session';
import type { Result } from '$protocol/result';

export type RestoreStep = 'file' | 'words' | 'opening' | 'found';

export class Restoring {
	#step = $state<RestoreStep>('file');
	#error = $state<FileError | null>(null);
	#held = $state<Held | null>(null);
	#empty = $state(false);
	file = $state.raw<File | null>(null);
	words = $state('');
	readonly #session: Session;

	constructor(session: Session) {
		this.#session = session;
	}

	get step() {
		return this.#step;
	}
	get error() {
		return this.#error;
	}
	get held() {
		return this.#held;
	}
	/** Asked to go on without a file, or without words. */
	get empty() {
		return this.#empty;
	}

	async chosen(): Promise<void> {
		const file = this.file;
		this.#empty = file === null;
		if (!file) return;
		const looked = await this.#ask(() => this.#session.moving.look(file));
		this.#error = looked.ok ? null : looked.error;
		if (looked.ok) this.#step = 'words';
	}

	async open(): Promise<void> {
		const file = this.file;
		this.#empty = this.words.trim() === '';
		if (!file || this.#empty) return;
		this.#error = null;
		this.#step = 'opening';
		const opened = await this.#ask(() => this.#session.moving.open(file, this.words));
		if (opened.ok) {
			this.words = '';
			this.#held = opened.value;
			this.#step = 'found';
			return;
		}
		this.#error = opened.error;
		// Other words may open it; any other trouble is the file's.
		this.#step = opened.error.type === 'WrongWords' || opened.error.type === 'NotLoaded' ? 'words' : 'file';
	}

	/** @returns false when there is nothing before this step */
	back(): boolean {
		if (this.#step === 'file') return false;
		this.#error = null;
		this.#empty = false;
		this.#step = 'file';
		return true;
	}

	/** The worker may not be there: no network before the app was kept. */
	async #ask<T>(work: () => Promise<Result<T, FileError>>): Promise<Result<T, FileError>> {
		try {
			return await work();
		} catch {
			return { ok: false, error: { type: 'NotLoaded' } };
		}
	}
}
