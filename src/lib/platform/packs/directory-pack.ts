/**
 * Directories of services, as the server publishes them: a list of regions, and a region's files whole. A side door of its own,
 * because the first screen needs none of it. Asked for with `no-store`: what a browser keeps by itself it keeps in the
 * open, under the address, and a region says where she is. What is searched is never asked of anybody.
 */
import {
	catalogueSchema,
	DIRECTORY_PATH,
	manifestSchema,
	wordsSchema,
	type DirectoryCatalogue,
	type DirectoryManifest,
	type DirectoryWords,
	type PackFile,
} from '$protocol/directory';
import { inflated, MOST_WORDS_BYTES } from '$protocol/directory-inflate';
import { failed, ok, type Result } from '$protocol/result';
import type { PackUnavailable } from './cache';

export type { PackUnavailable };
export type RegionEntry = DirectoryCatalogue['regions'][number];

export interface RegionFiles {
	manifest: DirectoryManifest;
	/** The manifest's SHA-256. */
	file: string;
	index: Uint8Array<ArrayBuffer>;
	texts: Uint8Array<ArrayBuffer>;
	/** Every language's, so that another language needs no network. */
	words: DirectoryWords[];
}

const unavailable = failed<PackUnavailable>({ type: 'PackUnavailable' });

/** What may take long can be watched, and stopped. */
export interface Watching {
	signal?: AbortSignal;
	/** Called with how many bytes have just come. */
	onbytes?: (bytes: number) => void;
}

async function fetched(file: string, signal?: AbortSignal): Promise<Response> {
	const response = await fetch(DIRECTORY_PATH + file, {
		...{ cache: 'no-store', credentials: 'omit' },
		...(signal && { signal }),
	});
	if (!response.ok) throw new Error('Not there');
	return response;
}

/** Whether a file has the SHA-256 that it is named by; what counts hashes is not this room's to use. */
export type HasName = (bytes: Uint8Array, sha256: string) => Promise<boolean>;

async function bytesOf(
	{ file, bytes, sha256 }: PackFile,
	hasName: HasName,
	{ signal, onbytes }: Watching,
): Promise<Uint8Array<ArrayBuffer>> {
	const { body } = await fetched(file, signal);
	const all = new Uint8Array(bytes);
	let at = 0;
	if (!body) throw new Error('Not there');
	const reader = body.getReader();
	for (let part = await reader.read(); !part.done; part = await reader.read()) {
		const { value } = part;
		// More than the list said would come is another file.
		if (at + value.length > bytes) throw new Error('Another file');
		all.set(value, at);
		at += value.length;
		onbytes?.(value.length);
	}
	if (at !== bytes || !(await hasName(all, sha256))) throw new Error('Another file');
	return all;
}

/** Small things only: a region's index is opened where it is searched. */
async function wordsOf(bytes: Uint8Array<ArrayBuffer>): Promise<DirectoryWords> {
	const text = await inflated(bytes, MOST_WORDS_BYTES);
	return wordsSchema.parse(text && JSON.parse(new TextDecoder().decode(text)));
}

/** Which regions there are. The same question from everyone. */
export async function loadCatalogue(): Promise<Result<DirectoryCatalogue, PackUnavailable>> {
	try {
		const read = catalogueSchema.safeParse(await (await fetched('index.json')).json());
		return read.success ? ok(read.data) : unavailable;
	} catch {
		return unavailable;
	}
}

/** Everything of one region, at once; nothing of it where a file is another than its name says. */
export async function fetchRegion(
	{ manifests }: RegionEntry,
	hasName: HasName,
	watching: Watching = {},
): Promise<Result<RegionFiles, PackUnavailable>> {
	try {
		const all = await Promise.all(
			Object.values(manifests).map(async (each) =>
				manifestSchema.parse(JSON.parse(new TextDecoder().decode(await bytesOf(each, hasName, watching)))),
			),
		);
		const [manifest] = all;
		const file = manifest && manifests[manifest.language]?.sha256;
		if (!manifest || file === undefined) return unavailable;
		const words = await Promise.all(
			all.map(async (one) => wordsOf(await bytesOf(one.words, hasName, watching))),
		);
		const [index, texts] = await Promise.all([
			bytesOf(manifest.index, hasName, watching),
			bytesOf(manifest.texts, hasName, watching),
		]);
		return ok({ manifest, file, index, texts, words });
	} catch {
		return unavailable;
	}
}
