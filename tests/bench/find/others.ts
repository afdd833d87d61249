/** What the directory's own search is held beside: MiniSearch alone, a scan of everything, and as little as an index can be. */
import MiniSearch from 'minisearch';
import type { Plain } from './made';

const FIELDS = ['name', 'description', 'helps', 'city'];
const OPTIONS = {
	fields: FIELDS,
	searchOptions: {
		prefix: (_: string, at: number, all: string[]) => at === all.length - 1,
		fuzzy: (term: string) => (term.length > 4 ? 0.2 : false),
		combineWith: 'AND' as const,
		boost: { name: 3 },
	},
};

export type Search = (text: string) => number[];

export function miniIndex(services: readonly Plain[]): string {
	const mini = new MiniSearch(OPTIONS);
	mini.addAll(services.map((each, id) => ({ id, ...each })));
	return JSON.stringify(mini);
}
export function openMini(text: string): Search {
	const mini = MiniSearch.loadJSON(text, OPTIONS);
	return (query) =>
		mini
			.search(query)
			.slice(0, 10)
			.map(({ id }) => Number(id));
}

export function openScan(text: string): Search {
	const hay = (JSON.parse(text) as Plain[]).map((each) => Object.values(each).join(' ').toLowerCase());
	return (query) => {
		const words = query.toLowerCase().split(' ');
		const found: number[] = [];
		for (let at = 0; at < hay.length && found.length < 10; at += 1)
			if (words.every((word) => hay[at]?.includes(word))) found.push(at);
		return found;
	};
}

const wordsIn = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Every word with the numbers of its services; no weights, no order of worth, a slip only where nothing else is found. */
export interface Floor {
	words: string[];
	lists: number[][];
}
export function floorIndex(services: readonly Plain[]): string {
	const lists = new Map<string, number[]>();
	services.forEach((each, number) => {
		for (const word of new Set(wordsIn(Object.values(each).join(' ')))) {
			const list = lists.get(word);
			if (list === undefined) lists.set(word, [number]);
			else list.push(number);
		}
	});
	const words = [...lists.keys()].sort();
	return JSON.stringify({ words, lists: words.map((word) => lists.get(word) ?? []) } satisfies Floor);
}

const shortened = (word: string) => Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));

export function openFloor(text: string): Search {
	const { words, lists } = JSON.parse(text) as Floor;
	/** Words by what is left of them without one letter: two a slip apart meet there. */
	const near = new Map<string, number[]>();
	words.forEach((word, at) => {
		if (word.length < 4) return;
		for (const key of [word, ...shortened(word)]) {
			const known = near.get(key);
			if (known === undefined) near.set(key, [at]);
			else known.push(at);
		}
	});
	const first = (word: string) => {
		let [low, high] = [0, words.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((words[middle] ?? '') < word) low = middle + 1;
			else high = middle;
		}
		return low;
	};
	const meant = (word: string, isLast: boolean): number[] => {
		const from = first(word);
		const found: number[] = [];
		for (let at = from; at < words.length && found.length < 64; at += 1) {
			const one = words[at] ?? '';
			if (!one.startsWith(word) || (!isLast && one !== word)) break;
			found.push(at);
		}
		if (found.length > 0 || word.length < 4) return found;
		return [...new Set([word, ...shortened(word)].flatMap((key) => near.get(key) ?? []))];
	};
	return (query) => {
		const asked = wordsIn(query);
		const sets = asked.map(
			(word, at) => new Set(meant(word, at === asked.length - 1).flatMap((one) => lists[one] ?? [])),
		);
		const [least, ...others] = sets.sort((one, other) => one.size - other.size);
		const found: number[] = [];
		for (const one of least ?? []) {
			if (others.every((set) => set.has(one))) found.push(one);
			if (found.length === 10) break;
		}
		return found;
	};
}
