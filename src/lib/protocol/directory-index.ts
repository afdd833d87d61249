/**
 * The index of a directory pack (`directory.ts`), as bytes: columns and a word index that are looked at in place. Opening it
 * parses next to nothing, because it happens on an old phone.
 *
 * Little-endian: `"rbd1"`, u32 length of the header, the header (JSON, {@link IndexHeader}), zeros up to a multiple of 4, then the
 * sections; `sections` has each one's offset from the file's start and its bytes. A section starts at a multiple of 4.
 * n services, t terms, p points. "Counts" are u8, one a service, and say how many of the following belong to it.
 *
 *     flags          u32 x n   bits of FLAGS
 *     kinds          u32 x n   bit i is KINDS[i]
 *     fresh          u16 x n   days since 2000-01-01 of the last look or change; 0 unknown
 *     zones          u8 x n    number in header.zones; 255 unknown
 *     languageCounts u8 x n    languages u8: number in header.languages
 *     pointCounts    u8 x n    points i32 x 3: latitude and longitude in 1e-5 degrees, place (-1: none). NO_POINT when only
 *                              the place is known
 *     hourCounts     u8 x n    hours u16 x 2: from and to, minutes of the week from Monday 00:00 local; to may pass 10,080
 *     places         text, one name a line; placePoints i32 x 2 each, as above
 *     terms          text without separators, sorted by UTF-16 code units; termLengths u8 x t, in code units
 *     postings       bytes; postingLengths: varint x t, bytes of each term's list
 *
 * A posting list is varints, each `(service - previous) << 2 | weight`, previous starting at -1; weight is where the word stands:
 * 3 town or postal code, 2 name, 1 terms, organisation, region or area, 0 description or whom it is for. A varint has 7 bits
 * a byte, low first, high bit: more follows. What a word is: `directory-words.ts`, part of this format.
 *
 * An index whose columns do not fit its header and one another is none. What is inside them may still be anything: whoever
 * reads a number out of it that counts or points asks whether it can.
 */
import * as z from 'zod/mini';

export const INDEX_MAGIC = 'rbd1';

export const FLAGS = {
	group: 1,
	online: 2,
	place: 4,
	women: 8,
	children: 16,
	free: 32,
	phone: 64,
	coarse: 128,
	interpreting: 256,
	closed: 512,
	textLine: 1_024,
	survivors: 2_048,
} as const;
export type Flag = keyof typeof FLAGS;

export const NO_POINT = -2_000_000_000;
export const WEEK = 10_080;

export const SECTIONS = [
	'flags',
	'kinds',
	'fresh',
	'zones',
	'languageCounts',
	'languages',
	'pointCounts',
	'points',
	'hourCounts',
	'hours',
	'places',
	'placePoints',
	'terms',
	'termLengths',
	'postings',
	'postingLengths',
] as const;
export type Section = (typeof SECTIONS)[number];

const count = z.int().check(z.gte(0), z.lte(2 ** 31));
/** A byte is a number in it, and 255 is for what is not. */
const names = z.array(z.string()).check(z.maxLength(255));
const headerSchema = z.object({
	services: count,
	terms: count,
	places: count,
	languages: names,
	zones: names,
	sections: z.record(z.enum(SECTIONS), z.tuple([count, count])),
});
/** `sections`: offset from the file's start, and bytes. */
export type IndexHeader = z.infer<typeof headerSchema>;

export interface DirectoryIndex {
	services: number;
	flags: Uint32Array;
	kinds: Uint32Array;
	fresh: Uint16Array;
	zones: Uint8Array;
	header: IndexHeader;
	languageStarts: Uint32Array;
	languages: Uint8Array;
	pointStarts: Uint32Array;
	points: Int32Array;
	hourStarts: Uint32Array;
	hours: Uint16Array;
	places: string[];
	placePoints: Int32Array;
	terms: string;
	termStarts: Uint32Array;
	postings: Uint8Array;
	postingStarts: Uint32Array;
}

