/**
 * Whose key somebody has said to trust, and what that means for one module. Names are claims: anybody may sign as anybody;
 * only a key is who. Pure.
 */
import { isMixedScript, lookAlike, readingOf } from '$platform/modules';
import type { SignedModule, Signer } from '$protocol/module';

export interface Trusted {
	key: string;
	/** As the person who trusts them calls them. */
	name: string;
}

export const trustedBy = (key: string, trusted: readonly Trusted[]): Trusted | undefined =>
	trusted.find((one) => one.key === key);

/** Who signed the words that are read in this language: the author, and where another translated them, that one too. */
export function signersOf(signed: SignedModule, language: string): Signer[] {
	const { author } = signed.module;
	const read = readingOf(signed, language).language;
	const translator = signed.translations.find(({ translation }) => translation.language === read)?.translation
		.translator;
	return translator && translator.key !== author.key ? [author, translator] : [author];
}

/** Everybody whose words she would read in this language is trusted: a trusted author does not vouch for a translator. */
export const isTrusted = (signed: SignedModule, language: string, trusted: readonly Trusted[]): boolean =>
	signersOf(signed, language).every(({ key }) => trustedBy(key, trusted) !== undefined);

/** What about a name may deceive. `like`: the trusted name it could be taken for, under another key. */
export type Warning = { type: 'like'; name: string; like: string } | { type: 'mixed'; name: string };

/** Of everybody who signed anything in it, each key once. */
export function warningsOf(signed: SignedModule, trusted: readonly Trusted[]): Warning[] {
	const signers = [
		signed.module.author,
		...signed.translations.map(({ translation }) => translation.translator),
		...signed.reviews.map(({ review }) => review.reviewer),
	];
	const strangers = signers.filter(
		(one, at) =>
			!trustedBy(one.key, trusted) &&
			signers.findIndex(({ key, name }) => key === one.key && name === one.name) === at,
	);
	return strangers.flatMap(({ name }): Warning[] => {
		const like = lookAlike(
			name,
			trusted.map((other) => other.name),
		);
		if (like !== null) return [{ type: 'like', name, like }];
		return isMixedScript(name) ? [{ type: 'mixed', name }] : [];
	});
}
