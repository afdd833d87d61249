/**
 * `rosebay/module/1`: an exercise or a lesson that one person wrote, others translated, and anybody may pass on.
 *
 * ## On the wire
 * One JSON text of at most 64 KiB, UTF-8, in the one spelling that RFC 8785 (JCS) gives it and refused in any other: keys in
 * order and each once, no blanks, one way to write a number and a letter. Two programs cannot read one such text differently.
 *
 *     { format: 'rosebay/module/1',
 *       module:       what the author signs: structure, and the words of the language it was written in
 *       signature,
 *       translations: [{ translation: { of, revision, language, translator, texts }, signature }]
 *       reviews:      [{ review: { of, translations, reviewer, on }, signature }] }
 *
 * Every object is strict: an unknown field is refused, not ignored. No HTML, SVG, script or address to fetch from.
 *
 * ## Signatures
 * Ed25519 (RFC 8032, strict) over `label | 0x0a | JCS(value)`, with JCS as in RFC 8785, and the label
 * `rosebay/module/1 author`, `rosebay/module/1 translation` or `rosebay/module/1 review`; base64url without padding. There
 * is one algorithm and no field that names one, so there is nothing to downgrade to.
 * `of` is `{ id, revision, hash }`, where hash is SHA-256 of JCS(module): a translation belongs to one revision of one text.
 * A review names the hash of every translation it covers (of JCS(translation)), by language.
 * One signature that does not hold, and the whole is refused: what is broken cannot say which half of it is true.
 *
 * ## Words
 * `texts` holds exactly the keys of `slotsOf(pages)`; only optional ones may be missing. Plain text: no markup. Which
 * characters are refused (turned-round writing, invisible ones): `platform/modules/text.ts`.
 *
 * ## Versions
 * `id` belongs to the author's key that first came with it; `revision` only grows. An older revision, another text under the
 * same revision, or the same id under another key never replaces what she has. The set of translations and reviews is signed
 * by nobody: whoever passes a module on may add to it or leave some out. Two sets around one module are joined, and in a
 * language that both have, hers stays unless its own translator has written on (a translation's `revision`). The rule:
 * `platform/modules/replaces.ts`.
 *
 * ## Carriers
 * A file is this JSON text. Packed (`platform/modules/carriers/pack.ts`) it goes into a link (`link.ts`) or into QR codes
 * (`frames.ts`). How a key is compared by two people: `platform/modules/fingerprint.ts`.
 */
import * as z from 'zod/mini';
import { languageSchema } from './appointments';
import { MODULE_LIMITS, moduleIdSchema, pagesSchema } from './module-blocks';

export const MODULE_FORMAT = 'rosebay/module/1';

export const MODULE_KINDS = ['exercise', 'lesson'] as const;
export type ModuleKind = (typeof MODULE_KINDS)[number];

/** What it may help with, as she would feel or name it; the first nine are feelings. */
export const TOPICS = [
	'cut-off',
	'numb',
	'on-edge',
	'angry',
	'sad',
	'sleep',
	'memory',
	'lonely',
	'ashamed',
	'money',
	'work',
	'home',
	'papers',
	'rights',
	'health',
	'people',
	'phone',
	'safety',
	'others',
] as const;
export type Topic = (typeof TOPICS)[number];
/** Where it can be done. */
export const PLACES = ['anywhere', 'public', 'home', 'bed', 'outside'] as const;
export type ModulePlace = (typeof PLACES)[number];
/** What of her it asks for. */
export const USES = ['breath', 'body', 'senses', 'movement', 'thoughts', 'writing', 'people'] as const;
export type ModuleUse = (typeof USES)[number];
export const LICENCES = ['CC-BY-4.0', 'CC-BY-SA-4.0', 'CC0-1.0'] as const;

const day = z.iso.date();
const name = z.string().check(z.minLength(1), z.maxLength(80));
/** 32 bytes, base64url. */
const key = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const hash = key;
/** 64 bytes, base64url. */
const signature = z.string().check(z.regex(/^[A-Za-z0-9_-]{86}$/));

