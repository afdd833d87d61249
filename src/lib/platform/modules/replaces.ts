/** Whether what came may stand where something of that id already does. Pure: two modules that were read before. */
import type { SignedModule } from '$protocol/module';
import { MODULE_LIMITS } from '$protocol/module-blocks';
import { failed, ok, type Result } from '$protocol/result';
import { canonicalBytes, canonicalText, hashOf } from './canonical';

export type NotReplaced =
	| { type: 'OtherModule' }
	/** The same id under another author's key: somebody else's, whatever it says. */
	| { type: 'OtherAuthor' }
	| { type: 'Older' }
	/** The author signed two texts as one revision: which of them is meant, nobody can say. She keeps what she has. */
	| { type: 'SameRevisionOtherText' };

/**
 * May `came` replace `had`? `Newer`: the author has written on. `Same`: the same module, perhaps with other translations or
 * reviews around it; {@link joined} keeps those of both.
 */
export function replaces(had: SignedModule, came: SignedModule): Result<'Newer' | 'Same', NotReplaced> {
	const [old, next] = [had.module, came.module];
	if (old.id !== next.id) return failed({ type: 'OtherModule' });
	// The key is who; a name is only what somebody says, and may be written differently the next time.
	if (old.author.key !== next.author.key) return failed({ type: 'OtherAuthor' });
	if (next.revision < old.revision) return failed({ type: 'Older' });
	if (next.revision > old.revision) return ok('Newer');
	return canonicalText(old) === canonicalText(next) ? ok('Same') : failed({ type: 'SameRevisionOtherText' });
}

/**
 * One module out of two that are `Same`: translations and reviews of both. Where both have a language, hers stays, unless its
 * own translator has written on: whoever passes a module on can add to it, and take nothing away or put it back.
 */
export async function joined(had: SignedModule, came: SignedModule): Promise<SignedModule> {
	const byLanguage = new Map(had.translations.map((one) => [one.translation.language, one] as const));
	for (const one of came.translations) {
		const next = one.translation;
		const hers = byLanguage.get(next.language)?.translation;
		const isNewer = hers?.translator.key === next.translator.key && next.revision > hers.revision;
		if (isNewer || (!hers && byLanguage.size < MODULE_LIMITS.translations))
			byLanguage.set(next.language, one);
	}
	const translations = [...byLanguage.values()];
	const hashes = new Map(
		await Promise.all(
			translations.map(async ({ translation }) => [translation.language, await hashOf(translation)] as const),
		),
	);
	const covers = ({ review }: SignedModule['reviews'][number]) =>
		Object.entries(review.translations).every(([language, hash]) => hashes.get(language) === hash);
	const known = new Set(had.reviews.filter(covers).map(({ review }) => review.reviewer.key));
	const reviews = [
		...had.reviews.filter(covers),
		...came.reviews.filter((one) => covers(one) && !known.has(one.review.reviewer.key)),
	].slice(0, MODULE_LIMITS.reviews);
	const whole = { ...had, translations, reviews };
	// Both fit; together they may not.
	return canonicalBytes(whole).length > MODULE_LIMITS.bytes ? had : whole;
}
