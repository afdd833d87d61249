/** What is said about a module on the command line: its problems and warnings as sentences, for whoever wrote it. */
import { isMixedScript, lookAlike } from '$platform/modules';
import type { ArrivalProblem } from '$platform/modules/carriers';
import type { SignedModule, Signer } from '$protocol/module';
import { MODULE_LIMITS, slotsOf } from '$protocol/module-blocks';
import { oneLine } from './command-line';

const WHOSE = { author: 'author', translation: 'translator of', review: 'reviewer' } as const;

/** One sentence, with where. @param signed what it is about, as far as it could be read */
export function problemSentence(problem: ArrivalProblem, signed: SignedModule | null): string {
	const at = 'at' in problem ? oneLine(problem.at) : '';
	switch (problem.type) {
		case 'TooLarge':
			return `It is larger than a module may be (${MODULE_LIMITS.bytes} bytes).`;
		case 'NothingHere':
			return 'There is no module in this file: neither one as JSON, nor a link to one.';
		case 'Cut':
			return 'A part of it is missing or was changed on the way; ask for it again.';
		case 'CannotUnpack':
			return 'It is compressed, and cannot be unpacked here.';
		case 'NotModule':
			return 'This is no signed module: no JSON, or without "format": "rosebay/module/1".';
		case 'OtherVersion':
			return 'It is a module of another version than rosebay/module/1.';
		case 'NotCanonical':
			return 'It is not in its one spelling (RFC 8785): a key twice, another order, or blanks.';
		case 'BadShape':
			return at === '' ? 'It has fields that no module has.' : `${at} is missing or not as it must be.`;
		case 'MissingText':
			return `${at} has no words.`;
		case 'UnknownText':
			return `${at} has words, and there is no place for them.`;
		case 'TooLong': {
			const key = problem.at.split(':').at(-1) ?? '';
			const slot = signed && slotsOf(signed.module.pages).find((one) => one.key === key);
			return slot ? `${at} is longer than ${slot.max} characters.` : `${at} is too long.`;
		}
		case 'UnsafeText':
			return `${at} has characters that do not show, turn writing round, or are no text.`;
		case 'BadBlock':
			return `${at}: two pieces have one name, a box is not there, or a quiz has no right answer.`;
		case 'TooManyBlocks':
			return `It has more than ${MODULE_LIMITS.blocks} blocks.`;
		case 'BadSignature':
			return `The signature of the ${WHOSE[problem.of]} ${at} does not hold: it was changed after it was signed.`;
		case 'OfAnother':
			return `What ${at} signed is of another module, revision or translation than these.`;
	}
}

/** A person or organisation in the module, and what they signed. */
export const signersOf = ({ module, translations, reviews }: SignedModule): Signer[] => [
	module.author,
	...translations.map(({ translation }) => translation.translator),
	...reviews.map(({ review }) => review.reviewer),
];

/** What does not keep it from being read, and should be looked at. @param today as in 2026-11-22 */
export function warningsOf(signed: SignedModule, today: string): string[] {
	const { kind, jurisdiction, sources, asOf, reviewBy } = signed.module;
	const byKey = new Map(signersOf(signed).map(({ key, name }) => [key, name]));
	const names = [...byKey.values()];
	const alike = names.flatMap((name, at) => {
		const other = lookAlike(name, names.slice(0, at));
		return other === null
			? []
			: [`Two signers have names that look alike: ${oneLine(name)}, ${oneLine(other)}.`];
	});
	return [
		...(reviewBy !== undefined && reviewBy <= today ? [`It was to be looked at again by ${reviewBy}.`] : []),
		...(reviewBy !== undefined && reviewBy < asOf ? ['reviewBy is before asOf.'] : []),
		...(asOf > today ? [`asOf is in the future: ${asOf}.`] : []),
		...(jurisdiction !== undefined && reviewBy === undefined
			? ['It speaks of a country’s law or money and does not say when to look at it again (reviewBy).']
			: []),
		...(kind === 'lesson' && jurisdiction !== undefined && sources.length === 0
			? ['It speaks of a country’s law or money and names no source.']
			: []),
		...names
			.filter(isMixedScript)
			.map((name) => `A name mixes letters of two scripts in one word: ${oneLine(name)}.`),
		...alike,
	];
}