/** Where each service's part begins, from how many each has. */
function startsOf(counts: Uint8Array): Uint32Array {
	const starts = new Uint32Array(counts.length + 1);
	let sum = 0;
	for (let at = 0; at < counts.length; at += 1) {
		sum += counts[at] ?? 0;
		starts[at + 1] = sum;
	}
	return starts;
}

function varintStarts(bytes: Uint8Array, many: number): Uint32Array {
	const starts = new Uint32Array(many + 1);
	let [sum, read] = [0, 0];
	for (let at = 0; at < many; at += 1) {
		let [value, shift, byte] = [0, 0, 128];
		while (byte > 127) {
			byte = bytes[read] ?? 0;
			read += 1;
			value += (byte & 127) * 2 ** shift;
			shift += 7;
		}
		sum += value;
		// Nothing is that long; and a start that wrapped round would be before the one before it.
		if (sum > 2 ** 31) throw new RangeError('Too long');
		starts[at + 1] = sum;
	}
	return starts;
}

/** Each column has an entry for each, and what the counts add up to is there. */
function fits(index: DirectoryIndex): boolean {
	const { header, services: n } = index;
	const { terms: t, places: p } = header;
	const last = (starts: Uint32Array) => starts[starts.length - 1];
	return (
		[index.flags, index.kinds, index.fresh, index.zones].every(({ length }) => length === n) &&
		[index.languageStarts, index.pointStarts, index.hourStarts].every(({ length }) => length === n + 1) &&
		last(index.languageStarts) === index.languages.length &&
		(last(index.pointStarts) ?? 0) * 3 === index.points.length &&
		(last(index.hourStarts) ?? 0) * 2 === index.hours.length &&
		index.places.length === p &&
		index.placePoints.length === p * 2 &&
		index.termStarts.length === t + 1 &&
		last(index.termStarts) === index.terms.length &&
		last(index.postingStarts) === index.postings.length
	);
}

/** @returns the index, or null when the bytes are none. `buffer` is kept and looked at in place. */
export function openIndex(buffer: ArrayBuffer): DirectoryIndex | null {
	const text = new TextDecoder();
	const bytes = (from: number, length: number) => new Uint8Array(buffer, from, length);
	try {
		if (text.decode(bytes(0, 4)) !== INDEX_MAGIC) return null;
		const said: unknown = JSON.parse(text.decode(bytes(8, new DataView(buffer).getUint32(4, true))));
		const header = headerSchema.parse(said);
		const at = (name: Section): [number, number] => header.sections[name];
		const u8 = (name: Section) => bytes(...at(name));
		const u16 = (name: Section) => new Uint16Array(buffer, at(name)[0], at(name)[1] / 2);
		const u32 = (name: Section) => new Uint32Array(buffer, at(name)[0], at(name)[1] / 4);
		const i32 = (name: Section) => new Int32Array(buffer, at(name)[0], at(name)[1] / 4);
		const termLengths = u8('termLengths');
		if (termLengths.length !== header.terms) return null;
		const index: DirectoryIndex = {
			header,
			services: header.services,
			flags: u32('flags'),
			kinds: u32('kinds'),
			fresh: u16('fresh'),
			zones: u8('zones'),
			languageStarts: startsOf(u8('languageCounts')),
			languages: u8('languages'),
			pointStarts: startsOf(u8('pointCounts')),
			points: i32('points'),
			hourStarts: startsOf(u8('hourCounts')),
			hours: u16('hours'),
			places: header.places === 0 ? [] : text.decode(u8('places')).split('\n'),
			placePoints: i32('placePoints'),
			terms: text.decode(u8('terms')),
			termStarts: startsOf(termLengths),
			postings: u8('postings'),
			postingStarts: varintStarts(u8('postingLengths'), header.terms),
		};
		return fits(index) ? index : null;
	} catch {
		return null;
	}
}
