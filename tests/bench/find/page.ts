/** The page of the bench of Find: each way of searching opened from what a phone would have kept, on this page's own thread. */
import { openIndex } from '$protocol/directory-index';
import { searchDirectory } from '$protocol/directory-search';
import { isFound, type Plain, type Query } from './made';
import { openFloor, openMini, openScan, type Search } from './others';

export type Way = 'ours' | 'minisearch' | 'scan' | 'floor';
export interface Measured {
	/** Milliseconds, until the first query can be asked. */
	open: number;
	/** Of each query, milliseconds. */
	took: number[];
	/** Found, and asked, by kind of query. */
	found: Record<string, [number, number]>;
	/** The longest the page's thread did not answer while opening, and while searching. */
	longest: { open: number; search: number };
}

async function inflated(bytes: ArrayBuffer): Promise<ArrayBuffer> {
	const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
	return new Response(stream).arrayBuffer();
}

/** What is measured gets bytes in hand, as from the vault; each is packed the same way. */
const OPENERS: Record<Way, (kept: ArrayBuffer) => Promise<Search>> = {
	ours: async (kept) => {
		const index = openIndex(await inflated(kept));
		if (index === null) throw new Error('No index');
		return (text) => searchDirectory(index, text, null, {}, 10).services;
	},
	minisearch: async (kept) => openMini(new TextDecoder().decode(await inflated(kept))),
	scan: async (kept) => openScan(new TextDecoder().decode(await inflated(kept))),
	floor: async (kept) => openFloor(new TextDecoder().decode(await inflated(kept))),
};

const turn = () => new Promise((resolve) => setTimeout(resolve));

async function measure(way: Way, cap: number): Promise<Measured> {
	const [kept, plain, queries] = await Promise.all([
		fetch(`/data/${way}`).then((answer) => answer.arrayBuffer()),
		fetch('/data/plain').then((answer) => answer.json() as Promise<Plain[]>),
		fetch('/data/queries').then((answer) => answer.json() as Promise<Query[]>),
	]);
	let longest = 0;
	const watch = new PerformanceObserver((list) => {
		for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
	});
	watch.observe({ type: 'longtask' });
	await turn();
	const began = performance.now();
	const search = await OPENERS[way](kept);
	const open = performance.now() - began;
	await turn();
	await turn();
	const longestOpening = longest;
	longest = 0;
	const took: number[] = [];
	const found: Record<string, [number, number]> = {};
	for (const query of queries.slice(0, 5)) search(query.text);
	await turn();
	longest = 0;
	const from = performance.now();
	for (const query of queries) {
		await turn();
		const before = performance.now();
		const answer = search(query.text);
		took.push(performance.now() - before);
		const [yes, all] = found[query.kind] ?? [0, 0];
		found[query.kind] = [yes + Number(isFound(query, answer, plain)), all + 1];
		if (performance.now() - from > cap) break;
	}
	await turn();
	await turn();
	return { open, took, found, longest: { open: longestOpening, search: longest } };
}

const bench = { measure };
export type FindBench = typeof bench;
Object.assign(window, { bench });
