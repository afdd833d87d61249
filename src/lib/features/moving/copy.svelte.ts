/**
 * Where the making of a copy stands. Words and file live as long as the screen does and are kept nowhere; only the day is
 * remembered, once she has taken the file.
 */
import type { Collection, Session } from '$platform/session';
import type { BackupError } from '$platform/moving';
import { saveFile } from '$platform/pwa';
import { BACKUP_WORDS, dayOf, FILE_NAME, LAST, type Note } from './model';

export type CopyStep = 'about' | 'words' | 'again' | 'making' | 'ready';
type Language = 'en' | 'es' | 'ar' | 'fr';

export class Copy {
	#step = $state<CopyStep>('about');
	#words = $state<string[]>([]);
	#different = $state(false);
	#error = $state<BackupError['type'] | 'NotLoaded' | null>(null);
	#file = $state.raw<File | null>(null);
	#saved = $state(false);
	again = $state('');
	readonly #session: Session;
	readonly #notes: Collection<Note>;

	constructor(session: Session, notes: Collection<Note>) {
		this.#session = session;
		this.#notes = notes;
	}

	get step() {
		return this.#step;
	}
	get words() {
		return this.#words;
	}
	get different() {
		return this.#different;
	}
	get error() {
		return this.#error;
	}
	/** She has saved or sent it at least once. */
	get saved() {
		return this.#saved;
	}
	/** This browser can hand the file to another app. */
	get canShare(): boolean {
		if (!this.#file || !('canShare' in navigator)) return false;
		return navigator.canShare({ files: [this.#file] });
	}

	async draw(language: Language): Promise<void> {
		const { generateWords } = await import('$platform/crypto');
		this.#words = await generateWords(language, BACKUP_WORDS);
		this.again = '';
		this.#go('words');
	}

	known(): void {
		this.#go('again');
	}

	/** The file is made only once the words were typed back: a word misread now would be a copy nobody can open. */
	async typed(): Promise<void> {
		const { normaliseSecret } = await import('$platform/crypto');
		this.#different = normaliseSecret(this.#words.join(' ')) !== normaliseSecret(this.again);
		if (!this.#different) await this.make();
	}

	async make(): Promise<void> {
		this.#go('making');
		try {
			const made = await this.#session.moving.backUp(this.#words.join(' '));
			if (!made.ok) {
				this.#error = made.error.type;
				return;
			}
			this.#file = new File([made.value], FILE_NAME, { type: 'application/octet-stream' });
		} catch {
			this.#error = 'NotLoaded';
			return;
		}
		// They are hers alone from here on.
		this.#words = [];
		this.again = '';
		this.#go('ready');
	}

	async save(): Promise<void> {
		if (!this.#file) return;
		saveFile(FILE_NAME, this.#file);
		await this.#taken();
	}

	async share(): Promise<void> {
		if (!this.#file) return;
		try {
			await navigator.share({ files: [this.#file] });
		} catch {
			// She changed her mind, or the other app did; the file is still here.
			return;
		}
		await this.#taken();
	}

	/** @returns false when there is nothing before this step but the screen one came from */
	back(): boolean {
		if (this.#step === 'again') this.#go('words');
		else if (this.#step === 'words' || this.#step === 'making') this.#go('about');
		else return false;
		return true;
	}

	async #taken(): Promise<void> {
		this.#saved = true;
		// A full phone may refuse even this; then it is only a reminder that comes too early.
		await this.#notes.put({ madeOn: dayOf(new Date()) }, LAST);
	}

	#go(step: CopyStep): void {
		this.#different = false;
		this.#error = null;
		this.#step = step;
	}
}
