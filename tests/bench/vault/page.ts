/** The page of the vault's bench: the same records through plain Dexie and through the vault, each timed from the page. */
import { wrap } from 'comlink';
import Dexie, { type EntityTable } from 'dexie';
import type { Argon2Params } from '$platform/crypto';
import { entries, type Entry } from './records';
import type { VaultWorker } from './vault.worker';

/** Milliseconds, but for `disk`: bytes. `unlock` and `derive` are the vault's alone. */
export type Figures = Record<string, number>;

const COLLECTION = 'journal';
const PIN = '492716';

const longTasks: number[] = [];
new PerformanceObserver((list) => {
	longTasks.push(...list.getEntries().map(({ duration }) => duration));
}).observe({ type: 'longtask', buffered: true });

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const usage = async () => (await navigator.storage.estimate()).usage ?? 0;
const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Times one step, and notes the longest task that kept the page from answering in it. */
async function step<T>(figures: Figures, name: string, work: () => Promise<T>): Promise<T> {
	// Long tasks are told a moment later: those of the step before must not be counted here.
	await pause(60);
	longTasks.length = 0;
	const began = performance.now();
	const value = await work();
	figures[name] = performance.now() - began;
	await pause(60);
	figures[`${name}Task`] = Math.max(0, ...longTasks);
	return value;
}

interface Contender {
	open(): Promise<void>;
	bulk(records: Entry[]): Promise<void>;
	one(record: Entry): Promise<void>;
	all(): Promise<Entry[]>;
	close(): void;
}

async function measure(make: () => Contender, n: number, singles: number): Promise<Figures> {
	const records = entries(n + singles);
	const figures: Figures = {};
	const before = await usage();
	const first = make();
	await first.open();
	await step(figures, 'bulk', () => first.bulk(records.slice(0, n)));
	const times: number[] = [];
	await step(figures, 'singles', async () => {
		for (const record of records.slice(n)) {
			const began = performance.now();
			await first.one(record);
			times.push(performance.now() - began);
		}
	});
	figures['one'] = median(times);
	first.close();
	const second = make();
	await step(figures, 'open', () => second.open());
	const all = await step(figures, 'all', () => second.all());
	if (all.length !== n + singles || all.some(({ text }) => text.length < 150))
		throw new Error('not all there');
	second.close();
	await pause(300);
	figures['disk'] = (await usage()) - before;
	return figures;
}

function dexie(durability: 'default' | 'strict'): Contender {
	const db = new Dexie('plain', { chromeTransactionDurability: durability }) as Dexie & {
		r: EntityTable<Entry, 'id'>;
	};
	db.version(1).stores({ r: 'id,ts,kind' });
	return {
		open: async () => {
			await db.open();
		},
		bulk: async (records) => {
			await db.r.bulkPut(records);
		},
		one: async (record) => {
			await db.r.put(record);
		},
		all: () => db.r.toArray(),
		close: () => {
			db.close();
		},
	};
}

const newWorker = () => new Worker(new URL('./vault.worker.ts', import.meta.url), { type: 'module' });

function vault(params: Argon2Params): () => Contender {
	let made = false;
	return () => {
		const worker = newWorker();
		const link = wrap<VaultWorker>(worker);
		const toChange = (record: Entry) => ({ collection: COLLECTION, id: record.id, value: record });
		const expectOk = (result: { ok: boolean } | undefined) => {
			if (!result?.ok) throw new Error(JSON.stringify(result));
		};
		return {
			async open() {
				let state = await link.start(params);
				// The worker that was just ended holds the lock for a moment more.
				while (state === 'elsewhere') state = await link.start(params);
				expectOk(made ? await link.unlock(PIN) : await link.create(PIN));
				made = true;
			},
			bulk: async (records) => expectOk(await link.save(records.map(toChange))),
			one: async (record) => expectOk(await link.save([toChange(record)])),
			all: async () => ((await link.all(COLLECTION)) ?? []).map(({ value }) => value as Entry),
			close: () => {
				worker.terminate();
			},
		};
	};
}

async function deriveAlone(params: Argon2Params): Promise<number> {
	const worker = newWorker();
	const link = wrap<VaultWorker>(worker);
	// The first run also fetches and compiles it, as the one in unlocking does.
	const taken = await link.derive(params);
	worker.terminate();
	return taken;
}

const bench = {
	async calibrate() {
		const worker = newWorker();
		const params = await wrap<VaultWorker>(worker).calibrate();
		worker.terminate();
		return params;
	},
	dexie: (n: number, singles: number, durability: 'default' | 'strict') =>
		measure(() => dexie(durability), n, singles),
	async vault(n: number, singles: number, params: Argon2Params) {
		const before = await deriveAlone(params);
		const figures = await measure(vault(params), n, singles);
		return { ...figures, derive: (before + (await deriveAlone(params))) / 2 };
	},
};

export type VaultBench = typeof bench;
Object.assign(window, { bench });
