/**
 * A group or service that a worker suggests: one entry of a region's directory with a line beside it, whole, so that her phone
 * can show it without having that region. Nothing becomes of it by itself, and there is no answer to it.
 *
 * It is the directory's own entry ({@link serviceSchema}) within bounds: a published entry may be as long as its source made
 * it, a message may not. What does not fit is left out, and `shortened` says so.
 */
import * as z from 'zod/mini';
import { languageSchema, messageIdSchema } from './appointments';
import {
	phoneSchema,
	placeSchema,
	regionIdSchema,
	serviceSchema,
	timeSchema,
	type Service,
} from './directory';

/** Of the worker's line, in UTF-16 units. */
export const SUGGESTION_WORDS = 400;
/** Of the whole body as JSON, in UTF-16 units: even with three bytes for each it stays below the largest envelope. */
export const SUGGESTION_LENGTH = 16_000;
export const SHORT_LENGTH = 300;
export const LONG_LENGTH = 2_000;
/** How many of each. */
export const MOST = {
	phones: 12,
	places: 12,
	times: 28,
	languages: 30,
	bring: 12,
	areas: 12,
	lines: 6,
	access: 8,
	days: 14,
	monthDays: 31,
} as const;

const short = z.string().check(z.minLength(1), z.maxLength(SHORT_LENGTH));
const long = z.string().check(z.minLength(1), z.maxLength(LONG_LENGTH));
const shorts = (most: number) => z.array(short).check(z.maxLength(most));
const { shape: time } = timeSchema;

const suggestedTime = z.extend(timeSchema, {
	days: time.days.check(z.maxLength(MOST.days)),
	monthDays: z.optional(z.array(z.int().check(z.gte(-31), z.lte(31))).check(z.maxLength(MOST.monthDays))),
	text: z.optional(short),
});

/** Without its place on a map, which nothing that shows one service needs. */
const suggestedPlace = z
	.omit(
		z.extend(placeSchema, {
			name: z.optional(short),
			lines: z.optional(shorts(MOST.lines)),
			city: z.optional(short),
			region: z.optional(short),
			postal: z.optional(short),
			country: z.optional(short),
			url: z.optional(short),
			getting: z.optional(short),
			access: z.optional(shorts(MOST.access)),
			zone: z.optional(short),
		}),
		{ lat: true, lon: true },
	)
	// A street of a place whose address is kept private: no directory of ours has that.
	.check(z.refine(({ exact, lines, postal }) => exact || (lines === undefined && postal === undefined)));

const suggestedPhone = z.extend(phoneSchema, {
	number: short,
	extension: z.optional(short),
	note: z.optional(short),
	languages: z.optional(z.array(languageSchema).check(z.maxLength(MOST.languages))),
});

/** Without the source's own terms and what else only searching needs. */
export const suggestedSchema = z.omit(
	z.extend(serviceSchema, {
		id: short,
		name: short,
		also: z.optional(short),
		organization: z.optional(z.strictObject({ id: short, name: short, url: z.optional(short) })),
		description: z.optional(long),
		alert: z.optional(short),
		url: z.optional(short),
		email: z.optional(short),
		phones: z.array(suggestedPhone).check(z.maxLength(MOST.phones)),
		places: z.array(suggestedPlace).check(z.maxLength(MOST.places)),
		times: z.array(suggestedTime).check(z.maxLength(MOST.times)),
		languages: shorts(MOST.languages),
		interpreting: z.optional(short),
		apply: z.optional(long),
		fees: z.optional(long),
		eligibility: z.optional(long),
		bring: z.optional(shorts(MOST.bring)),
		waiting: z.optional(short),
		areas: z.optional(shorts(MOST.areas)),
		kinds: serviceSchema.shape.kinds.check(z.maxLength(32)),
		group: z.optional(z.strictObject({ by: z.enum(['term', 'name', 'description', 'rule']), what: short })),
	}),
	{ terms: true },
);
export type Suggested = z.infer<typeof suggestedSchema>;

export const suggestionBody = z
	.strictObject({
		/** Drawn when it is picked: sent twice it is still one. */
		suggestion: messageIdSchema,
		/** Which list it is from, and whose. */
		region: z.strictObject({
			id: regionIdSchema,
			name: short,
			/** Made up. It must say so wherever it is shown. */
			sample: z.boolean(),
			/** Where its clocks stand, when a place does not say. */
			zone: z.optional(short),
			source: z.optional(short),
		}),
		service: suggestedSchema,
		/** The list says more about it than fits here. */
		shortened: z.boolean(),
		/** A line of the worker's, or nothing. */
		words: z.string().check(z.maxLength(SUGGESTION_WORDS)),
		/** In which they are written. */
		language: languageSchema,
	})
	.check(z.refine((body) => JSON.stringify(body).length <= SUGGESTION_LENGTH));
export type SuggestionBody = z.infer<typeof suggestionBody>;

/** As everything that shows a service takes it. */
export const suggestedService = (suggested: Suggested): Service => ({ ...suggested, terms: [] });
