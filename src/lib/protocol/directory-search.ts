/**
 * How an opened index (`directory-index.ts`) is searched, by whoever holds it: nothing is asked of anybody. Written for an old phone:
 * numbers in place, a word list that is never split into strings, work that ends within a frame.
 *
 * Every word must be found, as it is, as the beginning of a word, or with a slip or two in it; words that say nothing (of, the)
 * need not. Where no service has them all, those with the most of them come, and `all` says so.
 */
import { KINDS, type DirectoryWords } from './directory';
import { FLAGS, type DirectoryIndex, type Flag } from './directory-index';
import { meaningsOf, tellingWords, type Meaning } from './directory-meaning';

export interface DirectoryFilter {
	/** All of them. */
	flags?: readonly Flag[];
	/** Any of them, as numbers of `header.languages`. */
	languages?: readonly number[];
	/** Any of them: bits of KINDS. */
	kinds?: number;
	/** Any place in it, as numbers of `places`. */
	places?: ReadonlySet<number>;
	/** Whatever else: distance, hours. */
	only?: (service: number) => boolean;
	/** What a service is worth, from what its words are worth (0 without words). Left out: that alone. */
	worth?: (service: number, score: number) => number;
}

export interface Found {
	services: number[];
	/** How many there are in all. */
	many: number;
	/** Each has every word that was asked for. */
	all: boolean;
}

/** What every search of one index uses again. */
interface Desk {
	score: Float32Array;
	best: Float32Array;
	hits: Uint8Array;
	touched: Uint32Array;
	/** It has the word that is looked at in its name; and how many of them all. */
	inName: Uint8Array;
	named: Uint8Array;
	local: Float32Array;
	/** What a word is worth by where it stands, in this search. */
	worths: readonly number[];
}
const desks = new WeakMap<DirectoryIndex, Desk>();

/** By where a word stands: description, terms, name, town. A word alone is rather somebody's name; beside others, a town. */
const ALONE = [1, 2.2, 4, 3];
const TOGETHER = [1, 2.2, 4, 6];
const NAME = 2;
/** It is of a kind, or is what was asked for: beside what its words are worth. */
const KIND = 3.5;
/** All that was asked for is its name. */
const NAMED = 1.4;
const MOST_WORDS = 12;
/** Fewer found than this: perhaps a word was not meant as it was typed. */
const FEW = 3;
/** Something pasted by mistake is not looked for to its end. */
const LONGEST_TEXT = 1_000;

/** How much less is worth what is far from most others. */
const FAR = 0.15;
const HOTLINE = 1 << KINDS.indexOf('hotline');

/**
 * A region's list also has head offices far away. Where nothing else says the order, what is in a town of many services comes
 * before what is in a town of few. A helpline is no less worth for where its office is, nor is what has no place at all.
 */
function localness({ services, places, points, pointStarts, flags, kinds }: DirectoryIndex): Float32Array {
	const towns = new Uint32Array(places.length);
	for (let at = 2; at < points.length; at += 3) {
		const town = points[at] ?? -1;
		if (town >= 0 && town < towns.length) towns[town] = (towns[town] ?? 0) + 1;
	}
	const most = Math.log(1 + towns.reduce((one, other) => Math.max(one, other), 1));
	const local = new Float32Array(services).fill(1);
	for (let service = 0; service < services; service += 1) {
		const [from, to] = [pointStarts[service] ?? 0, pointStarts[service + 1] ?? 0];
		if (from === to || ((flags[service] ?? 0) & FLAGS.place) === 0 || ((kinds[service] ?? 0) & HOTLINE) !== 0)
			continue;
		let largest = 0;
		for (let at = from; at < to; at += 1) {
			const town = points[at * 3 + 2] ?? -1;
			largest = Math.max(largest, town < 0 ? 1 : Math.log(1 + (towns[town] ?? 0)) / most);
		}
		local[service] = 1 - FAR * (1 - largest);
	}
	return local;
}

const deskOf = (index: DirectoryIndex): Desk => {
	let desk = desks.get(index);
	if (desk === undefined) {
		const n = index.services;
		desk = {
			score: new Float32Array(n),
			best: new Float32Array(n),
			hits: new Uint8Array(n),
			touched: new Uint32Array(n),
			inName: new Uint8Array(n),
			named: new Uint8Array(n),
			local: localness(index),
			worths: ALONE,
		};
		desks.set(index, desk);
	}
	return desk;
};

/** Adds what a term's services are worth to `best`. @returns how many services are touched now. */
function addPostings(
	index: DirectoryIndex,
	desk: Desk,
	term: number,
	weight: number,
	touchedBefore: number,
): number {
	const { postings, postingStarts } = index;
	const { best, inName, touched, worths } = desk;
	let [at, service, many] = [postingStarts[term] ?? 0, -1, touchedBefore];
	const end = postingStarts[term + 1] ?? 0;
	while (at < end) {
		let byte = postings[at] ?? 0;
		at += 1;
		let [value, scale] = [byte & 127, 128];
		while (byte > 127) {
			byte = postings[at] ?? 0;
			at += 1;
			value += (byte & 127) * scale;
			scale *= 128;
		}
		service += Math.floor(value / 4);
		if (!(service < index.services)) break;
		const worth = weight * (worths[value & 3] ?? 0);
		const before = best[service] ?? 0;
		if (before === 0) {
			touched[many] = service;
			many += 1;
		}
		if (worth > before) best[service] = worth;
		if ((value & 3) === NAME) inName[service] = 1;
	}
	return many;
}

