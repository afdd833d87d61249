/**
 * A secret being chosen: for the first time, or in place of another. It lives as long as its screens do, so that neither
 * Back nor an error loses a word. Nothing of it is kept anywhere: what she typed goes to the vault or is forgotten.
 */
import type { GuardError } from '$platform/vault/contract';
import type { Result } from '$protocol/result';
import { laboratoryYears, pinProblem, secretFrom, type PinProblem } from './secret';

type Step = 'kind' | 'pin' | 'pin-again' | 'words' | 'words-again' | 'keeping';
type Doubt = PinProblem | 'different';

/** What her words are worth, for a sentence that says so. */
export interface Strength {
	words: number;
	/** They were drawn from this many. */
	list: number;
	bits: number;
	/** A laboratory that tries all PINs of six digits in ten minutes needs this long. */
	years: number;
}

export interface NewSecretHosts {
	/** Takes the secret, typed twice. What follows on success is its business. */
	keep: (secret: string) => Promise<Result<unknown, GuardError>>;
	/** Back from the first of the screens. */
	back: () => void;
}

const BACK: Record<Exclude<Step, 'kind' | 'keeping'>, Step> = {
	pin: 'kind',
	words: 'kind',
	'pin-again': 'pin',
	'words-again': 'words',
};

export class NewSecret {
	#step = $state<Step>('kind');
	#doubt = $state<Doubt | null>(null);
	#error = $state<GuardError | null>(null);
	kind = $state<'pin' | 'words'>('pin');
	pin = $state('');
	pinAgain = $state('');
	wordsAgain = $state('');
	#words = $state<string[]>([]);
	#strength = $state<Strength | null>(null);
	readonly #hosts: NewSecretHosts;

	constructor(hosts: NewSecretHosts) {
		this.#hosts = hosts;
	}

	get step(): Step {
		return this.#step;
	}
	get doubt(): Doubt | null {
		return this.#doubt;
	}
	get error(): GuardError | null {
		return this.#error;
	}
	get words(): string[] {
		return this.#words;
	}
	get strength(): Strength | null {
		return this.#strength;
	}

	kindChosen(): void {
		this.#go(this.kind);
	}

	pinTyped(): void {
		this.#doubt = pinProblem(this.pin);
		if (!this.#doubt) this.#go('pin-again');
	}

	pinTypedAgain(): Promise<void> {
		return this.#finish(secretFrom(this.pin) === secretFrom(this.pinAgain));
	}

	/** Draws fresh words; she may ask for others as often as she likes. */
	async drawWords(language: 'en' | 'es' | 'ar' | 'fr'): Promise<void> {
		const { generateWords, wordsEntropy } = await import('$platform/crypto');
		const words = await generateWords(language);
		const bits = wordsEntropy(language, words.length);
		this.#words = words;
		this.#strength = {
			words: words.length,
			list: 2 ** wordsEntropy(language, 1),
			bits,
			years: laboratoryYears(bits),
		};
		this.wordsAgain = '';
	}

	wordsKnown(): void {
		this.#go('words-again');
	}

	async wordsTypedAgain(): Promise<void> {
		const { normaliseSecret } = await import('$platform/crypto');
		await this.#finish(normaliseSecret(this.#words.join(' ')) === normaliseSecret(this.wordsAgain));
	}

	/** The same once more, after an error that may be over. */
	async keep(): Promise<void> {
		this.#go('keeping');
		const kept = await this.#hosts.keep(secretFrom(this.kind === 'pin' ? this.pin : this.#words.join(' ')));
		if (!kept.ok) this.#error = kept.error;
	}

	back(): void {
		if (this.#step === 'kind') this.#hosts.back();
		else if (this.#step === 'keeping') this.#go(this.kind === 'pin' ? 'pin-again' : 'words-again');
		else this.#go(BACK[this.#step]);
	}

	#go(step: Step): void {
		this.#doubt = null;
		this.#error = null;
		this.#step = step;
	}

	async #finish(same: boolean): Promise<void> {
		this.#doubt = same ? null : 'different';
		if (same) await this.keep();
	}
}
