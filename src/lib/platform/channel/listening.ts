/**
 * The loop that listens: one long poll over the logs of all conversations and of the pairing under way. What came is
 * opened and kept before the relay may forget it.
 */
import type { Poll, PollAnswer } from '$protocol/relay';
import { backoff, type Waits } from './backoff';
import { Bell } from './bell';
import type { Core } from './core';
import { Draft } from './draft';
import { bytesOf } from './envelope';
import type { Meeting } from './meeting/meeting';
import type { Outbox } from './outbox';
import { placeOf, placesOf } from './people/logs';

/** Seconds the relay may hold a poll when there is nothing. */
const LISTEN_SECONDS = 25;
/** Logs in one poll. */
const LOGS_A_POLL = 64;
/** While somebody may be looking at the screen, try to listen again at least this often. Milliseconds. */
const LONGEST_SILENCE = 60_000;
const HOUR = 3_600_000;
/** A relay that is asked to wait and answers sooner than this, with nothing new, would have the phone ask without end. */
const TOO_SOON = 1_000;

export class Listening {
	readonly bell = new Bell();
	readonly #core: Core;
	readonly #meeting: Meeting;
	readonly #outbox: Outbox;
	readonly #waits: Waits;
	readonly #unreachable: Waits;
	#poll = new AbortController();
	#listeningTo = '';

	constructor(core: Core, meeting: Meeting, outbox: Outbox, waits: Waits, unreachable: Waits) {
		this.#core = core;
		this.#meeting = meeting;
		this.#outbox = outbox;
		this.#waits = waits;
		this.#unreachable = unreachable;
	}

	/** Put down the poll that is under way; the next one begins at once. */
	interrupt(): void {
		this.#poll.abort();
	}

	/** The logs of all conversations that are not closed, and of the pairing under way. */
	async #logs(): Promise<Poll['logs']> {
		const { groups, conversations } = this.#core.store;
		const meeting = await this.#meeting.listening();
		const now = this.#core.now();
		const logs = [...groups.rows]
			.filter(([id]) => conversations.get(id) !== undefined && id !== this.#meeting.unopened)
			.flatMap(([, group]) => placesOf(group))
			.filter(({ log }) => this.#waits.left(`log ${log.id}`, now) === 0)
			.map(({ log, cursor }) => ({ id: log.id, after: cursor, token: log.readToken }));
		return meeting === null ? logs : [meeting, ...logs];
	}

	/** A poll that listens to the wrong logs is put down, so that the next one has the right ones. */
	async relisten(): Promise<void> {
		const now = (await this.#logs()).map((log) => log.id).join();
		if (this.#listeningTo !== '' && now !== this.#listeningTo) this.#poll.abort();
	}

	/** Until the channel is closed. */
	async run(closing: AbortSignal): Promise<void> {
		// The first poll, and the first after a silence, comes back at once: it says whether the relay is there.
		let patient = false;
		while (!closing.aborted) {
			const rung = this.bell.next();
			const left = this.#unreachable.left('listen', this.#core.now());
			const logs = left > 0 ? [] : await this.#logs();
			if (logs.length === 0) {
				await rung.orAfter(left > 0 ? left : (this.#nextMissing() ?? HOUR));
				continue;
			}
			this.#listeningTo = logs.map((log) => log.id).join();
			this.#poll = new AbortController();
			// In case they changed between looking and now.
			void this.relisten();
			const seconds = patient ? (logs.length > LOGS_A_POLL ? 1 : this.#listenSeconds()) : 0;
			const asked = performance.now();
			patient = await this.#pollOnce(logs, seconds);
			this.#listeningTo = '';
			const soon = seconds > 0 && !this.#poll.signal.aborted && performance.now() - asked < TOO_SOON;
			if (patient && soon && !(await this.#moved(logs))) {
				this.#unreachable.failed('listen', this.#core.now(), 0, LONGEST_SILENCE);
				patient = false;
			}
		}
	}

	/** Whether there is more, or other, to listen to than there was: something came of it. */
	async #moved(before: Poll['logs']): Promise<boolean> {
		const said = (logs: Poll['logs']) => logs.map(({ id, after }) => `${id} ${String(after)}`).join();
		return said(before) !== said(await this.#logs());
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
		const places = [...this.#core.store.groups.rows.values()].flatMap(placesOf);
		const lefts = places.map(({ log }) => this.#waits.left(`log ${log.id}`, now));
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
				await this.bell.next().orAfter(backoff(1, this.#core.random));
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
						log,
						answer.items.filter((item) => item.log === log),
					)) && kept;
		}
		for (const log of answer.missing) {
			const conversation = this.#byLog(log);
			if (conversation === null) {
				await this.#meeting.gone(log);
				continue;
			}
			this.#waits.failed(`log ${log}`, this.#core.now());
			if (this.#core.store.conversations.get(conversation)?.state === 'pairing')
				await this.#meeting.abandoned(conversation);
			else if (await this.#outbox.logMissing(conversation, log)) this.#waits.worked(`log ${log}`);
		}
		return kept;
	}

	#byLog(log: string): string | null {
		for (const [id, group] of this.#core.store.groups.rows) if (placeOf(group, log) !== null) return id;
		return null;
	}

	/** Open what came, keep it and what follows from it in one save, and only then let the relay forget it. */
	async #read(conversation: string, from: string, items: PollAnswer['items']): Promise<boolean> {
		this.#waits.worked(`log ${from}`);
		const read = await this.#core.turn(async () => {
			const draft = Draft.of(this.#core, conversation);
			if (draft === null) return null;
			for (const { seq, mid, body } of items) await draft.read(from, seq, mid, bytesFrom(body));
			const saved = await this.#core.store.save(await draft.writes());
			return saved.ok ? { place: placeOf(draft.group, from) } : null;
		});
		if (read === null) return this.#core.store.groups.get(conversation) === undefined;
		this.#core.stir();
		if (read.place === null) return true;
		const { log, slot, cursor } = read.place;
		// Lost acks cost nothing: the next one says the same and more.
		await this.#core.relay.ack(log.id, log.readToken, slot, cursor);
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
