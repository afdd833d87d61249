/**
 * Keys and signatures on the command line, for an organisation that writes or reads modules on its own machine. A key lies in a
 * file that only its owner reads; its secret is never printed. Whoever has that file is, for every phone, its owner.
 */
import { stat, writeFile } from 'node:fs/promises';
import { platform } from 'node:os';
import * as z from 'zod/mini';
import {
	addReview,
	addTranslation,
	fingerprintOf,
	inspect,
	moduleBytes,
	newSigningIdentity,
	signerOf,
	signModule,
	unsafeText,
	type SigningIdentity,
} from '$platform/modules';
import { readAny } from '$platform/modules/carriers';
import {
	moduleSchema,
	textsSchema,
	translationSchema,
	type SignedModule,
	type Texts,
} from '$protocol/module';
import { NotDone, notWritten, oneLine, readGiven } from './command-line';
import { problemSentence } from './module-words';

const KEY_FORMAT = 'rosebay/signing-key/1';
const keyFileSchema = z.strictObject({
	format: z.literal(KEY_FORMAT),
	name: z.string().check(z.minLength(1), z.maxLength(80)),
	secret: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
});

/** Makes a key and writes it to a file of its own. @returns its fingerprint */
export async function newKeyFile(name: string, path: string): Promise<string> {
	if (name.length > 80 || unsafeText(name, false))
		throw new NotDone('A name is one line of at most 80 characters, all of which show.');
	const identity = newSigningIdentity(name);
	try {
		// Never over another: a key that is gone cannot be made again.
		await writeFile(path, `${JSON.stringify({ format: KEY_FORMAT, ...identity }, null, '\t')}\n`, {
			mode: 0o600,
			flag: 'wx',
		});
	} catch (error) {
		throw notWritten(path, error);
	}
	return (await fingerprintOf(signerOf(identity).key)).join(' ');
}

function jsonOf(bytes: Uint8Array, path: string): unknown {
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		throw new NotDone(`This is no JSON: ${oneLine(path)}`);
	}
}

async function readKey(path: string): Promise<SigningIdentity> {
	const bytes = await readGiven(path);
	if (platform() !== 'win32' && ((await stat(path)).mode & 0o077) !== 0)
		throw new NotDone(`Others on this machine can read this key: chmod 600 ${oneLine(path)}`);
	const read = keyFileSchema.safeParse(jsonOf(bytes, path));
	if (!read.success) throw new NotDone(`This is no key of "rosebay module key": ${oneLine(path)}`);
	const { name, secret } = read.data;
	return { name, secret };
}

const notAsItMustBe = (path: string, issues: readonly { path: PropertyKey[] }[]): NotDone =>
	new NotDone(
		`${oneLine(path)}: not as it must be: ${issues.map((issue) => issue.path.join('.')).join(', ')}`,
	);

async function readSigned(path: string): Promise<SignedModule> {
	const read = await readAny(await readGiven(path));
	if (!read.ok) throw new NotDone(`${oneLine(path)}: ${problemSentence(read.error, null)}`);
	return read.value;
}

/** What would not be read on a phone is not signed: every problem, one a line. */
async function signedBytes(signed: SignedModule, path: string): Promise<Uint8Array> {
	const bytes = moduleBytes(signed);
	const { problems } = await inspect(bytes);
	if (problems.length === 0) return bytes;
	throw new NotDone(
		problems.map((problem) => `${oneLine(path)}: ${problemSentence(problem, signed)}`).join('\n'),
	);
}

/** Signs what `rosebay module pack` or a workshop's export made. @returns the signed module's bytes */
export async function signAsAuthor(path: string, keyPath: string): Promise<Uint8Array> {
	const by = await readKey(keyPath);
	const value = jsonOf(await readGiven(path), path);
	const isSigned = typeof value === 'object' && value !== null && 'signature' in value;
	if (isSigned) throw new NotDone(`This is signed already: ${oneLine(path)}`);
	const read = moduleSchema.safeParse(typeof value === 'object' ? { ...value, author: signerOf(by) } : value);
	if (!read.success) throw notAsItMustBe(path, read.error.issues);
	const { author: _author, ...module } = read.data;
	return signedBytes(signModule(module, by), path);
}

const wordsSchema = z.strictObject({ language: translationSchema.shape.language, texts: textsSchema });

/** Words by slot, as `rosebay module pack --of` writes them, or bare. */
async function readWords(path: string, language: string): Promise<Texts> {
	const value = jsonOf(await readGiven(path), path);
	const named = wordsSchema.safeParse(value);
	if (named.success && named.data.language !== language)
		throw new NotDone(
			`${oneLine(path)}: these words are in ${named.data.language}, not in ${oneLine(language)}.`,
		);
	if (named.success) return named.data.texts;
	const bare = textsSchema.safeParse(value);
	if (!bare.success) throw notAsItMustBe(path, bare.error.issues);
	return bare.data;
}

/** Adds a translation of whoever the key is. */
export async function signAsTranslator(
	path: string,
	keyPath: string,
	language: string,
	wordsPath: string,
): Promise<Uint8Array> {
	const by = await readKey(keyPath);
	const signed = await readSigned(path);
	const texts = await readWords(wordsPath, language);
	if (language === signed.module.language)
		throw new NotDone(`It was written in ${language}; only its author says it anew.`);
	return signedBytes(await addTranslation(signed, { language, texts }, by), path);
}

/** Says that it was read: the module itself, and its translations into these languages (all, when none is named). */
export async function signAsReviewer(
	path: string,
	keyPath: string,
	languages: readonly string[] | null,
	on: string,
): Promise<Uint8Array> {
	const by = await readKey(keyPath);
	const signed = await readSigned(path);
	const there = signed.translations.map(({ translation }) => translation.language);
	const missing = languages?.find(
		(language) => language !== signed.module.language && !there.includes(language),
	);
	if (missing !== undefined) throw new NotDone(`There is no translation into ${oneLine(missing)} in it.`);
	return signedBytes(await addReview(signed, languages ?? there, on, by), path);
}
