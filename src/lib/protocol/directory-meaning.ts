/**
 * What somebody means by a word that she types, in one open index: words of its services, also with a slip in them or written
 * apart, and what her language calls the kinds of help and what a service can be (free, for women). No string is made of the
 * word list but the few that are compared.
 */
import { KINDS, type DirectoryWords } from './directory';
import { FLAGS, type DirectoryIndex, type Flag } from './directory-index';
import { fold, LONGEST_WORD, wordsOf } from './directory-words';

const PREFIX = 0.7;
const SLIP = 0.5;
const MOST_PREFIXES = 96;
const MOST_SLIPS = 24;
const SHORTEST_SLIP = 3;
/** A word of three letters has lost one, or it is another word. */
const SHORTEST_FOUND = 4;
/** The shortest word that is looked for as two, and that two are looked for as. */
const SHORTEST_JOINED = 6;
/** Two words that begin alike for so many letters, and for so much of the longer one, are of one family. */
const SHORTEST_STEM = 6;
const STEM = 0.6;

export type Term = [term: number, weight: number];
export interface Meaning {
	terms: Term[];
	/** Bits of KINDS, and of FLAGS: any of them. */
	kinds: number;
	flags: number;
	/** It stands in the index, or names a kind, just as it is. */
	exact: boolean;
}

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

const exactTerm = (index: DirectoryIndex, word: string): number => {
	const at = lowerBound(index, word);
	return at < index.header.terms && termAt(index, at) === word ? at : -1;
};

/** Which letters a word has: two words a slip apart differ in two at most. */
function signatureOf(text: string, from: number, to: number): number {
	let bits = 0;
	for (let at = from; at < to; at += 1) bits |= 1 << (text.charCodeAt(at) & 31);
	return bits;
}

