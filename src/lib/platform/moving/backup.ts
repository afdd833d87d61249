/** Sealing everything into one age file, and opening one again. No screens, no names of files, no relay. */
import {
	AGE_HEADER_BYTES,
	AGE_WORK,
	normaliseSecret,
	openAge,
	readAgeHeader,
	sealAge,
	type AgeError,
} from '$platform/crypto';
import type { Content } from '$platform/vault';
import { failed, ok, type Result } from '$protocol/result';
import { toCopy } from './contents';
import type { BackupError, FileError } from './contract';
import { contentToStream, LARGEST, streamToContent, type BackupContent, type FormatError } from './format';

/** Room for age's own bytes: a header, a nonce, a tag for each 64 KiB. */
const LARGEST_FILE = LARGEST + 64 * 1024;

/** What of a vault may leave this phone, in whatever way it goes. */
export const toLeave = ({ schema, records }: Content, now: Date): BackupContent => ({
	schema,
	madeOn: localDay(now),
	records: toCopy(records),
});

/** @param words in any spelling {@link normaliseSecret} folds together: capitals, accents, kinds of alef, blanks */
export async function sealBackup(
	content: Content,
	words: string,
	{ now = new Date(), work = AGE_WORK }: { now?: Date; work?: number } = {},
): Promise<Result<Blob, BackupError>> {
	try {
		const inside = contentToStream(toLeave(content, now));
		return ok(await toBlob(await sealAge(normaliseSecret(words), inside, work)));
	} catch (error) {
		if (error instanceof RangeError) return failed({ type: 'TooMuch' });
		throw error;
	}
}

const two = (number: number) => String(number).padStart(2, '0');
const localDay = (now: Date) =>
	`${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;

async function toBlob(stream: ReadableStream<Uint8Array>): Promise<Blob> {
	const parts: BlobPart[] = [];
	const reader = stream.getReader();
	for (let part = await reader.read(); !part.done; part = await reader.read())
		parts.push(new Uint8Array(part.value));
	return new Blob(parts, { type: 'application/octet-stream' });
}

/** The file's header, when it is a file that may be opened here. */
export async function lookAt(file: Blob): Promise<Result<Uint8Array<ArrayBuffer>, FileError>> {
	if (file.size > LARGEST_FILE) return failed({ type: 'TooLarge' });
	let start: Uint8Array;
	try {
		start = new Uint8Array(await file.slice(0, AGE_HEADER_BYTES).arrayBuffer());
	} catch {
		return failed({ type: 'Unreadable' });
	}
	const header = readAgeHeader(start, file.size);
	return header.ok ? header : failed(ageToFileError(header.error));
}

/** @param schema the newest shapes of records known here */
export async function openBackup(
	file: Blob,
	words: string,
	schema: number,
): Promise<Result<BackupContent, FileError>> {
	const header = await lookAt(file);
	if (!header.ok) return header;
	const plain = await openAge(normaliseSecret(words), header.value, file.stream());
	if (!plain.ok) return failed(ageToFileError(plain.error));
	try {
		const content = await streamToContent(plain.value, schema);
		if (!content.ok) return failed(formatToFileError(content.error));
		// Whatever somebody may have put into it, a channel's state is not taken in either.
		return ok({ ...content.value, records: toCopy(content.value.records) });
	} catch {
		// age found a chunk that is not what was sealed, or the file ended early.
		return failed({ type: 'Damaged' });
	}
}

const ageToFileError = ({ type }: AgeError): FileError => ({ type: type === 'NotAge' ? 'NotABackup' : type });
const formatToFileError = ({ type }: FormatError): FileError => ({
	type: type === 'NotOurs' ? 'NotABackup' : type,
});
