/**
 * The channel, put together. It lives in the vault's worker, which holds the one lock over page and worker: MLS state
 * is in no other place, so it needs no lock of its own. Two loops run while the page is open: one listens to all logs
 * in one long poll, one sends what is queued.
 */
import { randomBytes, type RandomSource } from '$platform/crypto';
import type { Poll, PollAnswer } from '$protocol/relay';
import { failed, ok, type Result } from '$protocol/result';
import { backoff, Waits } from './backoff';
import type { ChannelApi, ChannelError, ChannelState, Reachability, Trouble } from './contract';
import { createTurns, type Core } from './core';
import { Draft } from './draft';
import { bytesOf } from './envelope';
import { joinOrganisation } from './join-organisation';
import { Meeting } from './meeting';
import { Outbox } from './outbox';
import { createRelayClient } from './relay-client';
import { Store, type Shelf } from './store';

export interface ChannelOptions {
	/** Where the relay is, without a slash at the end; '' is the page's own origin. */
	base?: string;
	fetch?: typeof globalThis.fetch;
	/** Milliseconds. */
	now?: () => number;
	random?: RandomSource;
}

/** Seconds the relay may hold a poll when there is nothing. */
const LISTEN_SECONDS = 25;
/** Logs in one poll. */
const LOGS_A_POLL = 64;
/** While somebody may be looking at the screen, try to listen again at least this often. Milliseconds. */
const LONGEST_SILENCE = 60_000;
const HOUR = 3_600_000;

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
		offer: (name) => channel.offer(name),
		join: (codeOrQr) => channel.join(codeOrQr),
		compare: (conversation, same) => channel.compare(conversation, same),
		cancelPairing: () => channel.cancelPairing(),
		send: (conversation, outgoing) => channel.send(conversation, outgoing),
		wake: () => channel.wake(),
		close: () => {
			channel.close();
		},
	};
}

class Channel implements ChannelApi {
	readonly #store: Store;
	readonly #core: Core;
	readonly #meeting: Meeting;
	readonly #outbox: Outbox;
	readonly #waits: Waits;
	readonly #ready: Promise<void>;
	readonly #closing = new AbortController();
	readonly #listeners = new Set<(state: ChannelState) => void>();
	readonly #send = new Bell();
	readonly #listen = new Bell();
	readonly #unreachable: Waits;
	#poll = new AbortController();
	#listeningTo = '';
	#reachability: Reachability = 'unknown';
	#trouble: Trouble | null = null;
	#told = false;

