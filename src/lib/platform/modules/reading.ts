/**
 * From bytes that anybody may have made to a module that can be shown: everything is looked at here, once, before a word of
 * it reaches a screen. What is kept in the vault afterwards needs only its shape looked at again ({@link kept}).
 */
import { utf8, utf8ToText } from '$platform/crypto';
import { MODULE_FORMAT, signedModuleSchema, type SignedModule } from '$protocol/module';
import { MODULE_LIMITS } from '$protocol/module-blocks';
import { failed, ok, type Result } from '$protocol/result';
import { canonicalBytes, hashOf } from './canonical';
import { wordsProblem, wordsProblems, type ModuleProblem } from './problems';
import { holds, ofModule } from './signing';

type Read = Result<SignedModule, ModuleProblem>;
const wrong = (error: ModuleProblem): { ok: false; error: ModuleProblem } => failed(error);

const VERSIONS = 'rosebay/module/';

/** The value as JSON, when it says that it is a module of this form. */
function ours(bytes: Uint8Array): Result<object, ModuleProblem> {
	if (bytes.length > MODULE_LIMITS.bytes) return wrong({ type: 'TooLarge' });
	let value: unknown;
	try {
		value = JSON.parse(utf8ToText(bytes));
	} catch {
		return wrong({ type: 'NotModule' });
	}
	if (typeof value !== 'object' || value === null || !('format' in value))
		return wrong({ type: 'NotModule' });
	if (value.format === MODULE_FORMAT) return ok(value);
	const isOther = typeof value.format === 'string' && value.format.startsWith(VERSIONS);
	return wrong({ type: isOther ? 'OtherVersion' : 'NotModule' });
}

function parsed(bytes: Uint8Array): Read {
	const value = ours(bytes);
	if (!value.ok) return value;
	const read = signedModuleSchema.safeParse(value.value);
	return read.success
		? ok(read.data)
		: wrong({ type: 'BadShape', at: read.error.issues[0]?.path.join('.') ?? '' });
}

const isSame = (one: Uint8Array, other: Uint8Array) =>
	one.length === other.length && one.every((byte, at) => byte === other[at]);

async function* signatureProblems(signed: SignedModule): AsyncGenerator<ModuleProblem, void> {
	const { module, translations, reviews } = signed;
	if (!holds('author', module, signed.signature, module.author))
		yield { type: 'BadSignature', of: 'author', at: module.author.name };
	const of = await ofModule(module);
	const isOf = (other: typeof of) =>
		other.id === of.id && other.revision === of.revision && other.hash === of.hash;
	for (const { translation, signature } of translations) {
		const at = translation.language;
		if (!isOf(translation.of)) yield { type: 'OfAnother', at };
		if (!holds('translation', translation, signature, translation.translator))
			yield { type: 'BadSignature', of: 'translation', at };
	}
	for (const { review, signature } of reviews) {
		const at = review.reviewer.name;
		if (!isOf(review.of)) yield { type: 'OfAnother', at };
		if (!holds('review', review, signature, review.reviewer))
			yield { type: 'BadSignature', of: 'review', at };
		for (const [language, hash] of Object.entries(review.translations)) {
			const covered = translations.find(({ translation }) => translation.language === language);
			if (!covered || (await hashOf(covered.translation)) !== hash) yield { type: 'OfAnother', at };
		}
	}
}

/** All that is wrong with what has the right shape; spelling and words before any signature, which cost the most. */
async function* problemsOf(signed: SignedModule, bytes: Uint8Array): AsyncGenerator<ModuleProblem, void> {
	if (!isSame(moduleBytes(signed), bytes)) yield { type: 'NotCanonical' };
	yield* wordsProblems(signed);
	yield* signatureProblems(signed);
}

/**
 * A module from anywhere: size, shape, spelling, words, signatures. Never throws. What comes out is spelt by
 * {@link moduleBytes} exactly as it came in, so no two programs can read one file differently.
 */
export async function readModule(bytes: Uint8Array): Promise<Read> {
	const read = parsed(bytes);
	if (!read.ok) return read;
	const { value: problem } = await problemsOf(read.value, bytes).next();
	return problem ? wrong(problem) : read;
}

/** One that was read before and lay in a vault since: its shape and words, without its signatures. */
export function kept(text: string): Read {
	const read = parsed(utf8(text));
	if (!read.ok) return read;
	const problem = wordsProblem(read.value);
	return problem ? wrong(problem) : read;
}

/**
 * For whoever made it: all that is wrong at once. `signed` is there as soon as the shape is right, and is nothing to be shown
 * to anybody else while there are problems.
 */
export async function inspect(
	bytes: Uint8Array,
): Promise<{ signed: SignedModule | null; problems: ModuleProblem[] }> {
	const value = ours(bytes);
	if (!value.ok) return { signed: null, problems: [value.error] };
	const read = signedModuleSchema.safeParse(value.value);
	if (!read.success)
		return {
			signed: null,
			problems: read.error.issues.map(({ path }) => ({ type: 'BadShape', at: path.join('.') })),
		};
	const problems: ModuleProblem[] = [];
	for await (const problem of problemsOf(read.data, bytes)) problems.push(problem);
	return { signed: read.data, problems };
}

/** How it travels and is kept: canonical JSON. */
export const moduleBytes = (signed: SignedModule): Uint8Array => canonicalBytes(signed);
