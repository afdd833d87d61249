/**
 * `npx rosebay module check FILE`: what a phone would say of a module, all of it at once, by the very code that the phone runs.
 * It keeps nothing.
 */
import { fingerprintOf, inspect, moduleBytes } from '$platform/modules';
import { bytesIn, linkOf, type ArrivalProblem } from '$platform/modules/carriers';
import type { SignedModule, Signer } from '$protocol/module';
import { count, oneLine, readGiven } from './command-line';
import { problemSentence, warningsOf } from './module-words';

interface Named extends Signer {
	/** Thirty digits, as two people compare them. */
	fingerprint: string;
}
const named = async ({ name, key }: Signer): Promise<Named> => ({
	name,
	key,
	fingerprint: (await fingerprintOf(key)).join(' '),
});

async function summaryOf(signed: SignedModule) {
	const { module, translations, reviews } = signed;
	const { id, revision, kind, topics, minutes, jurisdiction, asOf, reviewBy, licence, language } = module;
	// The origin is the reader's; one of middling length says whether a link is worth trying.
	const link = await linkOf('https://rosebay.example.org', signed);
	return {
		...{ id, revision, kind, title: module.texts['title'] ?? '', topics, minutes, language },
		...{ jurisdiction, asOf, reviewBy, licence },
		author: await named(module.author),
		translations: await Promise.all(
			translations.map(async ({ translation }) => ({
				language: translation.language,
				revision: translation.revision,
				translator: await named(translation.translator),
			})),
		),
		reviews: await Promise.all(
			reviews.map(async ({ review }) => ({
				on: review.on,
				languages: [language, ...Object.keys(review.translations)],
				reviewer: await named(review.reviewer),
			})),
		),
		counts: {
			pages: module.pages.length,
			blocks: module.pages.reduce((sum, { blocks }) => sum + blocks.length, 0),
			words: Object.values(module.texts).join(' ').split(/\s+/u).length,
			sources: module.sources.length,
			bytes: moduleBytes(signed).length,
		},
		fitsLink: link.ok,
	};
}
type Summary = Awaited<ReturnType<typeof summaryOf>>;

export interface Checked {
	ok: boolean;
	problems: { type: string; at?: string; sentence: string }[];
	warnings: string[];
	/** Null when its shape could not be read. Not to be believed while there are problems. */
	module: Summary | null;
}

/** @param came what somebody sent, in any of its forms @param today as in 2026-11-22 */
export async function checked(came: Uint8Array, today: string): Promise<Checked> {
	const bytes = await bytesIn(came);
	const { signed, problems } = bytes.ok
		? await inspect(bytes.value)
		: { signed: null, problems: [bytes.error as ArrivalProblem] };
	return {
		ok: problems.length === 0,
		problems: problems.map((problem) => ({
			type: problem.type,
			...('at' in problem ? { at: problem.at } : {}),
			sentence: problemSentence(problem, signed),
		})),
		warnings: signed ? warningsOf(signed, today) : [],
		module: signed ? await summaryOf(signed) : null,
	};
}

const who = ({ name, fingerprint }: Named): string => `${oneLine(name, 80)}  ${fingerprint}`;

function lines({ problems, warnings, module }: Checked): string[] {
	const said = (list: string[], word: string) =>
		list.length === 0 ? [`no ${word}s`] : [count(list.length, word), ...list.map((one) => `  ${one}`)];
	const about = module
		? [
				`${module.kind} "${oneLine(module.title, 80)}"  ${module.id} revision ${module.revision}`,
				`  ${module.language}  written by ${who(module.author)}`,
				...module.translations.map((one) => `  ${one.language}  translated by ${who(one.translator)}`),
				...module.reviews.map(
					({ on, languages, reviewer }) => `  ${languages.join(', ')}  read on ${on} by ${who(reviewer)}`,
				),
				`  ${[
					count(module.counts.pages, 'page'),
					count(module.counts.blocks, 'block'),
					count(module.counts.words, 'word'),
					count(module.counts.sources, 'source'),
					count(module.counts.bytes, 'byte'),
				].join(', ')}${module.fitsLink ? '; fits into a link' : ''}`,
			]
		: [];
	return [
		...about,
		...said(
			problems.map(({ sentence }) => sentence),
			'problem',
		),
		...said(warnings, 'warning'),
		'',
	];
}

/** @returns what to print, and whether a phone would take it */
export async function moduleCheck(
	path: string,
	asJson: boolean,
	today: string,
): Promise<{ text: string; ok: boolean }> {
	const result = await checked(await readGiven(path), today);
	return {
		text: asJson ? `${JSON.stringify(result, null, '\t')}\n` : lines(result).join('\n'),
		ok: result.ok,
	};
}
