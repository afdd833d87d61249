/**
 * From bytes that anybody may have made to a module that can be shown: everything is looked at here, once, before a word of
 * it reaches a screen. What is kept in the vault afterwards needs only its shape looked at again ({@link kept}).
 */
import { utf8, utf8ToText } from '$platform/crypto';
import { MODULE_FORMAT, signedModuleSchema, type SignedModule, type Texts } from '$protocol/module';
import { MODULE_LIMITS, slotsOf, type Page } from '$protocol/module-blocks';
import { failed, ok, type Result } from '$protocol/result';
import { canonicalBytes, hashOf } from './canonical';
import { hostOf } from './links';
import { holds, ofModule } from './signing';
import { unsafeText } from './text';

/** Why a module is not taken. `at`: where in it, for whoever wrote it. */
export type ModuleProblem =
	| { type: 'TooLarge' }
	/** Nothing of ours, or broken on the way. */
	| { type: 'NotModule' }
	/** A form of module that this version of the app does not know. */
	| { type: 'OtherVersion' }
	/** Not in the one spelling there is of it (RFC 8785): a key twice, another order, blanks. */
	| { type: 'NotCanonical' }
	| { type: 'BadShape'; at: string }
	| { type: 'MissingText' | 'UnknownText' | 'TooLong'; at: string }
	/** Characters that show another text than there is. */
	| { type: 'UnsafeText'; at: string }
	/** Two pieces of one name, a sort into a bin that is not there, a quiz without an answer. */
	| { type: 'BadBlock'; at: string }
	| { type: 'TooManyBlocks' }
	| { type: 'BadSignature'; of: 'author' | 'translation' | 'review'; at: string }
	/** A translation or review that belongs to another module or revision. */
	| { type: 'OfAnother'; at: string };

const isSame = (one: Uint8Array, other: Uint8Array) =>
	one.length === other.length && one.every((byte, at) => byte === other[at]);

type Read = Result<SignedModule, ModuleProblem>;
const wrong = (error: ModuleProblem): { ok: false; error: ModuleProblem } => failed(error);

/** What the structure alone must hold, beyond its shape. Null when it does. */
export function structureProblem(pages: readonly Page[]): ModuleProblem | null {
	const blocks = pages.flatMap((page) => page.blocks);
	if (blocks.length > MODULE_LIMITS.blocks) return { type: 'TooManyBlocks' };
	const seen = new Set<string>();
	for (const { id } of [...pages, ...blocks]) {
		if (seen.has(id)) return { type: 'BadBlock', at: id };
		seen.add(id);
	}
	for (const block of blocks) {
		const inner = [
			...('items' in block ? block.items : []),
			...('options' in block ? block.options : []),
			...('bins' in block ? block.bins : []),
			...('lines' in block ? block.lines : []),
		].map(({ id }) => id);
		if (new Set(inner).size < inner.length) return { type: 'BadBlock', at: block.id };
		if (block.type === 'sort') {
			const bins = new Set(block.bins.map(({ id }) => id));
			if (block.items.some(({ bin }) => !bins.has(bin))) return { type: 'BadBlock', at: block.id };
		}
		if (block.type === 'quiz' && !block.options.some(({ right }) => right))
			return { type: 'BadBlock', at: block.id };
	}
	return null;
}

/** What words must hold for a structure: all slots, no others, none too long, nothing that deceives the eye. */
export function textsProblem(pages: readonly Page[], texts: Texts, where = ''): ModuleProblem | null {
	const slots = slotsOf(pages);
	const known = new Set(slots.map(({ key }) => key));
	const at = (key: string) => `${where}${key}`;
	const stranger = Object.keys(texts).find((key) => !known.has(key));
	if (stranger !== undefined) return { type: 'UnknownText', at: at(stranger) };
	for (const { key, max, optional, lines } of slots) {
		const text = Object.hasOwn(texts, key) ? texts[key] : undefined;
		if (text === undefined || text.trim() === '') {
			if (text !== undefined || !optional) return { type: 'MissingText', at: at(key) };
			continue;
		}
		if (text.length > max) return { type: 'TooLong', at: at(key) };
		if (unsafeText(text, lines === 'many')) return { type: 'UnsafeText', at: at(key) };
	}
	return null;
}

