/**
 * What stands between a draft and a signature, each with the place where it is mended. The same rules as the gate that
 * readers' apps have (`structureProblem`, `textsProblem`, `wordsProblem`), but all of them at once and in reach of words;
 * a property test holds the two together.
 */
import { unsafeText } from '$platform/modules';
import { sourceSchema, type Topic } from '$protocol/module';
import { HEAD_SLOTS, MODULE_LIMITS, blockSlots, type Slot } from '$protocol/module-blocks';
import { isTranslation, textAt, type Draft } from './draft';
import { blockCount } from './pieces';
import { placeOfWords } from './slots';
import { languagesIn, missingIn, sizeOf } from './to-module';

export interface Check {
	type:
		| 'Missing'
		| 'TooLong'
		| 'Unsafe'
		| 'NoTopic'
		| 'TooManyTopics'
		| 'EmptyPage'
		| 'TooManyBlocks'
		| 'NoRightAnswer'
		| 'NoAsOf'
		| 'NoReviewBy'
		| 'ReviewBeforeAsOf'
		| 'NoSource'
		| 'TooManySources'
		| 'SourceTitle'
		| 'SourceAddress'
		| 'TooLarge'
		| 'NoNote'
		| 'Unfinished';
	/** `stop`: nobody's app would take it. `ask`: worth a look; it can be signed all the same. */
	weight: 'stop' | 'ask';
	/** Language and key of words, `head <field>`, or the id of a piece. */
	place: string;
	/** Of words: their language. */
	language?: string;
	/** Of words: the id of the piece they belong to, or `head`. */
	piece?: string;
}

/** Topics whose facts belong to a country and a year. */
const DATED: readonly Topic[] = ['money', 'work', 'papers', 'rights'];
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
const stop = (type: Check['type'], place: string): Check => ({ type, weight: 'stop', place });

function wordsChecks(draft: Draft, language: string, slots: readonly Slot[], piece: string): Check[] {
	return slots.flatMap(({ key, max, optional, lines }): Check[] => {
		const text = textAt(draft, language, key).trim();
		const found = (type: Check['type']): Check[] => [
			{ ...stop(type, placeOfWords(language, key)), language, piece },
		];
		if (text === '') return optional ? [] : found('Missing');
		if (text.length > max) return found('TooLong');
		return unsafeText(text, lines === 'many') ? found('Unsafe') : [];
	});
}

/** All that is wrong with the words of one language. */
function languageChecks(draft: Draft, language: string): Check[] {
	return [
		...wordsChecks(draft, language, HEAD_SLOTS, 'head'),
		...draft.pages.flatMap((page) => [
			...wordsChecks(
				draft,
				language,
				[{ key: `${page.id}.title`, max: 100, optional: false, lines: 'one' }],
				page.id,
			),
			...page.blocks.flatMap((block) => wordsChecks(draft, language, blockSlots(block), block.id)),
		]),
	];
}

function sourceChecks({ sources }: Draft): Check[] {
	return sources
		.filter(({ title, url }) => title.trim() !== '' || url.trim() !== '')
		.flatMap(({ id, title, url }): Check[] => {
			const name = title.trim();
			if (name === '' || name.length > 200) return [stop('SourceTitle', `source ${id} title`)];
			if (unsafeText(name, false)) return [stop('Unsafe', `source ${id} title`)];
			const address = url.trim();
			if (address === '' || sourceSchema.safeParse({ title: name, url: address }).success) return [];
			return [stop('SourceAddress', `source ${id} url`)];
		});
}

function headChecks(draft: Draft): Check[] {
	const { topics, asOf, reviewBy, jurisdiction } = draft;
	const sources = draft.sources.filter(({ title }) => title.trim() !== '');
	const dated = jurisdiction !== '' || topics.some((topic) => DATED.includes(topic));
	const when = (condition: boolean, check: Check) => (condition ? [check] : []);
	return [
		...when(topics.length === 0, stop('NoTopic', 'head topics')),
		...when(topics.length > 6, stop('TooManyTopics', 'head topics')),
		...when(!isDay(asOf), stop('NoAsOf', 'head asOf')),
		...when(reviewBy === '' ? dated : !isDay(reviewBy), stop('NoReviewBy', 'head reviewBy')),
		...when(isDay(asOf) && isDay(reviewBy) && reviewBy <= asOf, stop('ReviewBeforeAsOf', 'head reviewBy')),
		...when(dated && sources.length === 0, stop('NoSource', 'head sources')),
		...when(sources.length > MODULE_LIMITS.sources, stop('TooManySources', 'head sources')),
		...sourceChecks(draft),
	];
}

const pieceChecks = (draft: Draft): Check[] => [
	...draft.pages.filter(({ blocks }) => blocks.length === 0).map(({ id }) => stop('EmptyPage', id)),
	...draft.pages
		.flatMap(({ blocks }) => blocks)
		.filter((block) => block.type === 'quiz' && !block.options.some(({ right }) => right))
		.map(({ id }) => stop('NoRightAnswer', id)),
	...(blockCount(draft) > MODULE_LIMITS.blocks ? [stop('TooManyBlocks', draft.pages.at(-1)?.id ?? '')] : []),
];

/**
 * Everything to look at before signing, in the order in which it stands. Of other languages only what is wrong, not what is
 * missing: an unfinished one stays out of the file, and that is said once.
 */
export function checksOf(draft: Draft): Check[] {
	if (isTranslation(draft)) return draft.beside === '' ? [] : languageChecks(draft, draft.beside);
	const others = languagesIn(draft).slice(1);
	const asks: Check[] = [
		...(textAt(draft, draft.language, 'note').trim() === ''
			? [{ type: 'NoNote', weight: 'ask', place: placeOfWords(draft.language, 'note') } as const]
			: []),
		...others
			.filter((language) => missingIn(draft, language) > 0)
			.map((language) => ({ type: 'Unfinished', weight: 'ask', place: language, language }) as const),
	];
	return [
		...headChecks(draft),
		...languageChecks(draft, draft.language),
		...pieceChecks(draft),
		...others
			.filter((language) => missingIn(draft, language) === 0)
			.flatMap((language) => languageChecks(draft, language)),
		...(sizeOf(draft) > MODULE_LIMITS.bytes ? [stop('TooLarge', 'head sources')] : []),
		...asks,
	];
}

export const canSign = (checks: readonly Check[]): boolean => checks.every(({ weight }) => weight === 'ask');

/** Which piece has to be open for a place to be on the screen: `about`, a page, a block. */
export function openFor({ place, piece }: Check): string {
	if (piece !== undefined) return piece === 'head' ? 'about' : piece;
	if (place.endsWith(' note')) return 'about';
	if (place.startsWith('head ') || place.startsWith('source ')) return 'facts';
	return place;
}
