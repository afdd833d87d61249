/** The page of the tests that kill: opens a vault, saves pairs of records, and says when the vault stands still. */
import { wrap, type Remote } from 'comlink';
import { lockIsFree, wipe } from '$platform/vault/testing/bench';
import type { HaltingWorker } from './vault.worker';

const PIN = '492716';
let worker: Worker | undefined;
let vault: Remote<HaltingWorker> | undefined;

function fresh(): Remote<HaltingWorker> {
	worker?.terminate();
	const made = new Worker(new URL('./vault.worker.ts', import.meta.url), { type: 'module' });
	made.addEventListener('message', ({ data }: MessageEvent<{ halted?: string }>) => {
		if (data.halted !== undefined) console.debug(`halted ${data.halted}`);
	});
	worker = made;
	vault = wrap<HaltingWorker>(made);
	return vault;
}
const open = () => {
	if (!vault) throw new Error('Not opened');
	return vault;
};

/** Two collections, one save: whatever happens they have to be of the same one. The first grows over several rows. */
const pair = (at: number) => [
	{ collection: 'a', id: 'a', value: { at, text: crypto.randomUUID().repeat(4_000) } },
	{ collection: 'b', id: 'b', value: { at } },
];

const kit = {
	/**
	 * Take the vault as soon as this tab gets it, and open it; make it when there is none.
	 * @param halt stand still before this step of opening (not of waiting for the vault)
	 */
	async enter({ schema = 1, halt = 0 }: { schema?: number; halt?: number } = {}) {
		const link = fresh();
		await link.start(schema);
		for (;;) {
			const changed = link.changed();
			const state = await link.state();
			if (state === 'elsewhere') {
				await changed;
				continue;
			}
			await link.arm(halt);
			const opened = state === 'none' ? await link.create(PIN) : await link.unlock(PIN);
			if (opened?.ok) return opened.value;
			// A tab that is still locked gives way to another one that asks: back in line.
			if (opened?.error.type !== 'OpenElsewhere') throw new Error(JSON.stringify(opened));
		}
	},
	/** Save number `at`; resolves to the steps it took. */
	async save(at: number, halt = 0) {
		await open().arm(halt);
		const saved = await open().save(pair(at));
		if (!saved?.ok) throw new Error(JSON.stringify(saved));
		return open().steps();
	},
	steps: () => open().steps(),
	/** Of the records that are there: of which save, and carried to which schema. */
	async found() {
		const records = [...((await open().all('a')) ?? []), ...((await open().all('b')) ?? [])];
		return records.map(({ value }) => {
			const { at, schema = 1 } = value as { at: number; schema?: number };
			return { at, schema };
		});
	},
	/** As if nothing had ever been kept here. */
	async wipe() {
		worker?.terminate();
		await lockIsFree('desk');
		await wipe('desk');
	},
	/**
	 * A tab's share of the work: bursts of saves, each save reading a counter and writing it one higher together with a
	 * record of its own. Between bursts it leaves, every other time in the middle of a save.
	 * @returns ids of the saves that were said to be on disk
	 */
	async work(tab: string, operations: number, burst: number) {
		const acknowledged: string[] = [];
		let attempts = 0;
		for (let bursts = 0; acknowledged.length < operations; bursts++) {
			await kit.enter();
			for (let left = burst; left > 0 && acknowledged.length < operations; left--) {
				const [counter] = (await open().all('count')) ?? [];
				const id = `${tab}-${String(attempts++)}`;
				const saving = open().save([
					{ collection: 'count', id: 'count', value: ((counter?.value as number | undefined) ?? 0) + 1 },
					{ collection: 'done', id, value: bursts },
				]);
				// Gone in the middle: nobody is told that this one was saved.
				if (left === 1 && bursts % 2 === 1) break;
				const saved = await saving;
				if (!saved?.ok) throw new Error(JSON.stringify(saved));
				acknowledged.push(id);
			}
			worker?.terminate();
		}
		return acknowledged;
	},
	/** What is there once all have gone. */
	async sum() {
		const { damagedRows } = await kit.enter();
		const [counter] = (await open().all('count')) ?? [];
		const done = ((await open().all('done')) ?? []).map(({ id }) => id);
		return { damagedRows, counter: counter?.value as number, done };
	},
};

export type Kit = typeof kit;
Object.assign(window, { kit });
