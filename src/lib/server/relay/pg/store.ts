/**
 * The store on PostgreSQL, for any number of relay processes on one database. A resolved promise means on the server's
 * disk: `synchronous_commit` is on for every connection here, and a server with `fsync` off is refused.
 *
 * Nothing is kept in this process between two calls, so each sees at once what another process did.
 */
import {
	type Appended,
	type Cursor,
	type Invite,
	type LogRecord,
	type NewItem,
	type Page,
	StoreUnavailable,
	type Store,
} from '../store';
import { ack, type Ack } from './ack';
import { append, type Append } from './append';
import { Bell, type BellOptions } from './bell';
import { Database } from './database';
import * as desk from './desk';
import { Lane } from './lane';
import { migrate } from './migrations';
import { arrivals, count, lookUp, read, waiting, type LookUp, type Read } from './read';
import type { WakeStore } from '../../push/store';
import { sweep } from './sweep';
import { PgWakes } from './wakes';

export const CONNECTIONS = 10;
/** Appends are dealt out to so many lanes by their log, so that each log's come in order. */
const APPEND_LANES = 2;
const MEGABYTE = 1024 * 1024;
/** How long closing waits for a server that does not answer, milliseconds. */
const CLOSE_MS = 1_000;

export interface PgOptions {
	/** `postgres://...`, as DATABASE_URL holds it. */
	url: string;
	/** How long to try again when the server does not take connections yet, milliseconds. Default: not at all. */
	patience?: number;
	lookEvery?: BellOptions['lookEvery'];
}

/**
 * Connects, and brings an older database up to date.
 * @throws {StoreUnavailable} when the server cannot be reached or used, or a later version wrote the data.
 */
export async function openPgStore({ url, patience = 0, lookEvery }: PgOptions): Promise<Store> {
	const database = new Database(url, CONNECTIONS);
	const until = performance.now() + patience;
	for (;;) {
		try {
			await migrate(database);
			return new PgStore(url, database, lookEvery);
		} catch (error) {
			// Only what came from the connection has a cause; the store's own refusals do not pass with time.
			const may = error instanceof StoreUnavailable && error.cause !== undefined;
			if (!may || performance.now() > until) {
				await database.close();
				throw error;
			}
			await new Promise((resolve) => setTimeout(resolve, 250));
		}
	}
}

class PgStore implements Store {
	readonly #appends: Lane<Append, Appended>[];
	readonly #acks: Lane<Ack, undefined>;
	readonly #reads: Lane<Read, Page>;
	readonly #lookUps: Lane<LookUp, LogRecord[]>;
	readonly #desk: Lane<() => Promise<unknown>, unknown>;
	readonly #bell: Bell;
	readonly wakes: WakeStore;

	constructor(
		url: string,
		private readonly database: Database,
		lookEvery: BellOptions['lookEvery'],
	) {
		const weigh = { of: ({ item }: Append) => item.body.length, atMost: 2 * MEGABYTE };
		this.#appends = Array.from(
			{ length: APPEND_LANES },
			() => new Lane((given) => append(database, given), { atMost: 128, weigh }),
		);
		this.#acks = new Lane((given) => ack(database, given), { atMost: 128 });
		this.#reads = new Lane((given) => read(database, given), { atMost: 16, atOnce: 2 });
		this.#lookUps = new Lane((given) => lookUp(database, given), { atMost: 128, atOnce: 2 });
		this.#desk = new Lane(async ([work]) => [await work?.()], { atMost: 1 });
		this.wakes = new PgWakes(database);
		this.#bell = new Bell({
			url,
			look: (cursors) => arrivals(database, cursors),
			...(lookEvery === undefined ? {} : { lookEvery }),
		});
	}

	#atDesk<T>(work: () => Promise<T>): Promise<T> {
		return this.#desk.add(work) as Promise<T>;
	}

	openLog(log: LogRecord): Promise<desk.Opened> {
		return this.#atDesk(() => desk.openLog(this.database, log));
	}

	openTransfer(log: LogRecord, atMost: number, now: number): Promise<desk.Opened | 'full'> {
		return this.#atDesk(() => desk.openTransfer(this.database, log, atMost, now));
	}

	logs(ids: readonly string[], now: number): Promise<LogRecord[]> {
		return this.#lookUps.add({ ids, now });
	}

	async append(item: NewItem, now: number): Promise<Appended> {
		const lane = this.#appends[(item.log.codePointAt(0) ?? 0) % APPEND_LANES];
		if (lane === undefined) throw new Error('unreachable');
		const answer = await lane.add({ item, now });
		if (answer === 'appended') this.#bell.ring([item.log]);
		return answer;
	}

	read(cursors: readonly Cursor[], maxBytes: number, now: number): Promise<Page> {
		return this.#reads.add({ cursors, maxBytes, now });
	}

	waiting(ids: readonly string[], now: number): Promise<{ log: string; expiresAt: number }[]> {
		return waiting(this.database, ids, now);
	}

	async ack(log: string, slot: number, seq: number, now: number): Promise<void> {
		await this.#acks.add({ log, slot, seq, now });
	}

	async deleteLog(id: string): Promise<void> {
		await this.#atDesk(() => desk.deleteLog(this.database, id));
		this.#bell.ring([id]);
	}

	sweep(now: number): Promise<void> {
		return sweep(this.database, now);
	}

	watch(
		listener: (logs: readonly string[]) => void,
		waiting: () => readonly Cursor[] = () => [],
	): () => void {
		return this.#bell.watch(listener, waiting);
	}

	invite(invite: Invite): Promise<void> {
		return this.#atDesk(() => desk.invite(this.database, invite));
	}

	redeem(lookupHash: string, staffTokenHash: string, now: number): Promise<Uint8Array | null> {
		return this.#atDesk(() => desk.redeem(this.database, lookupHash, staffTokenHash, now));
	}

	isStaff(tokenHash: string): Promise<boolean> {
		return desk.isStaff(this.database, tokenHash);
	}

	count(): Promise<{ logs: number; items: number }> {
		return count(this.database);
	}

	async close(): Promise<void> {
		const lanes = [...this.#appends, this.#acks, this.#reads, this.#lookUps, this.#desk];
		await Promise.all(lanes.map((lane) => lane.idle()));
		let timer: NodeJS.Timeout | undefined;
		const patience = new Promise((resolve) => (timer = setTimeout(resolve, CLOSE_MS)));
		await Promise.race([this.#bell.close().then(() => this.database.close()), patience]);
		clearTimeout(timer);
	}
}
