/**
 * How an opened index (`directory-index.ts`) is searched, by whoever holds it: nothing is asked of anybody. Written for an old phone:
 * numbers in place, a word list that is never split into strings, work that ends within a frame.
 *
 * Every word must be found, as it is, as the beginning of a word, or with a slip or two in it; words that say nothing (of, the)
 * need not. Where no service has them all, those with the most of them come, and `all` says so.
 */
import { KINDS, type DirectoryWords } from './directory';
import { FLAGS, type DirectoryIndex, type Flag } from './directory-index';
import { fold, wordsOf } from './directory-words';

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
	signatures: Uint32Array | null;
	/** What a word is worth by where it stands, in this search. */
	worths: readonly number[];
}
const desks = new WeakMap<DirectoryIndex, Desk>();

/** By where a word stands: description, terms, name, town. A word alone is rather somebody's name; beside others, a town. */
const ALONE = [1, 2.2, 4, 3];
const TOGETHER = [1, 2.2, 4, 6];
const PREFIX = 0.7;
const SLIP = 0.5;
const KIND = 3.5;
const MOST_PREFIXES = 96;
const MOST_SLIPS = 24;
const SHORTEST_SLIP = 4;
/** Something pasted by mistake is not looked for to its end. */
const LONGEST_TEXT = 1_000;

const deskOf = (index: DirectoryIndex): Desk => {
	let desk = desks.get(index);
	if (desk === undefined) {
		const n = index.services;
		desk = {
			score: new Float32Array(n),
			best: new Float32Array(n),
			hits: new Uint8Array(n),
			touched: new Uint32Array(n),
			signatures: null,
			worths: ALONE,
		};
		desks.set(index, desk);
	}
	return desk;
};

const termAt = ({ terms, termStarts }: DirectoryIndex, at: number): string =>
	terms.slice(termStarts[at], termStarts[at + 1]);