function parsed(bytes: Uint8Array): Read {
	if (bytes.length > MODULE_LIMITS.bytes) return wrong({ type: 'TooLarge' });
	let value: unknown;
	try {
		value = JSON.parse(utf8ToText(bytes));
	} catch {
		return wrong({ type: 'NotModule' });
	}
	if (typeof value !== 'object' || value === null || !('format' in value))
		return wrong({ type: 'NotModule' });
	if (value.format !== MODULE_FORMAT)
		return wrong({
			type:
				typeof value.format === 'string' && value.format.startsWith('rosebay/module/')
					? 'OtherVersion'
					: 'NotModule',
		});
	const read = signedModuleSchema.safeParse(value);
	return read.success
		? ok(read.data)
		: wrong({ type: 'BadShape', at: read.error.issues[0]?.path.join('.') ?? '' });
}

const isUnsafeLine = (text: string) => text.trim() === '' || unsafeText(text, false);

/** Everything but signatures: for somebody who is still writing, and for the first look. */
export function wordsProblem({ module, translations, reviews }: SignedModule): ModuleProblem | null {
	if (module.id.startsWith('in:')) return { type: 'BadShape', at: 'module.id' };
	const names = [module.author, ...translations.map(({ translation }) => translation.translator)];
	const claims = [...names, ...reviews.map(({ review }) => review.reviewer)];
	if (claims.some(({ name }) => isUnsafeLine(name))) return { type: 'UnsafeText', at: 'name' };
	const title = module.sources.findIndex((source) => isUnsafeLine(source.title));
	if (title >= 0) return { type: 'UnsafeText', at: `module.sources.${title}.title` };
	const address = module.sources.findIndex(({ url }) => url !== undefined && hostOf(url) === null);
	if (address >= 0) return { type: 'BadShape', at: `module.sources.${address}.url` };
	const languages = [module.language, ...translations.map(({ translation }) => translation.language)];
	const twice = languages.find((language, at) => languages.indexOf(language) !== at);
	if (twice !== undefined) return { type: 'BadShape', at: `translations.${twice}` };
	return (
		structureProblem(module.pages) ??
		textsProblem(module.pages, module.texts) ??
		translations
			.map(({ translation }) => textsProblem(module.pages, translation.texts, `${translation.language}:`))
			.find((problem) => problem !== null) ??
		null
	);
}

async function signatureProblem(signed: SignedModule): Promise<ModuleProblem | null> {
	const { module } = signed;
	if (!holds('author', module, signed.signature, module.author))
		return { type: 'BadSignature', of: 'author', at: module.author.name };
	const of = await ofModule(module);
	const isOf = (other: typeof of) =>
		other.id === of.id && other.revision === of.revision && other.hash === of.hash;
	for (const { translation, signature } of signed.translations) {
		if (!isOf(translation.of)) return { type: 'OfAnother', at: translation.language };
		if (!holds('translation', translation, signature, translation.translator))
			return { type: 'BadSignature', of: 'translation', at: translation.language };
	}
	for (const { review, signature } of signed.reviews) {
		if (!isOf(review.of)) return { type: 'OfAnother', at: review.reviewer.name };
		if (!holds('review', review, signature, review.reviewer))
			return { type: 'BadSignature', of: 'review', at: review.reviewer.name };
		for (const [language, hash] of Object.entries(review.translations)) {
			const covered = signed.translations.find(({ translation }) => translation.language === language);
			if (!covered || (await hashOf(covered.translation)) !== hash)
				return { type: 'OfAnother', at: review.reviewer.name };
		}
	}
	return null;
}

/**
 * A module from anywhere: size, shape, spelling, words, signatures. Never throws. What comes out is spelt by
 * {@link moduleBytes} exactly as it came in, so no two programs can read one file differently.
 */
export async function readModule(bytes: Uint8Array): Promise<Read> {
	const read = parsed(bytes);
	if (!read.ok) return read;
	if (!isSame(moduleBytes(read.value), bytes)) return wrong({ type: 'NotCanonical' });
	const problem = wordsProblem(read.value) ?? (await signatureProblem(read.value));
	return problem ? wrong(problem) : read;
}

/** One that was read before and lay in a vault since: its shape and words, without its signatures. */
export function kept(text: string): Read {
	const read = parsed(utf8(text));
	if (!read.ok) return read;
	const problem = wordsProblem(read.value);
	return problem ? wrong(problem) : read;
}

/** How it travels and is kept: canonical JSON. */
export const moduleBytes = (signed: SignedModule): Uint8Array => canonicalBytes(signed);
