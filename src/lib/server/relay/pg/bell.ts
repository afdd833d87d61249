/**
 * How relay processes on one database tell each other that a log got something: NOTIFY, gathered for a few milliseconds so
 * that a busy relay rings now and then and not once an item. It is sent after the items are on disk and never with them,
 * because PostgreSQL lets only one transaction that notifies commit at a time.
 *
 * A bell may go unheard (a connection was down, a process died before it rang), so each process also looks by itself for
 * what those who wait here wait for: every few seconds, more often while it cannot listen, at once when it can again.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Cursor } from '../store';
import { clientConfig } from './database';

const CHANNEL = 'rosebay_items';
/** A payload holds at most 8,000 bytes; an id has 22. */
const IDS_A_CALL = 300;
const IDS_KEPT = 20_000;
const GATHER_MS = 5;
const CURSORS_A_LOOK = 5_000;

export interface BellOptions {
	url: string;
	/** Which of these cursors have something after them, or are of a log that is gone. */
	look: (cursors: readonly Cursor[]) => Promise<string[]>;
	/** Milliseconds between two looks: while listening, and while that is not possible. */
	lookEvery?: { listening: number; deaf: number };
}

type Listener = (logs: readonly string[]) => void;

export class Bell {
	/** In front of each payload: a process need not hear its own bell. */
	readonly #me = randomBytes(6).toString('hex');
	readonly #watchers = new Map<Listener, () => readonly Cursor[]>();
	readonly #pending = new Set<string>();
	#client: pg.Client | null = null;
	#started = false;
	#closed = false;
	#looked = 0;
	#looking = false;
	#gathering: NodeJS.Timeout | undefined;
	#retry: NodeJS.Timeout | undefined;
	#ticking: NodeJS.Timeout | undefined;
	#sending: Promise<void> = Promise.resolve();

	constructor(private readonly options: BellOptions) {}

	watch(listener: Listener, waiting: () => readonly Cursor[]): () => void {
		this.#watchers.set(listener, waiting);
		this.#start();
		return () => this.#watchers.delete(listener);
	}

	/** These logs got something, and it is on disk. */
	ring(logs: readonly string[]): void {
		if (logs.length === 0 || this.#closed) return;
		this.#tell(logs);
		this.#start();
		for (const log of logs) if (this.#pending.size < IDS_KEPT) this.#pending.add(log);
		this.#gathering ??= setTimeout(() => {
			this.#gathering = undefined;
			this.#sending = this.#sending.then(() => this.#send());
		}, GATHER_MS);
	}

	async close(): Promise<void> {
		clearTimeout(this.#gathering);
		await this.#sending.then(() => this.#send());
		this.#closed = true;
		clearTimeout(this.#retry);
		clearInterval(this.#ticking);
		await this.#client?.end().catch(() => undefined);
	}

	#tell(logs: readonly string[]): void {
		if (logs.length > 0) for (const listener of this.#watchers.keys()) listener(logs);
	}

	#start(): void {
		if (this.#started || this.#closed) return;
		this.#started = true;
		void this.#listen(0);
		const { listening = 5_000, deaf = 1_000 } = this.options.lookEvery ?? {};
		this.#ticking = setInterval(
			() => {
				const since = performance.now() - this.#looked;
				if (since >= (this.#client === null ? deaf : listening) - 1) void this.#look();
			},
			Math.min(listening, deaf),
		);
		this.#ticking.unref();
	}

	/** @param failures How often it has not worked in a row. */
	async #listen(failures: number): Promise<void> {
		if (this.#closed) return;
		const client = new pg.Client({ ...clientConfig(this.options.url), application_name: 'rosebay bell' });
		const line = { lost: false };
		const lose = (): void => {
			if (line.lost) return;
			line.lost = true;
			const heard = this.#client === client;
			if (heard) this.#client = null;
			client.end().catch(() => undefined);
			if (this.#closed) return;
			const again = heard ? 0 : failures + 1;
			this.#retry = setTimeout(() => void this.#listen(again), Math.min(100 * 2 ** again, 1_000));
			this.#retry.unref();
		};
		client.on('error', lose);
		client.on('end', lose);
		client.on('notification', ({ payload = '' }) => {
			const [from, ...logs] = payload.split(' ');
			if (from !== this.#me) this.#tell(logs);
		});
		try {
			await client.connect();
			// What is said on this connection is no promise to anyone: no fsync for a bell.
			await client.query('SET synchronous_commit = off');
			await client.query(`LISTEN ${CHANNEL}`);
		} catch {
			lose();
			return;
		}
		if (this.#ended(line)) {
			client.end().catch(() => undefined);
			return;
		}
		this.#client = client;
		await Promise.all([this.#send(), this.#look()]);
	}

	#ended(line: { lost: boolean }): boolean {
		return this.#closed || line.lost;
	}

	async #send(): Promise<void> {
		const client = this.#client;
		if (client === null || this.#pending.size === 0) return;
		const logs = [...this.#pending];
		this.#pending.clear();
		const calls: string[] = [];
		for (let at = 0; at < logs.length; at += IDS_A_CALL)
			calls.push([this.#me, ...logs.slice(at, at + IDS_A_CALL)].join(' '));
		await client
			.query({
				name: 'ring',
				text: 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload',
				values: [CHANNEL, calls],
			})
			// Unheard: the others look by themselves.
			.catch(() => client.end().catch(() => undefined));
	}

	async #look(): Promise<void> {
		if (this.#looking) return;
		this.#looking = true;
		this.#looked = performance.now();
		try {
			// A connection that died without a word is noticed here.
			const client = this.#client;
			client?.query('SELECT 1').catch(() => client.end().catch(() => undefined));
			const cursors = [...this.#watchers.values()].flatMap((waiting) => waiting());
			for (let at = 0; at < cursors.length; at += CURSORS_A_LOOK)
				this.#tell(await this.options.look(cursors.slice(at, at + CURSORS_A_LOOK)));
		} catch {
			// The database is away; the next look finds what came meanwhile.
		} finally {
			this.#looking = false;
		}
	}
}
