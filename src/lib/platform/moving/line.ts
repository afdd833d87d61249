/**
 * One transfer's line over the relay: putting sealed things down, taking those of the other phone, until it is over. It
 * repeats by itself whatever the network loses, since the relay takes each thing once; it gives up when the log's time
 * is. It knows envelopes, and nothing of what is said.
 */
import { base64urlToBytes, type Bytes, type SecretKey } from '$platform/crypto';
import { openEnvelope, sealEnvelope } from '$platform/channel/envelope';
import type { RelayClient, RelayError } from '$platform/channel/relay-client';
import { TRANSFER_SECONDS } from '$protocol/relay';
import { parseStop, readVersion, stopToBytes, withVersion, type TransferStop } from '$protocol/transfer';
import type { TransferError } from './contract';
import type { Place } from './keys';

/** Reader slots in the log, also what each envelope says of who wrote it. */
const SLOT = { old: 0, fresh: 1 } as const;
export type Side = keyof typeof SLOT;

export interface LineOptions {
	relay: RelayClient;
	/** Resolves after so many milliseconds. */
	pause: (ms: number) => Promise<void>;
	/** Seconds the relay may hold a poll. */
	listen?: number;
}

/** Milliseconds between two tries, doubling up to the second. */
const SHORTEST_PAUSE = 500;
const LONGEST_PAUSE = 8_000;
/** Tries before the first answer of all; after it the line holds out to its end. */
const FIRST_TRIES = 3;
/** What may lie in memory unasked for: the quota of a log and some. Characters. */
const MOST_WAITING = 16 * 1024 * 1024;

export class Line {
	readonly #options: LineOptions;
	readonly #place: Place;
	readonly #side: Side;
	readonly #ended: (error: TransferError['type']) => void;
	readonly #onStalled: (stalled: boolean) => void;
	readonly #closing = new AbortController();
	readonly #timer: ReturnType<typeof setTimeout>;
	readonly #arrived = new Map<string, string>();
	readonly #waiting = new Map<string, (body: string | null) => void>();
	#waitingSize = 0;
	#answered = false;
	#over = false;

