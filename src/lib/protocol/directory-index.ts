/**
 * The index of a directory pack (`directory.ts`), as bytes: columns and a word index that are looked at in place. Opening it
 * parses next to nothing, because it happens on an old phone's main thread.
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
 * 3 town, 2 name, 1 terms, organisation or region, 0 description. A varint has 7 bits a byte, low first, high bit: more follows.
 */
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

export interface IndexHeader {
	services: number;
	terms: number;
	places: number;
	languages: string[];
	zones: string[];
	sections: Record<Section, [offset: number, bytes: number]>;
}

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
			value |= (byte & 127) << shift;
			shift += 7;
		}
		sum += value;
		starts[at + 1] = sum;
	}
	return starts;
}

/** @returns the index, or null when the bytes are none. `buffer` is kept and looked at in place. */
export function openIndex(buffer: ArrayBuffer): DirectoryIndex | null {
	const text = new TextDecoder();
	const bytes = (from: number, length: number) => new Uint8Array(buffer, from, length);
	try {
		if (text.decode(bytes(0, 4)) !== INDEX_MAGIC) return null;
		const header = JSON.parse(text.decode(bytes(8, new DataView(buffer).getUint32(4, true)))) as IndexHeader;
		const at = (name: Section): [number, number] => header.sections[name];
		const u8 = (name: Section) => bytes(...at(name));
		const u16 = (name: Section) => new Uint16Array(buffer, at(name)[0], at(name)[1] / 2);
		const u32 = (name: Section) => new Uint32Array(buffer, at(name)[0], at(name)[1] / 4);
		const i32 = (name: Section) => new Int32Array(buffer, at(name)[0], at(name)[1] / 4);
		return {
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
			termStarts: startsOf(u8('termLengths')),
			postings: u8('postings'),
			postingStarts: varintStarts(u8('postingLengths'), header.terms),
		};
	} catch {
		return null;
	}
}
