/**
 * One writer: whoever has the Web Lock has the vault. Another tab waits in line and gets it when the first one goes,
 * however it goes. A tab whose vault is still locked lets go when asked, so that a forgotten tab in the background
 * never keeps her out; one that is open does not.
 */
export interface WriterLockEvents {
	/** Ours now; also called when it became ours only after waiting. */
	onHeld(): void;
	/** Another tab asks. Call `letGo` once nothing more will be written, or do not call it. */
	onAsked(letGo: () => void): void;
}

export class WriterLock {
	readonly #name: string;
	readonly #events: WriterLockEvents;
	readonly #channel: BroadcastChannel;
	#release: (() => void) | undefined;

	constructor(name: string, events: WriterLockEvents) {
		this.#name = name;
		this.#events = events;
		this.#channel = new BroadcastChannel(name);
		this.#channel.addEventListener('message', () => {
			if (this.held)
				events.onAsked(() => {
					this.#letGo();
				});
		});
	}

	get held(): boolean {
		return this.#release !== undefined;
	}

	/** Take the lock if it is free. If not, ask its holder for it and wait in line. Resolves once it is known which. */
	async acquire(): Promise<boolean> {
		const got = await new Promise<boolean>((resolve, reject) => {
			navigator.locks
				.request(this.#name, { ifAvailable: true }, (lock) => {
					resolve(lock !== null);
					return lock ? this.#hold() : undefined;
				})
				.catch(reject);
		});
		if (!got) {
			// In line before asking, so that the holder, who queues again at once, is behind us.
			this.#wait();
			this.#channel.postMessage('may I?');
		}
		return got;
	}

	#wait(): void {
		void navigator.locks.request(this.#name, () => {
			const held = this.#hold();
			this.#events.onHeld();
			return held;
		});
	}

	#hold(): Promise<void> {
		return new Promise((resolve) => {
			this.#release = resolve;
		});
	}

	#letGo(): void {
		this.#release?.();
		this.#release = undefined;
		this.#wait();
	}
}