const signed = new WeakMap<DirectoryIndex, Uint32Array>();
function signatures(index: DirectoryIndex): Uint32Array {
	const known = signed.get(index);
	if (known !== undefined) return known;
	const { terms, termStarts } = index;
	const all = new Uint32Array(index.header.terms);
	for (let at = 0; at < all.length; at += 1)
		all[at] = signatureOf(terms, termStarts[at] ?? 0, termStarts[at + 1] ?? 0);
	signed.set(index, all);
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
function slipped(index: DirectoryIndex, word: string): Term[] {
	const most = slipsAllowed(word);
	if (most === 0) return [];
	const all = signatures(index);
	const signature = signatureOf(word, 0, word.length);
	const { termStarts } = index;
	const found: Term[] = [];
	for (let at = 0; at < all.length; at += 1) {
		if (bitCount((all[at] ?? 0) ^ signature) > 2 * most) continue;
		const length = (termStarts[at + 1] ?? 0) - (termStarts[at] ?? 0);
		if (Math.abs(length - word.length) > most || length < SHORTEST_FOUND) continue;
		const slips = slipsBetween(word, termAt(index, at), most);
		if (slips > 0 && slips <= most) found.push([at, SLIP / slips]);
	}
	return found.sort(([, one], [, other]) => other - one).slice(0, MOST_SLIPS);
}

/** Terms a word stands for: itself, those it begins. */
function meant(index: DirectoryIndex, word: string, isLast: boolean): { terms: Term[]; exact: boolean } {
	const terms: Term[] = [];
	const from = lowerBound(index, word);
	const many = index.header.terms;
	let exact = false;
	for (let at = from; at < many && at < from + MOST_PREFIXES; at += 1) {
		const term = termAt(index, at);
		if (!term.startsWith(word)) break;
		if (term.length === word.length) {
			terms.push([at, 1]);
			exact = true;
			// A whole word that is not the last is meant as it is; its plural too.
		} else if (isLast || !exact || term.length <= word.length + 2)
			if (word.length >= 3 || isLast) terms.push([at, PREFIX * (word.length / term.length)]);
	}
	// Typed in the plural, written in the singular.
	const single = word.length > 4 && word.endsWith('s') ? exactTerm(index, word.slice(0, -1)) : -1;
	if (single >= 0) terms.push([single, 0.9]);
	return { terms, exact };
}

/** What a word names in her language: kinds of help, what a service can be. */
interface Named {
	kinds: number;
	flags: number;
}
interface Language {
	names: Map<string, Named>;
	/** Words that say nothing. */
	small: Set<string>;
}
const languages = new WeakMap<DirectoryWords, Language>();
const NO_LANGUAGE: Language = { names: new Map(), small: new Set() };
const NOTHING: Named = { kinds: 0, flags: 0 };

function languageOf(words: DirectoryWords | null): Language {
	if (words === null) return NO_LANGUAGE;
	let known = languages.get(words);
	if (known !== undefined) return known;
	const names = new Map<string, Named>();
	const small = new Set(words.small.flatMap((word) => [fold(word), ...wordsOf(word)]));
	const name = (texts: readonly string[], { kinds, flags }: Named) => {
		for (const word of texts.flatMap(wordsOf)) {
			const before = names.get(word) ?? NOTHING;
			if (!small.has(word))
				names.set(word, { kinds: (before.kinds | kinds) >>> 0, flags: before.flags | flags });
		}
	};
	KINDS.forEach((kind, bit) => {
		const { name: called = '', words: also = [] } = words.kinds[kind] ?? {};
		name([called, ...also], { kinds: (1 << bit) >>> 0, flags: 0 });
	});
	for (const [flag, also] of Object.entries(words.signs ?? {}))
		name(also, { kinds: 0, flags: FLAGS[flag as Flag] });
	known = { names, small };
	languages.set(words, known);
	return known;
}

const isOf = (one: string, other: string): boolean => {
	const most = Math.max(one.length, other.length);
	if (Math.min(one.length, other.length) < SHORTEST_STEM) return false;
	let same = 0;
	while (same < most && one[same] === other[same]) same += 1;
	return same >= SHORTEST_STEM && same >= STEM * most;
};

/**
 * What a word names: as it is, its beginning when it is still typed, with another ending, or with a slip.
 * @param known it stands in the index: a word of its own is no slip of another
 */
function namedBy({ names }: Language, word: string, isLast: boolean, known: boolean): Named {
	const exact = names.get(word);
	if (exact !== undefined) return exact;
	let { kinds, flags } = NOTHING;
	for (const [one, named] of names)
		if (
			(isLast && word.length >= 3 && one.startsWith(word)) ||
			isOf(word, one) ||
			(word.length > 3 && one.length === word.length + 1 && one.startsWith(word)) ||
			(!known && word.length > 4 && one.length > 3 && slipsBetween(word, one, 1) <= 1)
		) {
			kinds |= named.kinds;
			flags |= named.flags;
		}
	return { kinds: kinds >>> 0, flags };
}

/** The words of a text that say something; where none does, all of them. */
export function tellingWords(text: string, words: DirectoryWords | null): string[] {
	const typed = [...new Set(wordsOf(text))];
	const telling = typed.filter((word) => !languageOf(words).small.has(word));
	return telling.length > 0 ? telling : typed;
}

const saysNothing = ({ terms, kinds, flags }: Meaning): boolean =>
	terms.length === 0 && kinds === 0 && flags === 0;

/** `foodbank` is looked for as `food bank`, where both are known. */
function parted(index: DirectoryIndex, language: Language, word: string): Meaning[] | null {
	for (let cut = 3; cut <= word.length - 3; cut += 1) {
		const both = [word.slice(0, cut), word.slice(cut)].map((part): Meaning => {
			const term = exactTerm(index, part);
			const { kinds, flags } = language.names.get(part) ?? NOTHING;
			return { terms: term < 0 ? [] : [[term, 1]], kinds, flags, exact: true };
		});
		if (!both.some(saysNothing)) return both;
	}
	return null;
}

/**
 * @param typed words as they come from {@link tellingWords}
 * @param slips `all`: also of words that are known as they are
 * @returns what has to be found, all of it; the last word may be unfinished
 */
export function meaningsOf(
	index: DirectoryIndex,
	words: DirectoryWords | null,
	typed: readonly string[],
	slips: 'where-needed' | 'all',
): Meaning[] {
	const language = languageOf(words);
	const meanings = typed.map((word, at): Meaning => {
		const isLast = at === typed.length - 1;
		const { terms, exact } = meant(index, word, isLast);
		return {
			terms,
			...namedBy(language, word, isLast, exact || language.small.has(word)),
			exact: exact || language.names.has(word),
		};
	});
	// `hot line` is looked for as `hotline` too.
	for (let at = 0; at + 1 < typed.length; at += 1) {
		const joined = (typed[at] ?? '') + (typed[at + 1] ?? '');
		if (joined.length < SHORTEST_JOINED || joined.length > LONGEST_WORD) continue;
		const [term, { kinds, flags }] = [exactTerm(index, joined), language.names.get(joined) ?? NOTHING];
		for (const meaning of meanings.slice(at, at + 2)) {
			if (term >= 0) meaning.terms.push([term, 1]);
			meaning.kinds = (meaning.kinds | kinds) >>> 0;
			meaning.flags |= flags;
		}
	}
	return meanings.flatMap((meaning, at) => {
		const word = typed[at] ?? '';
		if (slips === 'where-needed' && !saysNothing(meaning)) return [meaning];
		meaning.terms.push(...slipped(index, word));
		return saysNothing(meaning) ? (parted(index, language, word) ?? [meaning]) : [meaning];
	});
}
