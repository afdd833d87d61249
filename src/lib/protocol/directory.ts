/**
 * `rosebay/directory/1`: a region's groups and services, as the server publishes them and a phone keeps and searches them.
 * Made from HSDS by `server/directory`; nothing here knows HSDS. No query ever leaves the phone, so all that finding
 * needs is in the pack, built beforehand.
 *
 * ## Files, under `/packs/directory/`
 *
 *     index.json                what there is: one entry a region ({@link catalogueSchema}); the one name that does not change
 *     <sha256 hex>.json         manifest of one region in one language ({@link manifestSchema})
 *     <sha256 hex>.index        columns and word index, raw deflate; opened whole (`directory-index.ts`)
 *     <sha256 hex>.words        what kinds of help and signs of a service are called in one language, raw deflate of JSON
 *                               ({@link wordsSchema})
 *     <sha256 hex>.texts        the services themselves in blocks, each a raw deflate of its own (below)
 *
 * A name is the SHA-256 of the file's bytes, so a file never changes under a name, and a phone that has it need not ask
 * again. Index and texts are the same for every language: the services' own words are not translated, the kinds are.
 * All regions' files lie side by side; a phone fetches index.json and the region it chose.
 *
 * ## Texts
 * Little-endian: `"rbt1"`, u32 number of blocks N, then N + 1 u32 offsets from the file's start, then the blocks. A block is
 * the raw deflate of a JSON array of {@link serviceSchema}, `blockSize` of them (the last one fewer), in the index's order:
 * service `i` is entry `i % blockSize` of block `floor(i / blockSize)`. Only what is shown is inflated.
 *
 * ## What is never in it
 * An address that was judged confidential: `exact: false` says that a place was made coarser on purpose, and then there is no
 * street, no postal code, and coordinates are those of the town, worked out without that place. Contacts' names. HTML.
 */
import * as z from 'zod/mini';

export const DIRECTORY_FORMAT = 'rosebay/directory/1';
export const DIRECTORY_PATH = '/packs/directory/';
/** Services in one block of texts. */
export const BLOCK_SIZE = 64;

export const regionIdSchema = z.string().check(z.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/));
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const count = z.int().check(z.gte(0));
const text = z.string().check(z.minLength(1));
const day = z.iso.date();
/** BCP 47, as far as languages are told apart here. */
const language = z.string().check(z.regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/));

/**
 * Kinds of help. The order is part of the format: a kind is one bit of a service's column. At most 32.
 * Their words in each language: `locales/<language>/directory.json`.
 */
export const KINDS = [
	'peer-groups',
	'hotline',
	'trafficking',
	'domestic-violence',
	'sexual-violence',
	'crime-victims',
	'shelter',
	'housing',
	'food',
	'goods',
	'health',
	'dental',
	'pregnancy',
	'mental-health',
	'addiction',
	'legal',
	'immigration',
	'papers',
	'interpreting',
	'language-classes',
	'education',
	'work',
	'money',
	'benefits',
	'childcare',
	'family',
	'youth',
	'disability',
	'lgbtq',
	'faith',
	'transport',
	'leisure',
] as const;
export type Kind = (typeof KINDS)[number];

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Minutes after midnight; an end past 1,440 is on the next day. */
const minute = z.int().check(z.gte(0), z.lte(2_880));
export const timeSchema = z.strictObject({
	/** `none`: nothing that a clock could follow, only `text`. `closed`: on these days it is closed. */
	repeats: z.enum(['weekly', 'monthly', 'none', 'closed']),
	/** `TU`; with a number in front for a monthly one: `1TU` the first, `-1TU` the last Tuesday. */
	days: z.array(z.string().check(z.regex(/^(?:-?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)$/))),
	/** Days of the month, for a monthly one without weekdays; -1 is the last. */
	monthDays: z.optional(z.array(z.int().check(z.gte(-31), z.lte(31)))),
	/** Every so many weeks or months, counted from `from`. */
	every: z.optional(z.int().check(z.gte(2), z.lte(52))),
	/** Absent: the days are known and the hours are not. */
	opens: z.optional(minute),
	closes: z.optional(minute),
	from: z.optional(day),
	until: z.optional(day),
	/** In the source's own words. */
	text: z.optional(text),
	/** Which of the service's places it is for; absent: all. */
	place: z.optional(count),
});
export type ServiceTime = z.infer<typeof timeSchema>;

