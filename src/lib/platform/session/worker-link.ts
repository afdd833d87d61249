/** Starts the sealed worker on first need and passes calls to it. Knows nothing about state or screens. */
import { proxy, wrap, type Remote } from 'comlink';
import type { ChannelApi } from '$platform/channel';
import type { MovingApi } from '$platform/moving';
import { trustedUrl } from '$platform/pwa/trusted-url';
import { unmarkPresence, type Change, type VaultApi, type VaultName, type VaultState } from '$platform/vault';
import { fromTexts, toTexts } from './crossing';
import type { SealedWorker } from './door';
import workerUrl from './sealed.worker?worker&url';

export class WorkerLink {
	readonly #name: VaultName;
	readonly #onState: (state: VaultState) => void;
	#worker: Worker | undefined;
	#door: Promise<Remote<SealedWorker>> | undefined;
	#writing: Promise<unknown> = Promise.resolve();
	#ended = false;

	constructor(name: VaultName, onState: (state: VaultState) => void) {
		this.#name = name;
		this.#onState = onState;
	}

	/** The started worker. After `end` the promise never settles: whoever waits is about to be replaced. */
	door(): Promise<Remote<SealedWorker>> {
		if (this.#ended) return new Promise(() => undefined);
		this.#door ??= this.#start().catch((error: unknown) => {
			// Not kept: the network may be back when she tries again.
			this.#worker?.terminate();
			this.#door = undefined;
			throw error;
		});
		return this.#door;
	}

	end(): void {
		this.#ended = true;
		this.#worker?.terminate();
		this.#worker = undefined;
	}

	async #start(): Promise<Remote<SealedWorker>> {
		const worker = new Worker(trustedUrl(workerUrl), { type: 'module' });
		this.#worker = worker;
		const failing = new Promise<never>((_, reject) => {
			worker.addEventListener('error', (event) => {
				reject(new Error(event.message || 'The sealed worker did not start'));
			});
		});
		const door = wrap<SealedWorker>(worker);
		this.#onState(await Promise.race([door.start(this.#name, proxy(this.#onState)), failing]));
		return door;
	}

	/** Saves leave in the order in which they were asked for, however long one takes to write out. */
	#written(changes: readonly Change[]): Promise<string[]> {
		const texts = this.#writing.then(() => toTexts(changes));
		this.#writing = texts.catch(() => undefined);
		return texts;
	}

	/** The vault's calls, each starting the worker when it is not there yet. */
	readonly vault: VaultApi = {
		state: async () => (await this.door()).vault.state(),
		create: async (secret) => (await this.door()).vault.create(secret),
		unlock: async (secret, passkey) => (await this.door()).vault.unlock(secret, passkey),
		attempts: async () => (await this.door()).vault.attempts(),
		all: async (collection) => fromTexts(await (await this.door()).vault.texts(collection)),
		one: async (collection, id) => {
			const text = await (await this.door()).vault.text(collection, id);
			return text === null ? null : (JSON.parse(text) as unknown);
		},
		save: async (changes) => (await this.door()).vault.saveTexts(await this.#written(changes)),
		guards: async () => (await this.door()).vault.guards(),
		confirm: async (now) => (await this.door()).vault.confirm(now),
		changeSecret: async (now, next) => (await this.door()).vault.changeSecret(now, next),
		setSecond: async (now, secret) => (await this.door()).vault.setSecond(now, secret),
		dropSecond: async (now) => (await this.door()).vault.dropSecond(now),
		setWipe: async (now, secret) => (await this.door()).vault.setWipe(now, secret),
		dropWipe: async (now) => (await this.door()).vault.dropWipe(now),
		passkeySalt: async () => (await this.door()).vault.passkeySalt(),
		setPasskey: async (now, factor) => (await this.door()).vault.setPasskey(now, factor),
		dropPasskey: async (now) => (await this.door()).vault.dropPasskey(now),
		forget: async (collections) => (await this.door()).vault.forget(collections),
		destroy: async () => {
			const destroyed = await (await this.door()).vault.destroy();
			if (destroyed.ok && this.#name === 'phone') unmarkPresence();
			return destroyed;
		},
	};

	readonly channel: ChannelApi = {
		watch: async (onChange) => (await this.door()).channel.watch(proxy(onChange)),
		joinOrganisation: async (code) => (await this.door()).channel.joinOrganisation(code),
		offer: async (name, kind) => (await this.door()).channel.offer(name, kind),
		join: async (codeOrQr) => (await this.door()).channel.join(codeOrQr),
		compare: async (conversation, same) => (await this.door()).channel.compare(conversation, same),
		cancelPairing: async () => (await this.door()).channel.cancelPairing(),
		send: async (conversation, outgoing) => (await this.door()).channel.send(conversation, outgoing),
		attach: async (conversation, picture) => (await this.door()).channel.attach(conversation, picture),
		sendModule: async (conversation, module) => (await this.door()).channel.sendModule(conversation, module),
		file: async (message) => (await this.door()).channel.file(message),
		seen: async (conversation, messages) => (await this.door()).channel.seen(conversation, messages),
		setTellsSeen: async (conversation, yes) => (await this.door()).channel.setTellsSeen(conversation, yes),
		askBack: async (messages) => (await this.door()).channel.askBack(messages),
		leave: async (conversation, tell) => (await this.door()).channel.leave(conversation, tell),
		forget: async (conversation) => (await this.door()).channel.forget(conversation),
		safetyDigits: async (conversation) => (await this.door()).channel.safetyDigits(conversation),
		introduce: async (conversation, request) => (await this.door()).channel.introduce(conversation, request),
		answer: async (conversation, introduction, yes) =>
			(await this.door()).channel.answer(conversation, introduction, yes),
		remove: async (conversation, key) => (await this.door()).channel.remove(conversation, key),
		waiting: async () => (await this.door()).channel.waiting(),
		wake: async () => (await this.door()).channel.wake(),
		wakeKey: async () => (await this.door()).channel.wakeKey(),
		clockAhead: async () => (await this.door()).channel.clockAhead(),
		keepWake: async (wish, subscription) => (await this.door()).channel.keepWake(wish, subscription),
		dropWake: async (wish) => (await this.door()).channel.dropWake(wish),
	};

	readonly moving: MovingApi = {
		backUp: async (words) => (await this.door()).moving.backUp(words),
		look: async (file) => (await this.door()).moving.look(file),
		open: async (file, words) => (await this.door()).moving.open(file, words),
		restore: async (secret) => (await this.door()).moving.restore(secret),
		putAway: async () => (await this.door()).moving.putAway(),
		watchTransfer: async (onChange) => (await this.door()).moving.watchTransfer(proxy(onChange)),
		receive: async () => (await this.door()).moving.receive(),
		sendTo: async (codeOrQr) => (await this.door()).moving.sendTo(codeOrQr),
		compareTransfer: async (same) => (await this.door()).moving.compareTransfer(same),
		stopTransfer: async () => (await this.door()).moving.stopTransfer(),
	};
}
