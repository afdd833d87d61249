/** What the directory's own search is held beside: MiniSearch alone, a scan of everything, and a module given by its path. */
import MiniSearch from 'minisearch';
import type { Plain } from './made';

export const FIELDS = ['name', 'description', 'helps', 'city'];
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
export const rowsOf = (services: readonly Plain[]) => services.map((each, id) => ({ id, ...each }));

export function miniIndex(services: readonly Plain[]): string {
	const mini = new MiniSearch(OPTIONS);
	mini.addAll(rowsOf(services));
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

/** A module to be held beside ours; what it can keep as bytes (a Buffer) it opens, else it builds from the rows. */
export interface Beside {
	build: (rows: ReturnType<typeof rowsOf>, fields: readonly string[]) => unknown;
	search: (index: unknown, query: string, limit: number) => ArrayLike<number>;
	pack?: (index: unknown) => Uint8Array;
	unpack?: (bytes: Uint8Array) => unknown;
}

/** As much of Node's Buffer as reading a file of numbers and words needs. */
class Bytes extends Uint8Array<ArrayBuffer> {
	readUInt32LE(at: number): number {
		return new DataView(this.buffer, this.byteOffset).getUint32(at, true);
	}
	override toString(): string {
		return new TextDecoder().decode(this);
	}
}

export function openBeside({ build, search, pack, unpack }: Beside, kept: ArrayBuffer): Search {
	const bytes = new Bytes(kept);
	const index =
		pack && unpack ? unpack(bytes) : build(rowsOf(JSON.parse(bytes.toString()) as Plain[]), FIELDS);
	return (query) => Array.from(search(index, query, 10));
}
