/**
 * Where she stands in choosing how this looks: the choice, how it opens, a try that must work, and then it is on. Nothing
 * changes on the phone before the try has worked: whoever cannot open a cover has lost what is behind it.
 */
import { wear, wornDisguise, type Cover, type Disguise } from '$platform/disguise';
import type { Language } from '$platform/i18n';
import type { Session } from '$platform/session';
import type { VaultError } from '$platform/vault/contract';
import { ok, type Result } from '$protocol/result';

export type Step = 'choose' | 'opens' | 'try' | 'worn';

export class Choosing {
	#step = $state<Step>('choose');
	#full = $state(false);
	#wrong = $state<{ waitMs: number } | null>(null);
	#checking = $state(false);
	readonly #session: Session;
	readonly #language: () => Language;
	readonly was: Disguise = wornDisguise();
	choice = $state<string>(this.was);

	constructor(session: Session, language: () => Language) {
		this.#session = session;
		this.#language = language;
	}

	get step(): Step {
		return this.#step;
	}
	/** What is chosen, when it has a cover. */
	get cover(): Cover | null {
		return this.choice === 'plain' ? null : (this.choice as Cover);
	}
	get changed(): boolean {
		return this.choice !== this.was;
	}
	/** The last try did not open it; how long until the next counts. */
	get wrong(): { waitMs: number } | null {
		return this.#wrong;
	}
	get checking(): boolean {
		return this.#checking;
	}
	/** The phone keeps nothing more, so that it could not be switched on. */
	get full(): boolean {
		return this.#full;
	}

	chosen(): void {
		if (this.cover) this.#step = 'opens';
		else this.#switchOn('plain');
	}

	tryIt(): void {
		this.#wrong = null;
		this.#step = 'try';
	}

	back(): void {
		this.#wrong = null;
		this.#step = this.#step === 'try' ? 'opens' : 'choose';
	}

	/** The try. It counts like any other, or a phone left open would be a place to guess at. */
	async attempt(secret: string): Promise<Result<null, VaultError>> {
		if (this.#checking || !this.cover) return ok(null);
		this.#checking = true;
		const right = await this.#session.vault.confirm(secret);
		this.#checking = false;
		if (right.ok) this.#switchOn(this.cover);
		else this.#wrong = { waitMs: 'waitMs' in right.error ? right.error.waitMs : 0 };
		return right;
	}

	#switchOn(disguise: Disguise): void {
		this.#full = !wear(disguise, this.#language());
		this.#step = this.#full ? 'choose' : 'worn';
	}
}
