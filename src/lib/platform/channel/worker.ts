/**
 * The channel, put together. It lives in the vault's worker, which holds the one lock over page and worker: MLS state
 * is in no other place, so it needs no lock of its own. Two loops run while the page is open: one listens to all logs
 * in one long poll, one sends what is queued.
 */
import { randomBytes, type RandomSource } from '$platform/crypto';
import { failed, type Result } from '$protocol/result';
import { Waits } from './backoff';
import type {
	ChannelApi,
	ChannelError,
	ChannelState,
	Conversation,
	HandoverRequest,
	Reachability,
	Trouble,
} from './contract';
import { createTurns, type Core } from './core';
import { openFile, sendFile } from './files/files';
import { dropUnnamed } from './files/keeping';
import { joinOrganisation } from './join-organisation';
import { Listening } from './listening';
import { Meeting } from './meeting/meeting';
import { Outbox } from './outbox';
import { answer, introduce, remove } from './people/asking';
import { waiting } from './people/waiting';
import { createRelayClient, RELAY } from './relay-client';
import * as saying from './saying';
import { Sending } from './sending';
import { Store, type Shelf } from './store';
import { viewOf } from './view';
import * as wakes from './wakes';

export interface ChannelOptions {
	/** Where the relay is, without a slash at the end; '' is the page's own origin. */
	base?: string;
	fetch?: typeof globalThis.fetch;
	/** Milliseconds. */
	now?: () => number;
	random?: RandomSource;
}

/**
 * The channel over an open vault. Each `watch` after the first reads everything anew: the vault may have been in another
 * tab's hands since, and an old MLS state must never be used again.
 * @returns the channel, and `close`, after which it does nothing more
 */
export function createChannel(vault: Shelf, options: ChannelOptions = {}): ChannelApi & { close(): void } {
	let channel = new Channel(vault, options);
	let watched = false;
	return {
		watch(onChange) {
			if (watched) {
				channel.close();
				channel = new Channel(vault, options);
			}
			watched = true;
			return channel.watch(onChange);
		},
		joinOrganisation: (code) => channel.joinOrganisation(code),
		offer: (name, kind) => channel.offer(name, kind),
		join: (codeOrQr) => channel.join(codeOrQr),
		compare: (conversation, same) => channel.compare(conversation, same),
		cancelPairing: () => channel.cancelPairing(),
		send: (conversation, outgoing) => channel.send(conversation, outgoing),
		attach: (conversation, picture) => channel.attach(conversation, picture),
		sendModule: (conversation, module) => channel.sendModule(conversation, module),
		file: (message) => channel.file(message),
		seen: (conversation, messages) => channel.seen(conversation, messages),
		setTellsSeen: (conversation, yes) => channel.setTellsSeen(conversation, yes),
		askBack: (messages) => channel.askBack(messages),
		leave: (conversation, tell) => channel.leave(conversation, tell),
		forget: (conversation) => channel.forget(conversation),
		safetyDigits: (conversation) => channel.safetyDigits(conversation),
		introduce: (conversation, request) => channel.introduce(conversation, request),
		answer: (conversation, introduction, yes) => channel.answer(conversation, introduction, yes),
		remove: (conversation, key) => channel.remove(conversation, key),
		waiting: () => channel.waiting(),
		wake: () => channel.wake(),
		wakeKey: () => channel.wakeKey(),
		keepWake: (wish, subscription) => channel.keepWake(wish, subscription),
		clockAhead: () => channel.clockAhead(),
		dropWake: (wish) => channel.dropWake(wish),
		close: () => {
			channel.close();
		},
	};
}

class Channel implements ChannelApi {
	readonly #store: Store;
	readonly #core: Core;
	readonly #meeting: Meeting;
	readonly #sending: Sending;
	readonly #listening: Listening;
	readonly #waits: Waits;
	readonly #unreachable: Waits;
	readonly #ready: Promise<void>;
	readonly #closing = new AbortController();
	readonly #listeners = new Set<(state: ChannelState) => void>();
	#reachability: Reachability = 'unknown';
	#trouble: Trouble | null = null;
	#told = false;

