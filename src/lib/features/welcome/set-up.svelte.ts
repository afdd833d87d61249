/**
 * Where the first run stands and what was typed in it. It lives as long as the first screen does, so that neither Back
 * nor an error loses a word. Nothing of it is kept anywhere: what she typed goes to the vault or is forgotten.
 */
import type { Session } from '$platform/session';
import type { VaultError } from '$platform/vault/contract';
import { BEFORE_PAGES, pinProblem, secretFrom, type PinProblem } from './model';

export type Step = 'before' | 'lock' | 'restore' | 'pin' | 'pin-again' | 'words' | 'words-again' | 'making';
type Doubt = PinProblem | 'different';

export class SetUp {
	#step = $state<Step>('before');
	#page = $state(0);
	#doubt = $state<Doubt | null>(null);
	#error = $state<VaultError | null>(null);
	kind = $state<'pin' | 'words'>('pin');
	pin = $state('');
	pinAgain = $state('');
	wordsAgain = $state('');
	#restoring = $state(false);
	#words = $state<string[]>([]);
	readonly #session: Session;
	readonly #toLanguages: () => void;
	/** Back from the screen that makes the lock leads to where the secret was typed. */
	#typedAt: Step = 'pin-again';

	/** @param toLanguages the screen before the first of these, which is the page's own */
	constructor(session: Session, toLanguages: () => void) {
		this.#session = session;
		this.#toLanguages = toLanguages;
	}

	get step(): Step {
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
	get doubt(): Doubt | null {
		return this.#doubt;
	}
	get error(): VaultError | null {
		return this.#error;
	}
	/** A copy was opened, and the lock being chosen is for it. */
	get restoring(): boolean {
		return this.#restoring;
	}
	get words(): string[] {
		return this.#words;
	}

	turnPage(): void {
		if (this.isLastPage) this.#go('lock');
		else this.#page += 1;
	}

	restore(): void {
		this.#restoring = false;
		this.#go('restore');
	}

	/** The copy is open in the worker, and waits there for a lock. */
	copyOpened(): void {
		this.#restoring = true;
		this.#go('lock');
	}

	lockChosen(): void {
		this.#session.warm();
		this.#go(this.kind);
	}

	pinTyped(): void {
		this.#doubt = pinProblem(this.pin);
		if (!this.#doubt) this.#go('pin-again');
	}

	pinTypedAgain(): Promise<void> {
		return this.#finish(this.pin, secretFrom(this.pin) === secretFrom(this.pinAgain), 'pin-again');
	}

	/** Draws fresh words; she may ask for others as often as she likes. */
	async drawWords(language: 'en' | 'es' | 'ar' | 'fr'): Promise<void> {
		const { generateWords } = await import('$platform/crypto');
		this.#words = await generateWords(language);
		this.wordsAgain = '';
	}

	wordsKnown(): void {
		this.#go('words-again');
	}

	async wordsTypedAgain(): Promise<void> {
		const { normaliseSecret } = await import('$platform/crypto');
		const given = this.#words.join(' ');
		await this.#finish(given, normaliseSecret(given) === normaliseSecret(this.wordsAgain), 'words-again');
	}

	retry(): Promise<void> {
		return this.#create(this.kind === 'pin' ? this.pin : this.#words.join(' '));
	}

	back(): void {
		if (this.#step === 'before') {
			if (this.#page > 0) this.#page -= 1;
			else this.#toLanguages();
			return;
		}
		if (this.#step === 'lock' && this.#restoring) {
			// What was opened does not stay in memory for whoever goes on without it.
			void this.#session.moving.putAway();
			this.restore();
			return;
		}
		const before: Partial<Record<Step, Step>> = {
			lock: 'before',
			restore: 'lock',
			pin: 'lock',
			words: 'lock',
			'pin-again': 'pin',
			'words-again': 'words',
			making: this.#typedAt,
		};
		this.#go(before[this.#step] ?? 'before');
	}

	#go(step: Step): void {
		this.#doubt = null;
		this.#error = null;
		this.#step = step;
	}

	async #finish(secret: string, same: boolean, typedAt: Step): Promise<void> {
		this.#doubt = same ? null : 'different';
		if (!same) return;
		this.#typedAt = typedAt;
		await this.#create(secret);
	}

	async #create(secret: string): Promise<void> {
		this.#go('making');
		const key = secretFrom(secret);
		const made = await (this.#restoring ? this.#session.restore(key) : this.#session.create(key));
		if (!made.ok) this.#error = made.error;
	}
}