export const placeSchema = z.strictObject({
	name: z.optional(text),
	/** Street and what belongs to it, as it is written on a letter. Only with `exact`. */
	lines: z.optional(z.array(text)),
	city: z.optional(text),
	region: z.optional(text),
	postal: z.optional(text),
	country: z.optional(text),
	lat: z.optional(z.number().check(z.gte(-90), z.lte(90))),
	lon: z.optional(z.number().check(z.gte(-180), z.lte(180))),
	/** False: the address is confidential and only the town is told. */
	exact: z.boolean(),
	/** There is no place to go to. */
	online: z.optional(z.boolean()),
	url: z.optional(text),
	getting: z.optional(text),
	access: z.optional(z.array(text)),
	/** IANA name. */
	zone: z.optional(text),
});
export type ServicePlace = z.infer<typeof placeSchema>;

export const phoneSchema = z.strictObject({
	number: text,
	extension: z.optional(text),
	type: z.enum(['voice', 'text', 'fax', 'cell', 'video', 'pager', 'textphone']),
	note: z.optional(text),
	languages: z.optional(z.array(language)),
});
export type ServicePhone = z.infer<typeof phoneSchema>;

/** Why something is taken for a peer group: the term or the words that say so, and where they stand. */
export const reasonSchema = z.strictObject({
	by: z.enum(['term', 'name', 'description', 'rule']),
	what: text,
});
export type GroupReason = z.infer<typeof reasonSchema>;

export const serviceSchema = z.strictObject({
	id: text,
	name: text,
	also: z.optional(text),
	organization: z.optional(z.strictObject({ id: text, name: text, url: z.optional(text) })),
	/** Plain text, lines by `\n`. */
	description: z.optional(text),
	/** `unsaid` where the source does not say, or nothing that can be understood. */
	status: z.enum(['active', 'inactive', 'temporarily closed', 'unsaid']),
	alert: z.optional(text),
	url: z.optional(text),
	email: z.optional(text),
	phones: z.array(phoneSchema),
	places: z.array(placeSchema),
	times: z.array(timeSchema),
	/** Codes where the language is known, else the source's own words. */
	languages: z.array(text),
	interpreting: z.optional(text),
	apply: z.optional(text),
	fees: z.optional(text),
	eligibility: z.optional(text),
	bring: z.optional(z.array(text)),
	waiting: z.optional(text),
	areas: z.optional(z.array(text)),
	ages: z.optional(z.strictObject({ from: z.optional(z.number()), to: z.optional(z.number()) })),
	kinds: z.array(z.enum(KINDS)),
	/** The source's own terms, with their codes where they have one. */
	terms: z.array(z.strictObject({ code: z.optional(text), name: z.optional(text) })),
	group: z.optional(reasonSchema),
	/** When somebody last looked whether it is right, and when it was last changed. */
	assured: z.optional(day),
	modified: z.optional(day),
});
export type Service = z.infer<typeof serviceSchema>;

const fileSchema = z.strictObject({ file: text, sha256, bytes: count });
export type PackFile = z.infer<typeof fileSchema>;

export const manifestSchema = z.strictObject({
	format: z.literal(DIRECTORY_FORMAT),
	region: regionIdSchema,
	name: text,
	language,
	/** Made up, to show how it works. It must say so wherever it is shown. */
	sample: z.boolean(),
	/** The zone most of it is in, when that is known. */
	zone: z.optional(text),
	services: count,
	groups: count,
	organizations: count,
	/** The day of the import, and the newest and oldest day anything in it was looked at. */
	imported: day,
	newest: z.optional(day),
	oldest: z.optional(day),
	/** Whose data this is, and under what licence, when the import said so. */
	source: z.optional(
		z.strictObject({ name: z.optional(text), licence: z.optional(text), url: z.optional(text) }),
	),
	blockSize: z.literal(BLOCK_SIZE),
	index: fileSchema,
	texts: fileSchema,
	words: fileSchema,
});
export type DirectoryManifest = z.infer<typeof manifestSchema>;

export const catalogueSchema = z.strictObject({
	format: z.literal(DIRECTORY_FORMAT),
	regions: z.array(
		z.strictObject({
			id: regionIdSchema,
			name: text,
			sample: z.boolean(),
			services: count,
			groups: count,
			imported: day,
			/** The manifest's file in each language. */
			manifests: z.record(language, fileSchema),
			/** Everything a phone fetches for one language, bytes. */
			bytes: count,
		}),
	),
});
export type DirectoryCatalogue = z.infer<typeof catalogueSchema>;

/** A kind of help in one language: its name on the screen, and other words somebody may look for it with. */
export const wordsSchema = z.strictObject({
	language,
	kinds: z.partialRecord(z.enum(KINDS), z.strictObject({ name: text, words: z.array(text) })),
	/** Words for what a service can be, by FLAGS: "free" is not only a word in a text. */
	signs: z.optional(z.partialRecord(z.enum(['free', 'online', 'women', 'children']), z.array(text))),
	/** Words that say nothing by themselves: of, the, near. */
	small: z.array(text),
});
export type DirectoryWords = z.infer<typeof wordsSchema>;
