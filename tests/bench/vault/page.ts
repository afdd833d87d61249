/** The page of the vault's bench: the same records through plain Dexie and through the vault, each timed from the page. */
import { wrap } from 'comlink';
import Dexie, { type EntityTable } from 'dexie';
import { LADDER } from '$platform/crypto';
import { fromTexts, toTexts } from '$platform/session/crossing';
import { entries, type Entry } from './records';
import type { VaultWorker } from './vault.worker';

/** How long a step took, and the longest task that kept the page from answering in it. Milliseconds. */
export interface Step {
	ms: number;
	task: number;
}

const COLLECTION = 'journal';
const PIN = '492716';
/** What a quiet machine of today takes; on a busy one calibrating would choose a weaker one. */
const [STRONGEST] = LADDER;

const longTasks: number[] = [];
new PerformanceObserver((list) => {
	longTasks.push(...list.getEntries().map(({ duration }) => duration));
}).observe({ type: 'longtask', buffered: true });

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const usage = async () => (await navigator.storage.estimate()).usage ?? 0;

async function step(work: () => Promise<void>): Promise<Step> {
	// Long tasks are told a moment later: those of the step before must not be counted here.
	await pause(60);
	longTasks.length = 0;
	const began = performance.now();
	await work();
	const ms = performance.now() - began;
	await pause(60);
	return { ms, task: Math.max(0, ...longTasks) };
}

interface Contender {
	/** From a page that has just been loaded to one that can be asked to open. */
	start(): Promise<void>;
	open(): Promise<void>;
	bulk(records: Entry[]): Promise<void>;
	one(record: Entry): Promise<void>;
	all(): Promise<Entry[]>;
	close(): void;
}

function dexie(durability: 'default' | 'strict'): () => Contender {
	return () => {
		const db = new Dexie('plain', { chromeTransactionDurability: durability }) as Dexie & {
			r: EntityTable<Entry, 'id'>;
		};
		db.version(1).stores({ r: 'id,ts,kind' });
		return {
			start: () => Promise.resolve(),
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
	};
}

const newWorker = () => new Worker(new URL('./vault.worker.ts', import.meta.url), { type: 'module' });

function vault(): () => Contender {
	let made = false;
	return () => {
		const worker = newWorker();
		const link = wrap<VaultWorker>(worker);
		const toChange = (record: Entry) => ({ collection: COLLECTION, id: record.id, value: record });
		const expectOk = (result: { ok: boolean } | undefined) => {
			if (!result?.ok) throw new Error(JSON.stringify(result));
		};
		return {
			async start() {
				let state = await link.start(STRONGEST);
				// The worker that was just ended holds the lock for a moment more.
				while (state === 'elsewhere') state = await link.start(STRONGEST);
				await link.warm();
			},
			async open() {
				expectOk(made ? await link.unlock(PIN) : await link.create(PIN));
				made = true;
			},
			bulk: async (records) => expectOk(await link.saveTexts(await toTexts(records.map(toChange)))),
			one: async (record) => expectOk(await link.saveTexts(await toTexts([toChange(record)]))),
			all: async () => {
				const stored = await fromTexts((await link.texts(COLLECTION)) ?? []);
				return stored.map(({ value }) => value as Entry);
			},
			close: () => {
				worker.terminate();
			},
		};
	};
}

const MAKE = { dexie: dexie('default'), strict: dexie('strict'), vault: vault() };
export type Kind = keyof typeof MAKE;

let make: () => Contender = MAKE.dexie;
let contender: Contender | undefined;
let records: Entry[] = [];
let before = 0;
const current = () => {
	if (!contender) throw new Error('Not begun');
	return contender;
};

const bench = {
	async calibrate() {
		const worker = newWorker();
		const params = await wrap<VaultWorker>(worker).calibrate();
		worker.terminate();
		return params;
	},
	/** The key derivation of an unlock alone, in a worker made ready like the vault's. */
	async derive(): Promise<number> {
		const worker = newWorker();
		const link = wrap<VaultWorker>(worker);
		await link.warm();
		const taken = await link.derive(STRONGEST);
		worker.terminate();
		return taken;
	},
	async begin(kind: Kind, count: number) {
		make = MAKE[kind];
		records = entries(count);
		before = await usage();
		contender = make();
		await contender.start();
		await contender.open();
	},
	bulk: (to: number) => step(() => current().bulk(records.slice(0, to))),
	/** One save after another, each timed. */
	async singles(from: number, to: number): Promise<Step & { each: number[] }> {
		const each: number[] = [];
		const all = await step(async () => {
			for (const record of records.slice(from, to)) {
				const began = performance.now();
				await current().one(record);
				each.push(performance.now() - began);
			}
		});
		return { ...all, each };
	},
	/** As after a lock: `start` while she types, `open` once she has. */
	async reopen(): Promise<{ start: Step; open: Step }> {
		current().close();
		contender = undefined;
		await pause(200);
		const next = make();
		const start = await step(() => next.start());
		const open = await step(() => next.open());
		contender = next;
		return { start, open };
	},
	async all(): Promise<Step> {
		let read: Entry[] = [];
		const taken = await step(async () => {
			read = await current().all();
		});
		if (read.length !== records.length || read.some(({ text }) => text.length < 150))
			throw new Error('not all there');
		return taken;
	},
	/** Bytes it has come to take, once the disk has been left alone for a moment. */
	async disk(): Promise<number> {
		current().close();
		await pause(1_000);
		return (await usage()) - before;
	},
};

export type VaultBench = typeof bench;
Object.assign(window, { bench });
