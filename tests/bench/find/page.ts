/**
 * The page of the bench of Find: each way of searching opened from what a phone would have kept, on this page's own thread;
 * and the app's own way, in a worker (`app.ts`).
 */
import { openIndex } from '$protocol/directory-index';
import { searchDirectory } from '$protocol/directory-search';
import { bring, openKept, type } from './app';
import { isFound, type Plain, type Query } from './made';
import { openBeside, openMini, openScan, type Beside, type Search } from './others';

export type Way = 'ours' | 'minisearch' | 'scan' | 'beside';
export interface Searched {
	/** Of each query, milliseconds. */
	took: number[];
	/** Found, and asked, by kind of query. */
	found: Record<string, [number, number]>;
}

async function inflated(bytes: ArrayBuffer): Promise<ArrayBuffer> {
	const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
	return new Response(stream).arrayBuffer();
}

/** What is measured gets bytes in hand, as from the vault; each is packed the same way. */
const OPENERS: Record<Way, (kept: ArrayBuffer, beside: Beside | null) => Promise<Search>> = {
	ours: async (kept) => {
		const index = openIndex(await inflated(kept));
		if (index === null) throw new Error('No index');
		return (text) => searchDirectory(index, text, null, {}, 10).services;
	},
	minisearch: async (kept) => openMini(new TextDecoder().decode(await inflated(kept))),
	scan: async (kept) => openScan(new TextDecoder().decode(await inflated(kept))),
	beside: async (kept, beside) => {
		if (beside === null) throw new Error('No module');
		return openBeside(beside, await inflated(kept));
	},
};

const turn = () => new Promise((resolve) => setTimeout(resolve));
const fetched = async (name: string) => (await fetch(`/data/${name}`)).arrayBuffer();
const read = async <Value>(name: string) =>
	JSON.parse(new TextDecoder().decode(await fetched(name))) as Value;

let kept = new ArrayBuffer();
let plain: Plain[] = [];
let queries: Query[] = [];
let beside: Beside | null = null;
let asks: Search = () => [];

const bench = {
	bring,
	openKept,
	type,

	/** What nobody measures. */
	async fetch(way: Way): Promise<void> {
		[kept, plain, queries] = await Promise.all([
			fetched(way),
			read<Plain[]>('plain'),
			read<Query[]>('queries'),
		]);
		const address = '/data/beside.js';
		if (way === 'beside') beside = (await import(/* @vite-ignore */ address)) as Beside;
	},

	/** @returns milliseconds until the first query can be asked */
	async open(way: Way): Promise<number> {
		const began = performance.now();
		asks = await OPENERS[way](kept, beside);
		return performance.now() - began;
	},

	/** @param cap milliseconds, after which no more is asked */
	async search(cap: number): Promise<Searched> {
		const took: number[] = [];
		const found: Searched['found'] = {};
		const from = performance.now();
		for (const query of queries) {
			await turn();
			const before = performance.now();
			const answer = asks(query.text);
			took.push(performance.now() - before);
			const [yes, all] = found[query.kind] ?? [0, 0];
			found[query.kind] = [yes + Number(isFound(query, answer, plain)), all + 1];
			if (performance.now() - from > cap) break;
		}
		return { took, found };
	},
};
export type FindBench = typeof bench;
Object.assign(window, { bench });