	constructor(vault: Shelf, options: ChannelOptions) {
		const { base = RELAY, now = Date.now, random = randomBytes } = options;
		const fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
		const shelf: Shelf = {
			all: (collection) => vault.all(collection),
			save: (changes) => (this.#closed ? Promise.resolve(failed({ type: 'NotOpen' })) : vault.save(changes)),
		};
		this.#store = new Store(shelf, (error) => {
			if (error?.type === 'NotOpen') this.close();
			if (error?.type === 'StorageFull') this.#trouble = 'StorageFull';
			if (error === null && this.#trouble === 'StorageFull') this.#trouble = null;
			this.#tell();
		});
		this.#waits = new Waits(random);
		this.#unreachable = new Waits(random);
		this.#core = {
			store: this.#store,
			relay: createRelayClient(base, fetch, now, (answered) => {
				this.#heard(answered);
			}),
			random,
			now,
			turn: createTurns(),
			stir: () => {
				this.#stir();
			},
		};
		this.#meeting = new Meeting(this.#core);
		const outbox = new Outbox(this.#core, this.#waits, (full) => {
			if (full) this.#trouble = 'RelayFull';
			else if (this.#trouble === 'RelayFull') this.#trouble = null;
		});
		this.#sending = new Sending(this.#core, this.#meeting, outbox, this.#unreachable);
		this.#listening = new Listening(this.#core, this.#meeting, outbox, this.#waits, this.#unreachable);
		this.#ready = this.#start();
	}

	async #start(): Promise<void> {
		await this.#store.load();
		await this.#meeting.load();
		await dropUnnamed(this.#core);
		// The worker's own events; a page elsewhere calls wake().
		if ('addEventListener' in globalThis) globalThis.addEventListener('online', this.#online);
		void this.#sending.run(this.#closing.signal);
		void this.#listening.run(this.#closing.signal);
	}

	readonly #online = () => {
		void this.wake();
	};

	close(): void {
		this.#closing.abort();
		this.#listening.interrupt();
		this.#sending.bell.ring();
		this.#listening.bell.ring();
		if ('removeEventListener' in globalThis) globalThis.removeEventListener('online', this.#online);
	}

	get #closed(): boolean {
		return this.#closing.signal.aborted;
	}

	/** The core, once what is on disk is in memory. */
	async #loaded(): Promise<Core> {
		await this.#ready;
		return this.#core;
	}

	/** After it there may be something to send. */
	async #then<T>(work: Promise<T>): Promise<T> {
		const result = await work;
		this.#stir();
		return result;
	}

	// What rooms call.

	async watch(onChange: (state: ChannelState) => void): Promise<void> {
		await this.#ready;
		this.#listeners.add(onChange);
		onChange(this.#state());
	}

	async joinOrganisation(code: string): Promise<Result<null, ChannelError>> {
		await this.#ready;
		return joinOrganisation(this.#core, code);
	}

	async offer(name: string, kind?: Conversation['kind']): Promise<Result<null, ChannelError>> {
		await this.#ready;
		return this.#meeting.offer(name, kind);
	}

	async join(codeOrQr: string): Promise<Result<null, ChannelError>> {
		await this.#ready;
		return this.#meeting.join(codeOrQr);
	}

	async compare(conversation: string, same: boolean): Promise<Result<null, ChannelError>> {
		await this.#ready;
		return this.#meeting.compare(conversation, same);
	}

	async cancelPairing(): Promise<void> {
		await this.#ready;
		await this.#meeting.cancel();
		this.#tell();
	}

	async send(conversation: string, outgoing: Parameters<ChannelApi['send']>[1]) {
		return this.#then(saying.say(await this.#loaded(), conversation, outgoing));
	}

	async attach(conversation: string, picture: Parameters<ChannelApi['attach']>[1]) {
		const { bytes, ...body } = picture;
		const core = await this.#loaded();
		const content = { type: 'attachment', body } as const;
		return this.#then(sendFile(core, conversation, new Uint8Array(bytes), content));
	}

	async sendModule(conversation: string, module: Parameters<ChannelApi['sendModule']>[1]) {
		const { bytes, ...body } = module;
		const core = await this.#loaded();
		const content = { type: 'module', body } as const;
		return this.#then(sendFile(core, conversation, new Uint8Array(bytes), content));
	}

	async file(message: string) {
		return openFile(await this.#loaded(), message);
	}

	async seen(conversation: string, messages: string[]): Promise<void> {
		await this.#then(saying.see(await this.#loaded(), conversation, messages));
	}

	async setTellsSeen(conversation: string, yes: boolean) {
		return saying.setTellsSeen(await this.#loaded(), conversation, yes);
	}

	async askBack(messages: string[]) {
		return this.#then(saying.askBack(await this.#loaded(), messages));
	}

	async leave(conversation: string, tell: boolean) {
		return this.#then(saying.leave(await this.#loaded(), conversation, tell));
	}

	async forget(conversation: string) {
		return saying.forget(await this.#loaded(), conversation);
	}

	async safetyDigits(conversation: string) {
		return saying.digitsNow(await this.#loaded(), conversation);
	}

	async introduce(conversation: string, request: HandoverRequest) {
		return this.#then(introduce(await this.#loaded(), conversation, request));
	}

	async answer(conversation: string, introduction: string, yes: boolean) {
		return this.#then(answer(await this.#loaded(), conversation, introduction, yes));
	}

	async remove(conversation: string, key: string) {
		return this.#then(remove(await this.#loaded(), conversation, key));
	}

	async waiting() {
		return waiting(await this.#loaded());
	}

	async wake(): Promise<void> {
		await this.#ready;
		this.#waits.clear();
		this.#unreachable.clear();
		this.#listening.interrupt();
		this.#stir();
	}

	async wakeKey() {
		return wakes.wakeKey(await this.#loaded());
	}

	async keepWake(...[wish, subscription]: Parameters<ChannelApi['keepWake']>) {
		return wakes.keepWake(await this.#loaded(), wish, subscription);
	}

	async clockAhead() {
		const { relay, now } = await this.#loaded();
		return relay.now() - now();
	}

	async dropWake(wish: Parameters<ChannelApi['dropWake']>[0]) {
		return wakes.dropWake(await this.#loaded(), wish);
	}

	// What screens see.

	#state(): ChannelState {
		return {
			...viewOf(this.#store),
			pairing: this.#meeting.view(),
			reachability: this.#reachability,
			trouble: this.#trouble,
		};
	}

	/** Tell whoever watches, once for all that changes in one go. */
	#tell(): void {
		if (this.#told) return;
		this.#told = true;
		setTimeout(() => {
			this.#told = false;
			if (this.#closed) return;
			const state = this.#state();
			for (const listener of this.#listeners) listener(state);
		}, 0);
	}

	#heard(answered: boolean): void {
		const before = this.#reachability;
		this.#reachability = answered ? 'online' : 'offline';
		if (before === this.#reachability) return;
		this.#tell();
		if (before === 'offline') {
			this.#unreachable.clear();
			this.#stir();
		}
	}

	#stir(): void {
		this.#sending.bell.ring();
		this.#listening.bell.ring();
		void this.#listening.relisten();
		this.#tell();
	}
}
