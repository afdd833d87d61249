/**
 * What an operator may say about a region's data, in one JSON file beside it (`rosebay-rules.json`) or given with `--rules`. All of
 * it is optional; an unknown name is refused, because a misspelt rule about a shelter's address would be silent.
 */
import * as z from 'zod';
import { KINDS } from '$protocol/directory';
import { NothingRead } from './problems';

const words = z.array(z.string().min(2).max(100)).max(500);
const ids = z.array(z.string().min(1).max(200)).max(10_000);

const which = z.strictObject({
	/** Ids of services or organisations. */
	ids: ids.optional(),
	/** Words in the name, the organisation's name or the description; whole words, capitals do not matter. */
	words: words.optional(),
	/** Taxonomy terms, by code, by the beginning of a code ending in `*`, or by name. */
	terms: words.optional(),
});
export type Which = z.infer<typeof which>;

export const rulesSchema = z.strictObject({
	/** The region as people read it. */
	name: z.string().min(1).max(80).optional(),
	/** Made up, to show how it works. */
	sample: z.boolean().optional(),
	/** IANA zone of services whose place does not tell. */
	zone: z
		.string()
		.refine(
			(zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC',
			'not an IANA time zone',
		)
		.optional(),
	source: z
		.strictObject({
			name: z.string().min(1).max(200).optional(),
			licence: z.string().min(1).max(200).optional(),
			url: z.url().max(300).optional(),
		})
		.optional(),
	/** Only the town is published. Besides what is judged so anyway. */
	coarsen: which.optional(),
	/** Not even the town. */
	withhold: which.optional(),
	/**
	 * The address is public after all. Ids of services: shown in spite of all of the above. Words and terms: shown where nothing but being
	 * a shelter speaks against it; what fled from somebody, or is called confidential, no word opens.
	 */
	show: which.optional(),
	/** Not published at all. */
	leaveOut: which.optional(),
	groups: z
		.strictObject({
			words: words.optional(),
			terms: words.optional(),
			ids: ids.optional(),
			not: ids.optional(),
		})
		.optional(),
	/** More terms or words for a kind of help. */
	kinds: z.partialRecord(z.enum(KINDS), words).optional(),
});
export type Rules = z.infer<typeof rulesSchema>;

/** @throws {NothingRead} with a sentence that says which part is wrong. */
export function parseRules(text: string): Rules {
	let json: unknown;
	try {
		json = JSON.parse(text.replace(/^\ufeff/, ''));
	} catch {
		throw new NothingRead('The rules are no JSON.');
	}
	const parsed = rulesSchema.safeParse(json);
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new NothingRead(
		`The rules are not understood${issue === undefined ? '' : ` at "${issue.path.join('.')}": ${issue.message}`}.`,
	);
}