function passes(index: DirectoryIndex, service: number, filter: DirectoryFilter, flags: number): boolean {
	if (((index.flags[service] ?? 0) & flags) !== flags) return false;
	if (filter.kinds !== undefined && ((index.kinds[service] ?? 0) & filter.kinds) === 0) return false;
	if (filter.only?.(service) === false) return false;
	if (filter.languages !== undefined) {
		const spoken = index.languages.subarray(index.languageStarts[service], index.languageStarts[service + 1]);
		if (!filter.languages.some((one) => spoken.includes(one))) return false;
	}
	if (filter.places === undefined) return true;
	for (let at = index.pointStarts[service] ?? 0; at < (index.pointStarts[service + 1] ?? 0); at += 1)
		if (filter.places.has(index.points[at * 3 + 2] ?? -1)) return true;
	return false;
}

/** One word's worth to every service; those that had all before it and have it too go on. */
function count(index: DirectoryIndex, desk: Desk, { terms, kinds, flags }: Meaning): void {
	const { best, hits, inName, named, score, touched } = desk;
	let many = 0;
	for (const [term, weight] of terms) many = addPostings(index, desk, term, weight, many);
	if (kinds !== 0 || flags !== 0)
		for (let service = 0; service < index.services; service += 1) {
			const before = best[service] ?? 0;
			if (((index.flags[service] ?? 0) & flags) === 0 && ((index.kinds[service] ?? 0) & kinds) === 0) {
				// The word alone is not the thing: "Set Free Ministries" is not free, "Sleep disorders" is no place to sleep.
				best[service] = before / 2;
				continue;
			}
			if (before === 0) {
				touched[many] = service;
				many += 1;
			}
			best[service] = before + KIND;
		}
	// What few have says more than what many have.
	const rare = Math.log(1 + index.services / (many + 1));
	for (let at = 0; at < many; at += 1) {
		const service = touched[at] ?? 0;
		score[service] = (score[service] ?? 0) + (best[service] ?? 0) * rare;
		hits[service] = (hits[service] ?? 0) + 1;
		named[service] = (named[service] ?? 0) + (inName[service] ?? 0);
		best[service] = 0;
		inName[service] = 0;
	}
}

/** The `limit` best with at least `least` words, best first. */
function top(
	index: DirectoryIndex,
	desk: Desk,
	least: number,
	filter: DirectoryFilter,
	limit: number,
): { services: number[]; many: number } {
	const { hits, score } = desk;
	const flags = (filter.flags ?? []).reduce((bits, flag) => bits | FLAGS[flag], 0);
	const found: number[] = [];
	let many = 0;
	for (let service = 0; service < index.services; service += 1) {
		if ((hits[service] ?? 0) < least || !passes(index, service, filter, flags)) continue;
		many += 1;
		if (filter.worth !== undefined) score[service] = filter.worth(service, score[service] ?? 0);
		const worth = score[service] ?? 0;
		if (found.length === limit && worth <= (score[found[limit - 1] ?? 0] ?? 0)) continue;
		let at = found.length < limit ? found.length : limit - 1;
		while (at > 0 && worth > (score[found[at - 1] ?? 0] ?? 0)) {
			found[at] = found[at - 1] ?? 0;
			at -= 1;
		}
		found[at] = service;
	}
	return { services: found, many };
}

/** Without words: everything that passes the filter. */
export function searchDirectory(
	index: DirectoryIndex,
	text: string,
	words: DirectoryWords | null,
	filter: DirectoryFilter = {},
	limit = 50,
): Found {
	const desk = deskOf(index);
	const { hits, local, named, score } = desk;
	const asked = tellingWords(text.slice(0, LONGEST_TEXT), words).slice(0, MOST_WORDS);
	if (asked.length === 0) {
		score.set(local);
		return { ...top(index, desk, 0, filter, limit), all: true };
	}
	desk.worths = asked.length > 1 ? TOGETHER : ALONE;
	const run = (slips: 'where-needed' | 'all'): { many: number; exact: boolean } => {
		for (const column of [hits, named, score]) column.fill(0);
		const meanings = meaningsOf(index, words, asked, slips);
		for (const meaning of meanings) count(index, desk, meaning);
		for (let service = 0; service < index.services; service += 1) {
			if (hits[service] === 0) continue;
			const bonus = named[service] === meanings.length ? NAMED : 1;
			score[service] = (score[service] ?? 0) * bonus * (local[service] ?? 1);
		}
		return { many: meanings.length, exact: meanings.every(({ exact }) => exact) };
	};
	const { many, exact } = run('where-needed');
	let found = top(index, desk, many, filter, limit);
	if (found.many === 0 || (found.many < FEW && !exact))
		found = top(index, desk, run('all').many, filter, limit);
	if (found.many > 0) return { ...found, all: true };
	let most = 0;
	for (const each of hits) if (each > most && each < many) most = each;
	return most === 0
		? { services: [], many: 0, all: false }
		: { ...top(index, desk, most, filter, limit), all: false };
}
