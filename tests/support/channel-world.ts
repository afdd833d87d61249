/**
 * A small world for tests of the channel: one real relay on disk, and devices with a real channel each. The only stand-in
 * is the shelf, an in-memory vault that can be told to fail and to "lose power", because a real vault needs a browser.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChannelState } from '../../src/lib/platform/channel/contract';
import type { Shelf } from '../../src/lib/platform/channel/store';
import { createChannel } from '../../src/lib/platform/channel/worker';
import { createRelay, openLibsqlStore, type Relay, type Store } from '../../src/lib/server/relay';
import { newPushKeys, startWakes } from '../../src/lib/server/push';
import { createInvite } from '../../src/lib/server/relay/invites';
import { parsePairing } from '../../src/lib/protocol/pairing';
import { pollAnswerSchema, type Item } from '../../src/lib/protocol/relay';
import { failed, ok } from '../../src/lib/protocol/result';

type Row = { id: string; value: unknown };

/** Keeps what is saved as JSON text, so that nothing is shared with the channel. */
export class MemoryShelf implements Shelf {
	readonly #rows = new Map<string, string>();
	full = false;
	saves = 0;
	/** Which life of the device may write: one that is over must not, as a worker that was terminated does not. */
	#life = 0;
	/** Called after each save; a test may pull the plug here. */
	afterSave: (saves: number) => void = () => undefined;

	/** For one life of a device; the one before loses its hold. */
	opened(): Shelf {
		const life = ++this.#life;
		return {
			all: (collection) => this.all(collection),
			save: (changes) => this.save(changes, life),
		};
	}

	shut(): void {
		this.#life += 1;
	}