/** The first term that is not before `word`. */
function lowerBound(index: DirectoryIndex, word: string): number {
	let [low, high] = [0, index.header.terms];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (termAt(index, middle) < word) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Which letters a word has: two words a slip apart differ in two at most. */
function signatureOf(text: string, from: number, to: number): number {
	let bits = 0;
	for (let at = from; at < to; at += 1) bits |= 1 << (text.charCodeAt(at) & 31);
	return bits;
}

function signatures(index: DirectoryIndex, desk: Desk): Uint32Array {
	if (desk.signatures !== null) return desk.signatures;
	const { terms, termStarts } = index;
	const all = new Uint32Array(index.header.terms);
	for (let at = 0; at < all.length; at += 1)
		all[at] = signatureOf(terms, termStarts[at] ?? 0, termStarts[at + 1] ?? 0);
	desk.signatures = all;
	return all;
}

const bitCount = (bits: number): number => {
	let left = bits - ((bits >>> 1) & 0x55555555);
	left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
	return (((left + (left >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
};

const ROWS = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)] as const;

/** Letters left out, added, changed, or two neighbours turned round; more than `most` is `most + 1`. */
function slipsBetween(one: string, other: string, most: number): number {
	if (Math.abs(one.length - other.length) > most) return most + 1;
	let [before, last, row] = ROWS as unknown as [Uint8Array, Uint8Array, Uint8Array];
	for (let at = 0; at <= other.length; at += 1) last[at] = at;
	for (let i = 1; i <= one.length; i += 1) {
		row[0] = i;
		let least = i;
		for (let j = 1; j <= other.length; j += 1) {
			const same = one.charCodeAt(i - 1) === other.charCodeAt(j - 1) ? 0 : 1;
			let value = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
			const turned =
				i > 1 &&
				j > 1 &&
				one.charCodeAt(i - 1) === other.charCodeAt(j - 2) &&
				one.charCodeAt(i - 2) === other.charCodeAt(j - 1);
			if (turned) value = Math.min(value, (before[j - 2] ?? 0) + 1);
			row[j] = value;
			if (value < least) least = value;
		}
		if (least > most) return most + 1;
		[before, last, row] = [last, row, before];
	}
	return last[other.length] ?? most + 1;
}

const slipsAllowed = (word: string): number => (word.length < SHORTEST_SLIP ? 0 : word.length < 8 ? 1 : 2);

/** Terms that are the word with a slip in it, the nearest first. */
function slipped(index: DirectoryIndex, desk: Desk, word: string): [term: number, weight: number][] {
	const most = slipsAllowed(word);
	if (most === 0) return [];
	const all = signatures(index, desk);
	const signature = signatureOf(word, 0, word.length);
	const { termStarts } = index;
	const found: [number, number][] = [];
	for (let at = 0; at < all.length; at += 1) {
		if (bitCount((all[at] ?? 0) ^ signature) > 2 * most) continue;
		const length = (termStarts[at + 1] ?? 0) - (termStarts[at] ?? 0);
		if (Math.abs(length - word.length) > most || length < 3) continue;
		const slips = slipsBetween(word, termAt(index, at), most);
		if (slips > 0 && slips <= most) found.push([at, SLIP / slips]);
	}
	return found.sort(([, one], [, other]) => other - one).slice(0, MOST_SLIPS);
}

/** Terms a word stands for: itself, those it begins. */
function meant(index: DirectoryIndex, word: string, isLast: boolean): [term: number, weight: number][] {
	const found: [number, number][] = [];
	const from = lowerBound(index, word);
	const many = index.header.terms;
	let exact = false;
	for (let at = from; at < many && at < from + MOST_PREFIXES; at += 1) {
		const term = termAt(index, at);
		if (!term.startsWith(word)) break;
		if (term.length === word.length) {
			found.push([at, 1]);
			exact = true;
			// A whole word that is not the last is meant as it is; its plural too.
		} else if (isLast || !exact || term.length <= word.length + 2)
			if (word.length >= 3 || isLast) found.push([at, PREFIX * (word.length / term.length)]);
	}
	// Typed in the plural, written in the singular.
	if (!exact && word.length > 4 && word.endsWith('s')) {
		const single = lowerBound(index, word.slice(0, -1));
		if (single < many && termAt(index, single) === word.slice(0, -1)) found.push([single, 0.9]);
	}
	return found;
}

/** Adds what a term's services are worth to `best`. @returns how many services are touched now. */
function addPostings(
	index: DirectoryIndex,
	desk: Desk,
	term: number,
	weight: number,
	touchedBefore: number,
): number {
	const { postings, postingStarts } = index;
	const { best, touched, worths } = desk;
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
	}
	return many;
}

/** The words of the kinds, each with the kinds it names; and those that say nothing. */
interface Named {
	kinds: Map<string, number>;
	small: Set<string>;
}
const named = new WeakMap<DirectoryWords, Named>();
const NOTHING_NAMED: Named = { kinds: new Map(), small: new Set() };

function namedIn(words: DirectoryWords | null): Named {
	if (words === null) return NOTHING_NAMED;
	let known = named.get(words);
	if (known !== undefined) return known;
	known = { kinds: new Map(), small: new Set(words.small.map(fold)) };
	KINDS.forEach((kind, bit) => {
		const { name = '', words: also = [] } = words.kinds[kind] ?? {};
		for (const word of [name, ...also].flatMap(wordsOf))
			if (!known.small.has(word)) known.kinds.set(word, ((known.kinds.get(word) ?? 0) | (1 << bit)) >>> 0);
	});
	named.set(words, known);
	return known;
}

/** Kinds of help a word names in her language. */
function kindsOf({ kinds }: Named, word: string, isLast: boolean): number {
	const exact = kinds.get(word);
	if (exact !== undefined) return exact;
	let bits = 0;
	for (const [one, kind] of kinds)
		if (
			(isLast && word.length >= 3 && one.startsWith(word)) ||
			(word.length > 4 && one.length > 3 && slipsBetween(word, one, 1) <= 1)
		)
			bits |= kind;
	return bits >>> 0;
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
function count(index: DirectoryIndex, desk: Desk, terms: readonly [number, number][], kinds: number): void {
	const { best, hits, score, touched } = desk;
	let many = 0;
	for (const [term, weight] of terms) many = addPostings(index, desk, term, weight, many);
	if (kinds !== 0)
		for (let service = 0; service < index.services; service += 1) {
			if (((index.kinds[service] ?? 0) & kinds) === 0) continue;
			if (best[service] === 0) {
				touched[many] = service;
				many += 1;
			}
			if ((best[service] ?? 0) < KIND) best[service] = KIND;
		}
	// What few have says more than what many have.
	const rare = Math.log(1 + index.services / (many + 1));
	for (let at = 0; at < many; at += 1) {
		const service = touched[at] ?? 0;
		score[service] = (score[service] ?? 0) + (best[service] ?? 0) * rare;
		hits[service] = (hits[service] ?? 0) + 1;
		best[service] = 0;
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

/** Without words: everything that passes the filter, in the pack's order. */
export function searchDirectory(
	index: DirectoryIndex,
	text: string,
	words: DirectoryWords | null,
	filter: DirectoryFilter = {},
	limit = 50,
): Found {
	const desk = deskOf(index);
	desk.score.fill(0);
	const names = namedIn(words);
	const typed = [...new Set(wordsOf(text.slice(0, LONGEST_TEXT)))];
	const telling = typed.filter((word) => !names.small.has(word)).slice(0, 12);
	const asked = telling.length > 0 ? telling : typed.slice(0, 12);
	if (asked.length === 0) return { ...top(index, desk, 0, filter, limit), all: true };
	desk.worths = asked.length > 1 ? TOGETHER : ALONE;
	const run = (slips: 'where-needed' | 'all'): void => {
		desk.hits.fill(0);
		desk.score.fill(0);
		asked.forEach((word, at) => {
			const isLast = at === asked.length - 1;
			const [terms, kinds] = [meant(index, word, isLast), kindsOf(names, word, isLast)];
			const needed = terms.length === 0 && kinds === 0;
			count(
				index,
				desk,
				needed || slips === 'all' ? [...terms, ...slipped(index, desk, word)] : terms,
				kinds,
			);
		});
	};
	run('where-needed');
	let found = top(index, desk, asked.length, filter, limit);
	if (found.many === 0) {
		run('all');
		found = top(index, desk, asked.length, filter, limit);
	}
	if (found.many > 0) return { ...found, all: true };
	let most = 0;
	for (const hits of desk.hits) if (hits > most && hits < asked.length) most = hits;
	return most === 0
		? { services: [], many: 0, all: false }
		: { ...top(index, desk, most, filter, limit), all: false };
}
