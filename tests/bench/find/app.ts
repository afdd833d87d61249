/**
 * Find as the app does it: a region fetched, sealed and kept; then opened from there and searched in its worker, while
 * somebody types. What is measured is the page's own thread. The list that a screen draws is not part of it.
 */
import { bringRegion, loadCatalogue, OpenDirectory, type KeptRegion } from '$platform/directory';

/** As `features/find` asks for them. */
const ROWS = 20;
const EVERYTHING = { flags: [], kind: null, language: null, near: null, openAt: null, limit: ROWS };

let open: OpenDirectory | null = null;

/** @returns what the vault would keep of it */
export async function bring(): Promise<KeptRegion> {
	const catalogue = await loadCatalogue();
	const [region] = catalogue.ok ? catalogue.value.regions : [];
	const brought = region && (await bringRegion(region));
	if (brought?.ok !== true) throw new Error('The region did not come');
	return brought.value;
}

export interface Opened {
	/** Milliseconds until it can be searched, and until the first rows are there. */
	ready: number;
	rows: number;
}

export async function openKept(kept: KeptRegion): Promise<Opened> {
	const began = performance.now();
	open = new OpenDirectory(kept);
	const facts = await open.facts;
	if (!facts.ok) throw new Error(facts.error.type);
	const ready = performance.now() - began;
	await open.search({ ...EVERYTHING, text: '' }, 'en');
	return { ready, rows: performance.now() - began };
}

/** Types each text letter by letter, a pause of a moment after each. @returns milliseconds from a letter to its rows */
export async function type(texts: readonly string[]): Promise<number[]> {
	if (open === null) throw new Error('Nothing is open');
	const took: number[] = [];
	for (const text of texts)
		for (let letters = 1; letters <= text.length; letters += 1) {
			await new Promise((resolve) => setTimeout(resolve, 20));
			const before = performance.now();
			await open.search({ ...EVERYTHING, text: text.slice(0, letters) }, 'en');
			took.push(performance.now() - before);
		}
	return took;
}