	async all(collection: string): Promise<Row[]> {
		const prefix = `${collection}/`;
		return [...this.#rows]
			.filter(([key]) => key.startsWith(prefix))
			.map(([key, value]) => ({ id: key.slice(prefix.length), value: JSON.parse(value) as unknown }));
	}

	async save(
		changes: Parameters<Shelf['save']>[0],
		life = this.#life,
	): Promise<Awaited<ReturnType<Shelf['save']>>> {
		// A turn of the event loop, as a disk takes one.
		await new Promise((resolve) => setTimeout(resolve, 0));
		if (life !== this.#life) return failed({ type: 'NotOpen' as const });
		if (this.full) return failed({ type: 'StorageFull' as const });
		for (const change of changes) {
			const key = `${change.collection}/${change.id}`;
			if ('deleted' in change) this.#rows.delete(key);
			else this.#rows.set(key, JSON.stringify(change.value));
		}
		this.saves += 1;
		this.afterSave(this.saves);
		return ok(null);
	}

	/** Everything kept, as text: to look for what must not be there. */
	dump(): string {
		return [...this.#rows].map(([key, value]) => `${key} ${value}`).join('\n');
	}
}

/** What happens to a request on its way. `lost`: the relay never sees it. `unheard`: it does, but the answer is lost. */
export type Weather = 'fine' | 'lost' | 'unheard';

export class Device {
	readonly shelf = new MemoryShelf();
	readonly #world: World;
	#channel: ReturnType<typeof createChannel> | null = null;
	state: ChannelState | null = null;
	/** Milliseconds this device's clock is ahead. */
	ahead = 0;
	weather: (request: Request) => Weather = () => 'fine';
	/** A relay that lies: what it makes of the items of a poll. */
	tamper: ((items: Item[]) => Item[]) | null = null;
	/** A hotel's network answers in the relay's place. */
	wall = false;

	constructor(world: World) {
		this.#world = world;
	}

	/** Start, or start again after `stop`. */
	async start(): Promise<this> {
		this.#channel = createChannel(this.shelf.opened(), {
			base: 'http://relay.test',
			now: () => Date.now() + this.ahead,
			fetch: async (input, init) => {
				const request = new Request(input, init);
				const weather = this.weather(request);
				if (weather === 'lost') throw new TypeError('Failed to fetch');
				if (this.wall) return new Response('<h1>Please log in</h1>', { status: 404 });
				const response = await this.#world.answer(request);
				if (this.tamper !== null && request.url.endsWith('/poll') && response.ok) {
					const answer = pollAnswerSchema.parse(await response.json());
					return Response.json({ ...answer, items: this.tamper(answer.items) });
				}
				if (weather === 'unheard') throw new TypeError('Failed to fetch');
				return response;
			},
		});
		await this.#channel.watch((state) => (this.state = state));
		return this;
	}

	/** As when the page is closed or the battery falls out: nothing is saved from here on. */
	stop(): void {
		this.shelf.shut();
		this.#channel?.close();
		this.#channel = null;
	}

	get channel(): ReturnType<typeof createChannel> {
		if (this.#channel === null) throw new Error('This device is off');
		return this.#channel;
	}

	offline(): void {
		this.weather = () => 'lost';
		void this.#channel?.wake();
	}

	async online(): Promise<void> {
		this.weather = () => 'fine';
		await this.#channel?.wake();
	}

	/** Wait until the state is so; says what it was when it never came. */
	async until<T>(
		what: string,
		found: (state: ChannelState) => T | null | undefined | false,
		ms = 20_000,
	): Promise<T> {
		const deadline = Date.now() + ms;
		for (;;) {
			const value = this.state === null ? null : found(this.state);
			if (value !== null && value !== undefined && value !== false) return value;
			if (Date.now() > deadline)
				throw new Error(`Not within ${String(ms)} ms: ${what}\n${JSON.stringify(this.state, null, 1)}`);
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
	}
}

export class World {
	readonly #folder = mkdtempSync(join(tmpdir(), 'rosebay-channel-'));
	readonly #devices: Device[] = [];
	readonly limits = {
		perAddress: { burst: 10_000, perSecond: 1_000 },
		writes: { burst: 5_000, perSecond: 500 },
		reads: { burst: 5_000, perSecond: 500 },
	};
	#store: Store;
	#relay: Relay | null;
	/** Milliseconds the relay's clock is ahead. */
	ahead = 0;
	/** Every request that reached the relay, as `METHOD path`. */
	readonly seen: string[] = [];

	/**
	 * @param pushServices of the operator's own
	 * @param store another than one of its own on a temporary disk; it is closed with the world
	 */
	constructor(
		private readonly pushServices: readonly string[] = [],
		store?: Store,
	) {
		this.#store = store ?? this.#open();
		this.#relay = this.#run();
	}

	#open(): Store {
		return openLibsqlStore({ path: join(this.#folder, 'relay.db') });
	}

	#run(): Relay {
		const { limits, pushServices } = this;
		return createRelay({ store: this.#store, limits, pushServices, now: () => Date.now() + this.ahead });
	}

	async answer(request: Request): Promise<Response> {
		if (this.#relay === null) throw new TypeError('Failed to fetch');
		this.seen.push(`${request.method} ${new URL(request.url).pathname}`);
		const gone = new Promise<never>((_, reject) => {
			request.signal.addEventListener('abort', () => {
				reject(new DOMException('Aborted', 'AbortError'));
			});
		});
		const response = await Promise.race([this.#relay.handle(request, '192.0.2.7'), gone]);
		// As every HTTP server does.
		response.headers.set('date', new Date(Date.now() + this.ahead).toUTCString());
		return response;
	}

	async relayDown(): Promise<void> {
		const relay = this.#relay;
		this.#relay = null;
		await relay?.stop();
	}

	relayUp(): void {
		this.#store = this.#open();
		this.#relay = this.#run();
	}

	/** Sends the wakes that are due, with no time left to chance. @returns how many were taken */
	async wake(): Promise<number> {
		const posted: string[] = [];
		const wakes = startWakes({
			store: this.#store.wakes,
			keys: await this.#store.wakes.keys(newPushKeys()),
			contact: 'mailto:nobody@example.org',
			services: this.pushServices,
			timing: { every: 0, news: [0, 1] },
			now: () => Date.now() + this.ahead,
			onPosted: (outcome) => posted.push(outcome),
		});
		// Once to see what is unread, once when its moment has passed.
		await wakes.look();
		await new Promise((resolve) => setTimeout(resolve, 5));
		await wakes.look();
		await wakes.stop();
		return posted.filter((outcome) => outcome === 'sent').length;
	}

	async sweep(): Promise<void> {
		await this.#relay?.sweep();
	}

	/** Delete what the relay keeps, as when an operator has lost the disk. Staff stay known. */
	async loseLog(id: string): Promise<void> {
		await this.#store.deleteLog(id);
	}

	device(): Promise<Device> {
		const device = new Device(this);
		this.#devices.push(device);
		return device.start();
	}

	async invite(name: string): Promise<string> {
		const { code, invite } = createInvite(name, Date.now());
		await this.#store.invite(invite);
		return code;
	}

	/** A caseworker who has joined the organisation. */
	async worker(name = 'Amina'): Promise<Device> {
		const device = await this.device();
		const joined = await device.channel.joinOrganisation(await this.invite(name));
		if (!joined.ok) throw new Error(joined.error.type);
		return device;
	}

	async close(): Promise<void> {
		for (const device of this.#devices) device.stop();
		await this.relayDown();
		rmSync(this.#folder, { recursive: true, force: true });
	}
}

/** Both people are there, have compared the digits, and the conversation is open on both sides. */
export async function paired(
	worker: Device,
	phone: Device,
): Promise<{ worker: string; phone: string; seed: Uint8Array }> {
	const offered = await worker.channel.offer('R.');
	if (!offered.ok) throw new Error(offered.error.type);
	const code = await worker.until('a code', ({ pairing }) =>
		pairing.step === 'offering' ? pairing.qr : null,
	);
	const joined = await phone.channel.join(code);
	if (!joined.ok) throw new Error(joined.error.type);
	const [mine, hers] = await Promise.all([worker, phone].map((one) => one.until('digits', comparing)));
	if (mine === undefined || hers === undefined) throw new Error('No digits');
	await worker.channel.compare(mine.conversation, true);
	await phone.channel.compare(hers.conversation, true);
	for (const one of [worker, phone])
		await one.until(
			'open',
			({ conversations, pairing }) =>
				pairing.step === 'none' && conversations.some((c) => c.state === 'open'),
		);
	return {
		worker: mine.conversation,
		phone: hers.conversation,
		seed: parsePairing(code)?.seed ?? new Uint8Array(),
	};
}

export const comparing = ({ pairing }: ChannelState) => (pairing.step === 'comparing' ? pairing : null);

/** A worker and a survivor who have met, each on a device, and their conversation on each. */
export async function twoWhoMet(): Promise<{
	world: World;
	worker: Device;
	phone: Device;
	ids: { worker: string; phone: string };
}> {
	const world = new World();
	const worker = await world.worker('Amina');
	const phone = await world.device();
	return { world, worker, phone, ids: await paired(worker, phone) };
}
