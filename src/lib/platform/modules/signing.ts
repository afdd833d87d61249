/** Signing: an author, a translator, an organisation. Each signs with a key of its own and by its own label. */
import { base64urlToBytes, bytesToBase64url, randomBytes } from '$platform/crypto';
import { isSignedBy, newSigningKey, signBytes, signingKeyToPublic } from '$platform/crypto/ed25519';
import {
	MODULE_FORMAT,
	type Module,
	type Of,
	type Review,
	type SignedModule,
	type Signer,
	type Translation,
} from '$protocol/module';
import { hashOf, signedBytes, type Purpose } from './canonical';

/** Who signs. The secret never leaves the vault of whoever it is. */
export interface SigningIdentity {
	name: string;
	/** 32 bytes, base64url. */
	secret: string;
}

export const newModuleId = (): string => bytesToBase64url(randomBytes(16));
export const newSigningIdentity = (name: string): SigningIdentity => ({
	name,
	secret: bytesToBase64url(newSigningKey()),
});

const bytesOf = (text: string): Uint8Array => {
	const bytes = base64urlToBytes(text);
	if (bytes === null) throw new TypeError('Not base64url');
	return bytes;
};

/** As others will see them. */
export const signerOf = ({ name, secret }: SigningIdentity): Signer => ({
	name,
	key: bytesToBase64url(signingKeyToPublic(bytesOf(secret))),
});

const sign = (purpose: Purpose, value: unknown, { secret }: SigningIdentity): string =>
	bytesToBase64url(signBytes(signedBytes(purpose, value), bytesOf(secret)));

/** Whether `signature` is this signer's for this value. Never throws. */
export function holds(purpose: Purpose, value: unknown, signature: string, { key }: Signer): boolean {
	const [signed, by] = [base64urlToBytes(signature), base64urlToBytes(key)];
	return signed !== null && by !== null && isSignedBy(signedBytes(purpose, value), signed, by);
}

/** What a translation or a review belongs to. */
export const ofModule = async (module: Module): Promise<Of> => ({
	id: module.id,
	revision: module.revision,
	hash: await hashOf(module),
});

/** A module of its author's, not yet translated. `module` without an author: that is who signs. */
export function signModule(module: Omit<Module, 'author'>, by: SigningIdentity): SignedModule {
	const whole: Module = { ...module, author: signerOf(by) };
	return {
		format: MODULE_FORMAT,
		module: whole,
		signature: sign('author', whole, by),
		translations: [],
		reviews: [],
	};
}

/** The same with one more translation, or another in place of the one in that language. Reviews of that one fall away. */
export async function addTranslation(
	signed: SignedModule,
	{ language, texts }: Pick<Translation, 'language' | 'texts'>,
	by: SigningIdentity,
): Promise<SignedModule> {
	const translator = signerOf(by);
	const before = signed.translations.find(
		({ translation: other }) => other.language === language,
	)?.translation;
	const translation: Translation = {
		of: await ofModule(signed.module),
		// Another translator's numbers are no matter of this one's.
		revision: before?.translator.key === translator.key ? before.revision + 1 : 1,
		...{ language, translator, texts },
	};
	return {
		...signed,
		translations: [
			...signed.translations.filter(({ translation: other }) => other.language !== language),
			{ translation, signature: sign('translation', translation, by) },
		],
		reviews: signed.reviews.filter(({ review }) => !(language in review.translations)),
	};
}

/**
 * The same, read by an organisation: the module itself, and its translations in these languages.
 * @param on day of the reading, as in 2026-11-22
 */
export async function addReview(
	signed: SignedModule,
	languages: readonly string[],
	on: string,
	by: SigningIdentity,
): Promise<SignedModule> {
	const covered = signed.translations.filter(({ translation }) => languages.includes(translation.language));
	const hashes = await Promise.all(
		covered.map(async ({ translation }) => [translation.language, await hashOf(translation)] as const),
	);
	const review: Review = {
		of: await ofModule(signed.module),
		translations: Object.fromEntries(hashes),
		reviewer: signerOf(by),
		on,
	};
	const others = signed.reviews.filter(({ review: other }) => other.reviewer.key !== review.reviewer.key);
	return { ...signed, reviews: [...others, { review, signature: sign('review', review, by) }] };
}
