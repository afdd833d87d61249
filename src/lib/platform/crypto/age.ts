/**
 * age files (age-encryption.org/v1, C2SP) under a passphrase, by typage, which is fetched on first use. This room takes
 * one kind alone: one scrypt recipient, binary, no armour. The header is read here first, by a parser that knows nothing
 * else, so that a hostile file never reaches the library: no other recipients, no work that stops an old phone, no lines
 * without end.
 */
import { failed, ok, type Result } from '$protocol/result';
import { solid, type Bytes } from './bytes';

export type AgeError =
	| { type: 'NotAge' }
	/** Ends before it should. */
	| { type: 'Truncated' }
	/** age, but under somebody's key, in armour, or of a version to come. */
	| { type: 'OtherKind' }
	/** Opening it would take more memory than a phone should give. */
	| { type: 'TooMuchWork' }
	/** Not this passphrase; or the header was changed, which cannot be told apart. */
	| { type: 'WrongWords' }
	/** The passphrase fits and what follows does not: changed, or cut off on the way. */
	| { type: 'Damaged' };

/**
 * What ours are made with: log2 of scrypt's N, 64 MiB with r = 8, as much as the strongest rung of our Argon2id. The words
 * carry 60 bits or more by themselves, so that work is not what holds; an old phone must be able to open it again.
 */
export const AGE_WORK = 16;
/** The most that is taken: 256 MiB, age's own default. */
export const AGE_WORK_LIMIT = 18;
/** A header of the one kind there is here. Bytes. */
export const AGE_HEADER_BYTES = 160;

const VERSION = 'age-encryption.org/v1\n';
const NONCE_AND_TAG = 32;
const BASE64 = '[A-Za-z0-9+/]';
const HEADER = new RegExp(
	`^${VERSION.replaceAll('.', '\\.')}-> scrypt ${BASE64}{22} ([1-9]\\d?)\\n${BASE64}{43}\\n--- ${BASE64}{43}\\n`,
);

/**
 * The header alone, from the first {@link AGE_HEADER_BYTES} of a file (or all of it, when it is shorter). Never throws.
 * @param size bytes of the whole file
 */
export function readAgeHeader(start: Uint8Array, size: number): Result<Bytes, AgeError> {
	// Latin-1 keeps one character a byte, whatever the bytes are.
	const text = String.fromCharCode(...start.subarray(0, AGE_HEADER_BYTES));
	const found = HEADER.exec(text);
	if (found === null) return failed({ type: whyNot(text, size) });
	if (Number(found[1]) > AGE_WORK_LIMIT) return failed({ type: 'TooMuchWork' });
	const [header] = found;
	if (size < header.length + NONCE_AND_TAG) return failed({ type: 'Truncated' });
	return ok(solid(start.slice(0, header.length)));
}

function whyNot(text: string, size: number): AgeError['type'] {
	if (size < AGE_HEADER_BYTES && (VERSION.startsWith(text) || text.startsWith(VERSION))) {
		return size === 0 ? 'NotAge' : 'Truncated';
	}
	if (text.startsWith('-----BEGIN AGE')) return 'OtherKind';
	if (!text.startsWith('age-encryption.org/')) return 'NotAge';
	return text.startsWith(`${VERSION}-> scrypt `) ? 'Damaged' : 'OtherKind';
}

/** Seal a stream under a passphrase, as it comes: 64 KiB at a time, never all of it in memory. */
export async function sealAge(
	passphrase: string,
	plain: ReadableStream<Uint8Array>,
	work: number = AGE_WORK,
): Promise<ReadableStream<Uint8Array>> {
	const { Encrypter } = await import('age-encryption');
	const encrypter = new Encrypter();
	encrypter.setPassphrase(passphrase);
	encrypter.setScryptWorkFactor(work);
	return encrypter.encrypt(plain);
}

/**
 * What is in a file whose header {@link readAgeHeader} has let through. The stream errors when what it brings is not what
 * was sealed, at the latest at its end: nothing of it counts before then.
 */
export async function openAge(
	passphrase: string,
	header: Bytes,
	file: ReadableStream<Uint8Array>,
): Promise<Result<ReadableStream<Uint8Array>, AgeError>> {
	const { Decrypter } = await import('age-encryption');
	const asker = new Decrypter();
	asker.addPassphrase(passphrase);
	let fileKey: Uint8Array;
	try {
		fileKey = await asker.decryptHeader(header);
	} catch {
		return failed({ type: 'WrongWords' });
	}
	const decrypter = new Decrypter();
	decrypter.addIdentity({ unwrapFileKey: () => fileKey });
	try {
		return ok(await decrypter.decrypt(file));
	} catch {
		return failed({ type: 'Damaged' });
	}
}