	/** @param ended called once, when it is over by itself: what went wrong */
	constructor(
		options: LineOptions,
		place: Place,
		side: Side,
		on: { ended: (error: TransferError['type']) => void; stalled: (stalled: boolean) => void },
	) {
		this.#options = options;
		this.#place = place;
		this.#side = side;
		this.#ended = on.ended;
		this.#onStalled = on.stalled;
		this.#timer = setTimeout(() => {
			this.fail('CodeExpired');
		}, TRANSFER_SECONDS * 1_000);
	}

	get over(): boolean {
		return this.#over;
	}

	/** New phone: have the log opened. False when the line is over. */
	open(): Promise<boolean> {
		const { log: id, hashes } = this.#place;
		return this.#insist(() => this.#options.relay.openTransfer({ id, ...hashes }));
	}

	/** From here on the relay is listened to. */
	listen(): void {
		void this.#listen();
	}

	/** Seal and put down. True when it lies on the relay; false when the line is over. */
	async put(mid: string, key: SecretKey, ...content: readonly Uint8Array[]): Promise<boolean> {
		const place = { log: this.#place.log, mid };
		const envelope = await sealEnvelope(key, place, SLOT[this.#side], withVersion(...content));
		return this.#insist(() => this.#options.relay.put(place, this.#place.writeToken, envelope));
	}

	/** What the other phone put down under this mid, without its version; null when the line is over. */
	async take(mid: string, key: SecretKey): Promise<Bytes | null> {
		const body = await this.#body(mid);
		if (body === null) return null;
		const content = await this.#opened(mid, key, body);
		// Another thing may have ended it while this one was opened.
		if (this.over) return null;
		if (content === 'newer') this.fail('Newer');
		else if (content === null) this.fail('Damaged');
		else return content;
		return null;
	}

	/** Over, because of this. */
	fail(error: TransferError['type']): void {
		if (this.#over) return;
		// What this phone cannot go on with, the other one would wait for.
		if (error === 'Damaged' || error === 'Newer') void this.stop('cancelled');
		else this.close();
		this.#ended(error);
	}

	/** Over, without a word to anyone here. */
	close(): void {
		this.#over = true;
		clearTimeout(this.#timer);
		this.#closing.abort();
		this.#arrived.clear();
		for (const resolve of this.#waiting.values()) resolve(null);
		this.#waiting.clear();
	}

	/** Tell the other phone that it is over, once, and be it. What the network loses of it, the log's end says too. */
	async stop(reason: TransferStop): Promise<void> {
		this.close();
		const mid = this.#side === 'old' ? this.#place.mids.stopOld : this.#place.mids.stopNew;
		const place = { log: this.#place.log, mid };
		const content = withVersion(stopToBytes(reason));
		const envelope = await sealEnvelope(this.#place.key, place, SLOT[this.#side], content);
		await this.#options.relay.put(place, this.#place.writeToken, envelope);
	}

	/** Nothing is needed there any more. Once; its end comes by itself too. */
	async forget(): Promise<void> {
		this.close();
		await this.#options.relay.deleteLog(this.#place.log, this.#place.adminToken);
	}

	async #opened(mid: string, key: SecretKey, body: string): Promise<Bytes | 'newer' | null> {
		// The relay's own word for bytes, and perhaps none.
		const bytes = base64urlToBytes(body);
		const opened = bytes && (await openEnvelope(key, { log: this.#place.log, mid }, bytes));
		return opened?.slot === SLOT[this.#side === 'old' ? 'fresh' : 'old'] ? readVersion(opened.content) : null;
	}

	async #body(mid: string): Promise<string | null> {
		if (this.#over) return null;
		const there = this.#arrived.get(mid);
		if (there === undefined) return new Promise((resolve) => this.#waiting.set(mid, resolve));
		this.#arrived.delete(mid);
		this.#waitingSize -= there.length;
		return there;
	}

	/** Again and again until it is done, or cannot be. */
	async #insist(work: () => Promise<{ ok: true } | { ok: false; error: RelayError }>): Promise<boolean> {
		for (let tries = 1; !this.#over; tries += 1) {
			const done = await work();
			if (this.over) return false;
			if (done.ok) {
				this.#heard(true);
				return true;
			}
			if (!(await this.#again(done.error, tries))) return false;
		}
		return false;
	}

	/** After a failed call: wait and say true, or end it. */
	async #again(error: RelayError, tries: number): Promise<boolean> {
		switch (error.type) {
			case 'Unreachable':
			case 'TooMany': {
				if (!this.#answered && tries >= FIRST_TRIES) {
					this.fail(error.type === 'TooMany' ? 'Busy' : 'Unreachable');
					return false;
				}
				this.#heard(false);
				const doubled = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE * 2 ** Math.min(tries - 1, 10));
				await this.#options.pause(Math.max(doubled, error.waitMs));
				return !this.#over;
			}
			case 'Full':
				this.fail('Busy');
				return false;
			case 'Missing':
				this.fail('CodeExpired');
				return false;
			case 'Conflict':
				void this.stop('used');
				this.#ended('CodeUsed');
				return false;
			case 'Refused':
				this.fail('Damaged');
				return false;
		}
	}

	#heard(answered: boolean): void {
		if (answered) this.#answered = true;
		this.#onStalled(!answered);
	}

	async #listen(): Promise<void> {
		const { relay, listen = 20 } = this.#options;
		let after = 0;
		for (let tries = 1; !this.#over; tries += 1) {
			const logs = [{ id: this.#place.log, after, token: this.#place.readToken }];
			const answer = await relay.poll({ logs, wait: listen }, this.#closing.signal);
			if (this.over) return;
			if (!answer.ok) {
				if (!(await this.#again(answer.error, tries))) return;
				continue;
			}
			tries = 0;
			this.#heard(true);
			for (const { log, seq, mid, body } of answer.value.items) {
				if (log !== this.#place.log) continue;
				after = Math.max(after, seq);
				await this.#came(mid, body);
			}
			if (answer.value.missing.length > 0) this.fail('CodeExpired');
		}
	}

	async #came(mid: string, body: string): Promise<void> {
		const { stopNew, stopOld } = this.#place.mids;
		if (mid === (this.#side === 'old' ? stopNew : stopOld)) return this.#stopped(mid, body);
		const waiting = this.#waiting.get(mid);
		this.#waiting.delete(mid);
		if (waiting) waiting(body);
		else if (!this.#arrived.has(mid)) {
			this.#arrived.set(mid, body);
			this.#waitingSize += body.length;
			if (this.#waitingSize > MOST_WAITING) this.fail('Damaged');
		}
	}

	async #stopped(mid: string, body: string): Promise<void> {
		const content = await this.#opened(mid, this.#place.key, body);
		if (this.#over) return;
		const reason = content === null || content === 'newer' ? null : parseStop(content);
		void this.#options.relay.deleteLog(this.#place.log, this.#place.adminToken);
		this.fail(reason === 'different' ? 'NotTheSame' : reason === 'used' ? 'CodeUsed' : 'OtherStopped');
	}
}