/** Somebody who signs: the name is a claim, the key is who. */
export const signerSchema = z.strictObject({ name, key });
export type Signer = z.infer<typeof signerSchema>;

export const sourceSchema = z.strictObject({
	title: z.string().check(z.minLength(1), z.maxLength(200)),
	/** https only; shown as its host, and opened only after asking. */
	url: z.optional(
		z.string().check(z.regex(/^https:\/\/[a-z0-9.-]+(?:[/?#][\x21-\x7e]*)?$/i), z.maxLength(300)),
	),
});
export type Source = z.infer<typeof sourceSchema>;

export const textsSchema = z.record(
	z.string().check(z.regex(/^[a-z]{1,7}[0-9]{0,4}(?:\.[a-z]{1,5}[0-9]{0,4}){0,2}$/)),
	z.string().check(z.minLength(1), z.maxLength(1_200)),
);
/** Words by slot. */
export type Texts = z.infer<typeof textsSchema>;

const structure = {
	id: moduleIdSchema,
	revision: z.int().check(z.gte(1), z.lte(99_999)),
	kind: z.enum(MODULE_KINDS),
	topics: z.array(z.enum(TOPICS)).check(z.minLength(1), z.maxLength(6)),
	places: z.optional(z.array(z.enum(PLACES)).check(z.maxLength(PLACES.length))),
	uses: z.optional(z.array(z.enum(USES)).check(z.maxLength(USES.length))),
	/** About how long it takes. */
	minutes: z.int().check(z.gte(1), z.lte(120)),
	/** Whose law and money it speaks of: ISO 3166 code, EU, or 001 (UN M49) for what is much the same in many countries. */
	jurisdiction: z.optional(z.string().check(z.regex(/^(?:[A-Z]{2}|001)$/))),
	/** The day for which its facts were right. */
	asOf: day,
	/** From that day on it says that it may be out of date. */
	reviewBy: z.optional(day),
	sources: z.array(sourceSchema).check(z.maxLength(MODULE_LIMITS.sources)),
	licence: z.enum(LICENCES),
	/** The language it was written in. */
	language: languageSchema,
	pages: pagesSchema,
};

/** All of a module but its words and who signs: the same in every language. */
export const structureSchema = z.strictObject(structure);
export type Structure = z.infer<typeof structureSchema>;

export const moduleSchema = z.strictObject({ ...structure, author: signerSchema, texts: textsSchema });
export type Module = z.infer<typeof moduleSchema>;

export const ofSchema = z.strictObject({ id: moduleIdSchema, revision: structure.revision, hash });
export type Of = z.infer<typeof ofSchema>;

export const translationSchema = z.strictObject({
	of: ofSchema,
	/** Of this translation, by its translator's own count. */
	revision: structure.revision,
	language: languageSchema,
	translator: signerSchema,
	texts: textsSchema,
});
export type Translation = z.infer<typeof translationSchema>;

/** An organisation has read it: this revision, and these of its translations. */
export const reviewSchema = z.strictObject({
	of: ofSchema,
	translations: z.record(languageSchema, hash),
	reviewer: signerSchema,
	on: day,
});
export type Review = z.infer<typeof reviewSchema>;

export const signedModuleSchema = z.strictObject({
	format: z.literal(MODULE_FORMAT),
	module: moduleSchema,
	signature,
	translations: z
		.array(z.strictObject({ translation: translationSchema, signature }))
		.check(z.maxLength(MODULE_LIMITS.translations)),
	reviews: z
		.array(z.strictObject({ review: reviewSchema, signature }))
		.check(z.maxLength(MODULE_LIMITS.reviews)),
});
export type SignedModule = z.infer<typeof signedModuleSchema>;

/** A module as it is played: in one language, its words all there. What comes with the app is one of these too. */
export interface Reading {
	structure: Structure;
	/** The language of `texts`. */
	language: string;
	texts: Texts;
}