	constructor(vault: Shelf, options: ChannelOptions) {
		const { base = '', now = Date.now, random = randomBytes } = options;
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
		this.#outbox = new Outbox(this.#core, this.#waits, (full) => {
			if (full) this.#trouble = 'RelayFull';
			else if (this.#trouble === 'RelayFull') this.#trouble = null;
		});
		this.#ready = this.#start();
	}

	async #start(): Promise<void> {
		await this.#store.load();
		await this.#meeting.load();
		// The worker's own events; a page elsewhere calls wake().
		if ('addEventListener' in globalThis) globalThis.addEventListener('online', this.#online);
		void this.#sending();
		void this.#listening();
	}

	readonly #online = () => {
		void this.wake();
	};

	close(): void {
		this.#closing.abort();
		this.#poll.abort();
		this.#send.ring();
		this.#listen.ring();
		if ('removeEventListener' in globalThis) globalThis.removeEventListener('online', this.#online);
	}

	get #closed(): boolean {
		return this.#closing.signal.aborted;
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

	async offer(name: string): Promise<Result<null, ChannelError>> {
		await this.#ready;
		return this.#meeting.offer(name);
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

	async send(
		conversation: string,
		outgoing: Parameters<ChannelApi['send']>[1],
	): Promise<Result<{ id: string }, ChannelError>> {
		await this.#ready;
		const result = await this.#core.turn(async (): Promise<Result<{ id: string }, ChannelError>> => {
			const draft = Draft.of(this.#core, conversation);
			if (draft?.conversation.state !== 'open') return failed({ type: 'NotOpen' });
			const id = await draft.say(outgoing);
			const saved = await this.#store.save(await draft.writes());
			return saved.ok ? ok({ id }) : saved;
		});
		this.#stir();
		return result;
	}

	async wake(): Promise<void> {
		await this.#ready;
		this.#waits.clear();
		this.#unreachable.clear();
		this.#poll.abort();
		this.#stir();
	}

	// What screens see.

	#state(): ChannelState {
		const { conversations, groups, messages, staff } = this.#store;
		const mine = staff.first();
		return {
			pairing: this.#meeting.view(),
			conversations: [...conversations.rows].map(([id, row]) => ({
				id,
				...row,
				// Its keys are lost (a damaged row): what was said stays readable, and people can connect anew.
				state: groups.get(id) === undefined ? 'closed' : row.state,
			})),
			messages: [...messages.rows]
				.sort(([, a], [, b]) => a.order - b.order)
				.map(([id, { conversation, from, delivery, message }]) => ({
					...{ id, conversation, from, message },
					...(delivery === undefined ? {} : { delivery }),
				})),
			reachability: this.#reachability,
			staff: mine === null ? null : { name: mine.value.name },
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
		this.#send.ring();
		this.#listen.ring();
		void this.#relisten();
		this.#tell();
	}

	// Sending.

	async #sending(): Promise<void> {
		while (!this.#closed) {
			const rung = this.#send.next();
			const left = this.#unreachable.left('send', this.#core.now());
			let wait = left;
			if (left === 0) {
				await this.#refreshKeys();
				const reached = (await this.#meeting.push()) && (await this.#outbox.flush());
				if (reached) this.#unreachable.worked('send');
				else this.#unreachable.failed('send', this.#core.now());
				wait = reached ? (this.#outbox.nextIn() ?? HOUR) : this.#unreachable.left('send', this.#core.now());
			}
			const expires = this.#meeting.expiresIn();
			await rung.orAfter(Math.min(wait, HOUR, expires === null ? HOUR : expires + 50));
		}
	}

	/** A day has passed somewhere: new keys, also where nobody writes just now. */
	async #refreshKeys(): Promise<void> {
		for (const id of this.#store.groups.rows.keys())
			await this.#core.turn(async () => {
				const draft = Draft.of(this.#core, id);
				if (draft?.commitDue()) await this.#store.save(await draft.writes());
			});
	}

	// Listening.

	/** The logs of all conversations that are not closed, and of the pairing under way. */
	async #logs(): Promise<Poll['logs']> {
		const { groups, conversations } = this.#store;
		const meeting = await this.#meeting.listening();
		const now = this.#core.now();
		const logs = [...groups.rows]
			.filter(([id]) => conversations.get(id) !== undefined && id !== this.#meeting.unopened)
			.filter(([id]) => this.#waits.left(`log ${id}`, now) === 0)
			.map(([, { log, cursor }]) => ({ id: log.id, after: cursor, token: log.readToken }));
		return meeting === null ? logs : [meeting, ...logs];
	}

	/** A poll that listens to the wrong logs is put down, so that the next one has the right ones. */
	async #relisten(): Promise<void> {
		const now = (await this.#logs()).map((log) => log.id).join();
		if (this.#listeningTo !== '' && now !== this.#listeningTo) this.#poll.abort();
	}

	async #listening(): Promise<void> {
		// The first poll, and the first after a silence, comes back at once: it says whether the relay is there.
		let patient = false;
		while (!this.#closed) {
			const rung = this.#listen.next();
			const left = this.#unreachable.left('listen', this.#core.now());
			const logs = left > 0 ? [] : await this.#logs();
			if (logs.length === 0) {
				await rung.orAfter(left > 0 ? left : (this.#nextMissing() ?? HOUR));
				continue;
			}
			this.#listeningTo = logs.map((log) => log.id).join();
			this.#poll = new AbortController();
			// In case they changed between looking and now.
			void this.#relisten();
			const seconds = patient ? (logs.length > LOGS_A_POLL ? 1 : this.#listenSeconds()) : 0;
			patient = await this.#pollOnce(logs, seconds);
			this.#listeningTo = '';
		}
	}

	/** Not longer than until a log that was missing may be asked for again. */
	#listenSeconds(): number {
		const missing = this.#nextMissing();
		return missing === null
			? LISTEN_SECONDS
			: Math.max(1, Math.min(LISTEN_SECONDS, Math.ceil(missing / 1_000)));
	}

	#nextMissing(): number | null {
		const now = this.#core.now();
		const lefts = [...this.#store.groups.rows.keys()].map((id) => this.#waits.left(`log ${id}`, now));
		const waiting = lefts.filter((left) => left > 0);
		return waiting.length === 0 ? null : Math.min(...waiting);
	}

	/** @returns whether the relay answered everything */
	async #pollOnce(logs: Poll['logs'], wait: number): Promise<boolean> {
		const { signal } = this.#poll;
		for (let at = 0; at < logs.length; at += LOGS_A_POLL) {
			const result = await this.#core.relay.poll({ logs: logs.slice(at, at + LOGS_A_POLL), wait }, signal);
			if (!result.ok) {
				if (signal.aborted) return true;
				const asked = 'waitMs' in result.error ? result.error.waitMs : 0;
				this.#unreachable.failed('listen', this.#core.now(), asked, LONGEST_SILENCE);
				return false;
			}
			this.#unreachable.worked('listen');
			if (!(await this.#take(result.value))) {
				await this.#listen.next().orAfter(backoff(1, this.#core.random));
				return false;
			}
		}
		return true;
	}

	/** @returns false when something could not be saved; it stays on the relay */
	async #take(answer: PollAnswer): Promise<boolean> {
		const meetingItems = answer.items.filter((item) => this.#byLog(item.log) === null);
		if (meetingItems.length > 0) await this.#meeting.read(meetingItems);
		let kept = true;
		for (const log of new Set(answer.items.map((item) => item.log))) {
			const conversation = this.#byLog(log);
			if (conversation !== null)
				kept =
					(await this.#read(
						conversation,
						answer.items.filter((item) => item.log === log),
					)) && kept;
		}
		for (const log of answer.missing) {
			const conversation = this.#byLog(log);
			if (conversation === null) {
				await this.#meeting.gone(log);
				continue;
			}
			this.#waits.failed(`log ${conversation}`, this.#core.now());
			if (this.#store.conversations.get(conversation)?.state === 'pairing')
				await this.#meeting.abandoned(conversation);
			else if (await this.#outbox.logMissing(conversation)) this.#waits.worked(`log ${conversation}`);
		}
		return kept;
	}

	#byLog(log: string): string | null {
		for (const [id, group] of this.#store.groups.rows) if (group.log.id === log) return id;
		return null;
	}

	/** Open what came, keep it and what follows from it in one save, and only then let the relay forget it. */
	async #read(conversation: string, items: PollAnswer['items']): Promise<boolean> {
		this.#waits.worked(`log ${conversation}`);
		const cursor = await this.#core.turn(async () => {
			const draft = Draft.of(this.#core, conversation);
			if (draft === null) return null;
			for (const { seq, mid, body } of items) await draft.read(seq, mid, bytesFrom(body));
			const { log, slot, cursor } = draft.group;
			const saved = await this.#store.save(await draft.writes());
			return saved.ok ? { log, slot, cursor } : null;
		});
		if (cursor === null) return this.#store.groups.get(conversation) === undefined;
		this.#stir();
		// Lost acks cost nothing: the next one says the same and more.
		await this.#core.relay.ack(cursor.log.id, cursor.log.readToken, cursor.slot, cursor.cursor);
		return true;
	}
}

/** An item's body is from the relay: text that is no base64url is an envelope that does not open. */
function bytesFrom(body: string): Uint8Array {
	try {
		return bytesOf(body);
	} catch {
		return new Uint8Array();
	}
}

/** Rung by many, waited for by one. */
class Bell {
	#ring: (() => void) | null = null;

	ring(): void {
		this.#ring?.();
	}

	/** Rings from now on count. */
	next(): { orAfter(ms: number): Promise<void> } {
		const rung = new Promise<void>((resolve) => (this.#ring = resolve));
		return {
			async orAfter(ms) {
				let timer: ReturnType<typeof setTimeout> | undefined;
				const later = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
				await Promise.race([rung, later]);
				clearTimeout(timer);
			},
		};
	}
}
