/**
 * The lines between `---` and `---` at the top. In the original: what the module is, and the words at its head. In a
 * translation: the words alone, and who has read it; what the module is stands once, so it cannot differ.
 */
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import * as z from 'zod/mini';
import { structureSchema, type Structure } from '$protocol/module';
import { HEAD_SLOTS } from '$protocol/module-blocks';
import { sentenceOf } from './issues';
import { takeNumbers } from './numbers';
import type { Report } from './report';

const reviewSchema = z.union([
	z.strictObject({ state: z.enum(['original', 'machine-draft']) }),
	z.strictObject({ state: z.literal('native-reviewed'), by: z.string(), when: z.iso.date() }),
]);
/** Who has read these words: nobody yet who grew up with the language, or somebody by name. */
export type ContentReview = z.infer<typeof reviewSchema>;

const WORDS = HEAD_SLOTS.map(({ key }) => key);
const OF_REVIEW = ['review', 'by', 'when'];
const OF_MODULE = [
	'revision',
	'kind',
	'topics',
	'places',
	'uses',
	'minutes',
	'jurisdiction',
	'asOf',
	'reviewBy',
	'sources',
	'licence',
];
/** Where a number in the words comes from: looked at by tests, no part of the module. */
const OF_NUMBERS = ['examples'];

export interface FrontMatter {
	words: Map<string, string>;
	review: ContentReview;
	/** As written; its shape is looked at with the pages. */
	head: Record<string, unknown>;
	/** Every number that a source is named for, or that is an example of our own. */
	numbers: ReadonlySet<string>;
	lineOf: (key: string) => number;
}

function read(yaml: string, first: number, report: Report): Pick<FrontMatter, 'head' | 'lineOf'> {
	const counter = new LineCounter();
	const document = parseDocument(yaml, { lineCounter: counter, uniqueKeys: true });
	const line = (offset: number) => counter.linePos(offset).line + first - 1;
	for (const error of document.errors)
		report.at(
			line(error.pos[0]),
			`The top of the file is not written well: ${error.message.split('\n', 1).join()}`,
		);
	const lines = new Map<string, number>();
	if (isMap(document.contents)) {
		for (const { key } of document.contents.items)
			if (isScalar(key)) lines.set(String(key.value), line(key.range[0]));
	}
	const values: unknown = document.errors.length > 0 ? {} : document.toJS({ maxAliasCount: 0 });
	const head = typeof values === 'object' && values !== null ? { ...values } : {};
	return { head, lineOf: (key) => lines.get(key) ?? 1 };
}

function reviewOf(
	head: Record<string, unknown>,
	isOriginal: boolean,
	report: Report,
	line: number,
): ContentReview {
	const { review, by, when } = head;
	const value = {
		state: review,
		...(by === undefined ? {} : { by }),
		...(when === undefined ? {} : { when }),
	};
	const parsed = reviewSchema.safeParse(value);
	if (parsed.success && (parsed.data.state === 'original') === isOriginal) return parsed.data;
	report.at(
		line,
		isOriginal
			? '`review` of the original is: review: original'
			: '`review` of a translation is machine-draft; or native-reviewed, with `by` and `when` (2026-11-22)',
	);
	return { state: 'original' };
}

/** @param first the line its text begins on */
export function readFrontMatter(
	yaml: string,
	first: number,
	isOriginal: boolean,
	report: Report,
): FrontMatter {
	const { head, lineOf } = read(yaml, first, report);
	const known = [...WORDS, ...OF_REVIEW, ...OF_MODULE, ...OF_NUMBERS];
	for (const key of Object.keys(head)) {
		if (!known.includes(key))
			report.at(lineOf(key), `There is no field \`${key}\`. There are: ${known.join(', ')}.`);
		else if (!isOriginal && [...OF_MODULE, ...OF_NUMBERS].includes(key))
			report.at(lineOf(key), `\`${key}\` stands in the original only; a translation has words.`);
	}
	const words = new Map<string, string>();
	for (const key of WORDS) {
		const value = head[key];
		if (typeof value === 'string') words.set(key, value.trim());
		else if (value !== undefined && value !== null)
			report.at(lineOf(key), `\`${key}\` is words: put them in quotes.`);
	}
	const taken = takeNumbers(head);
	if (!taken)
		report.at(
			lineOf('sources'),
			"`examples`, and `numbers` of a source, are lists of numbers in quotes: ['4', '2026'].",
		);
	return {
		words,
		review: reviewOf(head, isOriginal, report, lineOf('review')),
		head: taken?.head ?? head,
		numbers: taken?.numbers ?? new Set(),
		lineOf,
	};
}

/** What the module is, but for its pages, held to the format. */
export function headOf(
	{ head, lineOf }: FrontMatter,
	{ id, language }: { id: string; language: string },
	report: Report,
): Omit<Structure, 'pages'> | null {
	const given = Object.fromEntries(
		OF_MODULE.filter((key) => head[key] !== undefined).map((key) => [key, head[key]]),
	);
	const stub = [{ id: 'p1', blocks: [{ id: 'b1', type: 'text' }] }];
	const value = { revision: 1, sources: [], ...given, id, language, pages: stub };
	const parsed = structureSchema.safeParse(value);
	if (!parsed.success) {
		for (const issue of parsed.error.issues) {
			const [key = '', ...rest] = issue.path.map(String);
			const within = rest.length > 0 ? ` (${rest.join('.')})` : '';
			report.at(lineOf(key), `\`${key}\`${within} ${sentenceOf(issue, value)}.`);
		}
		return null;
	}
	const { pages: _pages, ...structure } = parsed.data;
	const { jurisdiction, reviewBy, asOf, sources } = structure;
	if (jurisdiction !== undefined) {
		if (reviewBy === undefined)
			report.at(
				lineOf('jurisdiction'),
				'What speaks of a country’s law or money needs `reviewBy`: the day to look again.',
			);
		if (sources.length === 0)
			report.at(lineOf('jurisdiction'), 'What speaks of a country’s law or money needs `sources`.');
	}
	if (reviewBy !== undefined && reviewBy <= asOf)
		report.at(lineOf('reviewBy'), '`reviewBy` is a day after `asOf`.');
	return structure;
}
