/** The reactive session of one page. Holds no key: those are in the worker. */
import type { ChannelApi, ChannelState } from '$platform/channel';
import type { MovingApi } from '$platform/moving';
import {
	markPresence,
	unmarkPresence,
	vaultPresence,
	type OpenReport,
	type UnlockError,
	type VaultApi,
	type VaultError,
	type VaultName,
} from '$platform/vault';
import { failed, type Result } from '$protocol/result';
import { forgetShown } from './collection.svelte';
import type { Session, SessionState } from './session';
import { WorkerLink } from './worker-link';

const QUIET: ChannelState = {
	pairing: { step: 'none' },
	conversations: [],
	messages: [],
	reachability: 'unknown',
	staff: null,
};

class SealedSession implements Session {
	readonly #name: VaultName;
	readonly #link: WorkerLink;
	#state = $state<SessionState>('starting');
	#report = $state.raw<OpenReport | null>(null);
	#persisted = $state<boolean | null>(null);
	#channel = $state.raw<ChannelState>(QUIET);
	#heard = $state(false);
	#destroying = false;

	constructor(name: VaultName) {
		this.#name = name;
		this.#link = new WorkerLink(name, (state) => {
			// Once she has begun to destroy it, nothing but its end is news.
			if (!this.#destroying) this.#state = state;
		});
		// While the page is rendered ahead of time there is no browser to ask.
		if (typeof navigator !== 'undefined' && typeof Worker !== 'undefined') void this.#look(name);
	}

	get vault(): VaultApi {
		return this.#link.vault;
	}
	get channel(): ChannelApi {
		return this.#link.channel;
	}
	get moving(): MovingApi {
		return this.#link.moving;
	}
	get state() {
		return this.#state;
	}
	get report() {
		return this.#report;
	}
	get persisted() {
		return this.#persisted;
	}
	get pairing() {
		return this.#channel.pairing;
	}
	get conversations() {
		return this.#channel.conversations;
	}
	get messages() {
		return this.#channel.messages;
	}
	get reachability() {
		return this.#channel.reachability;
	}
	get trouble() {
		return this.#channel.trouble ?? null;
	}
	get heard() {
		return this.#heard;
	}
	get staff() {
		return this.#channel.staff;
	}

	warm(): void {
		void this.#started();
	}

	async create(secret: string): Promise<Result<OpenReport, VaultError>> {
		if (!(await this.#started())) return failed({ type: 'Unavailable' });
		return this.#entered(await this.#link.vault.create(secret));
	}

	async restore(secret: string): Promise<Result<OpenReport, VaultError>> {
		if (!(await this.#started())) return failed({ type: 'Unavailable' });
		return this.#entered(await this.#link.moving.restore(secret));
	}

	async unlock(secret: string, passkey?: string): Promise<Result<OpenReport, UnlockError>> {
		if (!(await this.#started())) return failed({ type: 'Unavailable' });
		return this.#entered(await this.#link.vault.unlock(secret, passkey));
	}

	async forget(collections: readonly string[]): Promise<Result<null, VaultError>> {
		const forgotten = await this.#link.vault.forget([...collections]);
		if (!forgotten.ok) return forgotten;
		forgetShown(this.#link.vault, collections);
		void this.#follow();
		return forgotten;
	}

	async destroy(): Promise<Result<null, VaultError>> {
		this.#destroying = true;
		const destroyed = await this.#link.vault.destroy();
		this.#destroying = destroyed.ok;
		if (!destroyed.ok) return destroyed;
		this.#link.end();
		unmarkPresence();
		this.#state = 'destroyed';
		return destroyed;
	}

	end(): void {
		this.#link.end();
	}

	lock(): void {
		this.#link.end();
		// On the way out a lock would bring her back.
		if (!document.documentElement.classList.contains('gone')) location.replace(location.href);
	}

	/** A look at the disk that needs neither worker nor crypto, so that the first screen comes fast. */
	async #look(name: VaultName): Promise<void> {
		const found = await vaultPresence(name);
		// The worker may have been started meanwhile; it knows better.
		if (this.#state !== 'starting') return;
		this.#state = found;
		// Only a started worker can wait in line for the other tab to go.
		if (found === 'elsewhere') this.warm();
	}

	/** Whether the worker is there. It may not load: an old browser, or the network went before the app was kept. */
	async #started(): Promise<boolean> {
		try {
			await this.#link.door();
			return true;
		} catch {
			return false;
		}
	}

	async #entered<E extends { type: string }>(result: Result<OpenReport, E>): Promise<Result<OpenReport, E>> {
		if (!result.ok) return result;
		this.#report = result.value;
		this.#state = 'open';
		if (this.#name === 'phone') markPresence();
		void this.askToKeep();
		void this.#follow();
		return result;
	}

	/** The vault is hers with or without the channel: when that cannot start, everything else goes on. */
	async #follow(): Promise<void> {
		try {
			await this.#link.channel.watch((state) => {
				this.#channel = state;
				this.#heard = true;
			});
		} catch {
			this.#channel = { ...QUIET, reachability: 'offline' };
		}
	}

	/** Browsers tend to agree once somebody uses the app; asking shows nothing to her in most of them. */
	async askToKeep(): Promise<void> {
		this.#persisted = (await navigator.storage.persisted()) || (await navigator.storage.persist());
	}
}

/** One per page. Looks whether a vault is there; the worker starts when it is first needed. */
export const createSession = (name: VaultName): Session => new SealedSession(name);
