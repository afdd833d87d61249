/** Where setting up a passkey, or doing without it again, stands. Her secret lives here as long as the screen does. */
import { vaultErrorKey } from '$parts';
import { makePasskey } from '$platform/passkey';
import type { Session } from '$platform/session';

type Step = 'looking' | 'off' | 'on' | 'secret' | 'changing' | 'dropped';

export class PasskeyChange {
	readonly #session: Session;
	#step = $state<Step>('looking');
	#trouble = $state<string | null>(null);
	#justChanged = $state(false);
	#on = false;
	#now = '';

	constructor(session: Session) {
		this.#session = session;
		void this.#look();
	}

	get step(): Step {
		return this.#step;
	}
	/** Key of what stands in the way. */
	get trouble(): string | null {
		return this.#trouble;
	}
	get justChanged(): boolean {
		return this.#justChanged;
	}

	begin(): void {
		this.#step = 'secret';
	}

	toStart(): void {
		this.#now = '';
		this.#trouble = null;
		this.#step = this.#on ? 'on' : 'off';
	}

	/** @param now her secret, found right */
	given(now: string): Promise<void> {
		this.#now = now;
		return this.again();
	}

	async again(): Promise<void> {
		this.#step = 'changing';
		this.#trouble = null;
		this.#trouble = await (this.#on ? this.#drop() : this.#set());
		if (this.#trouble !== null) return;
		this.#now = '';
		this.#on = !this.#on;
		this.#justChanged = true;
		this.#step = this.#on ? 'on' : 'dropped';
	}

	async #look(): Promise<void> {
		this.#on = (await this.#session.vault.guards()).passkey;
		this.#step = this.#on ? 'on' : 'off';
	}

	async #set(): Promise<string | null> {
		// The page's title is the disguise's name: what the browser's history shows of it anyway.
		const made = await makePasskey(await this.#session.vault.passkeySalt(), document.title);
		if (!made.ok) return `locks:passkey.error.${made.error.type}`;
		const set = await this.#session.vault.setPasskey(this.#now, made.value);
		if (set.ok) return null;
		return set.error.type === 'PasskeyUnfit' ? 'locks:passkey.error.CannotBeUsed' : vaultErrorKey(set.error);
	}

	async #drop(): Promise<string | null> {
		const dropped = await this.#session.vault.dropPasskey(this.#now);
		return dropped.ok ? null : vaultErrorKey(dropped.error);
	}
}
