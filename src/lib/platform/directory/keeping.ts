/**
 * A region's directory on her phone. Which region it is, and the key, stand in the vault alone; the files lie outside it, sealed
 * under that key, padded, under a random name: a region says where she is, and an open file would say it to whoever
 * looks at the disk.
 */
import * as z from 'zod/mini';
import {
	base64urlToBytes,
	bytesToBase64url,
	bytesToKey,
	concatBytes,
	KEY_BYTES,
	open,
	randomBytes,
	randomId,
	seal,
	sha256,
	utf8,
} from '$platform/crypto';
import {
	fetchRegion,
	type PackUnavailable,
	type RegionEntry,
	type RegionFiles,
	type Watching,
} from '$platform/packs/directory-pack';
import { dropParcel, dropParcels, parcel, putParcel } from '$platform/packs/parcels';
import { manifestSchema, type DirectoryManifest } from '$protocol/directory';
import { failed, ok, type Result } from '$protocol/result';

/** What the vault keeps of it. */
export const keptRegionSchema = z.object({
	v: z.literal(1),
	manifest: manifestSchema,
	/** The manifest's own name, which is another when there is a newer one. */
	file: z.string(),
	parcel: z.string(),
	/** How many bytes of it are words. */
	words: z.number(),
	key: z.string(),
});
export type KeptRegion = z.infer<typeof keptRegionSchema>;

/** `NotKept`: there is no room for it on this phone. `Stopped`: she stopped it. */
export interface NotBrought {
	type: 'PackUnavailable' | 'NotKept' | 'Stopped';
}

const LEAST_STEP = 65_536;
/** A length that many regions share: within an eighth of the true one. */
export function paddedLength(length: number): number {
	const step = Math.max(LEAST_STEP, 2 ** Math.floor(Math.log2(length)) / 8);
	return Math.ceil(length / step) * step;
}

/** A file is named by the SHA-256 of its bytes, in hexadecimal. */
export async function hasName(bytes: Uint8Array, name: string): Promise<boolean> {
	const hash = await sha256(bytes);
	return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('') === name;
}

/** As they are kept, and as they go to the worker: reading them takes longer than a page should. */
const written = (words: RegionFiles['words']) => utf8(JSON.stringify(words));
const bound = (name: string) => utf8(`rosebay/parcel/1 ${name}`);

async function keep({ manifest, file, words, index, texts }: RegionFiles): Promise<KeptRegion | null> {
	const [name, key] = [randomId(), randomBytes(KEY_BYTES)];
	const said = written(words);
	const length = index.length + texts.length + said.length;
	const padding = new Uint8Array(paddedLength(length) - length);
	const sealed = await seal(bytesToKey(key), concatBytes(index, texts, said, padding), bound(name));
	const kept = await putParcel(name, sealed);
	return kept ? { v: 1, manifest, file, parcel: name, words: said.length, key: bytesToBase64url(key) } : null;
}

/**
 * Fetches all of a region and keeps it sealed. The caller puts what it returns into the vault. Whatever goes wrong on the way,
 * nothing of it stays.
 */
export async function bringRegion(
	entry: RegionEntry,
	watching: Watching = {},
): Promise<Result<KeptRegion, NotBrought>> {
	const stopped = failed<NotBrought>({ type: 'Stopped' });
	const files = await fetchRegion(entry, hasName, watching);
	if (watching.signal?.aborted) return stopped;
	if (!files.ok) return files;
	const kept = await keep(files.value);
	if (kept === null) return failed({ type: 'NotKept' });
	if (!watching.signal?.aborted) return ok(kept);
	await letGo(kept);
	return stopped;
}

export interface OpenedRegion {
	index: Uint8Array<ArrayBuffer>;
	texts: Uint8Array<ArrayBuffer>;
	/** Every language's, as JSON. */
	words: Uint8Array<ArrayBuffer>;
}

export interface FetchedRegion {
	manifest: DirectoryManifest;
	files: OpenedRegion;
}

/**
 * Fetches all of a region and keeps nothing of it: for a professional's own machine, where which region it is says nothing of
 * anybody. It is gone with the page.
 */
export async function fetchOpened(entry: RegionEntry): Promise<Result<FetchedRegion, PackUnavailable>> {
	const fetched = await fetchRegion(entry, hasName);
	if (!fetched.ok) return fetched;
	const { manifest, index, texts, words } = fetched.value;
	return ok({ manifest, files: { index, texts, words: written(words) } });
}

/** A region kept here; `null` when its files are not on this phone any more. */
export async function openRegion(kept: KeptRegion): Promise<OpenedRegion | null> {
	const [sealed, key] = [await parcel(kept.parcel), base64urlToBytes(kept.key)];
	if (sealed === null || key?.length !== KEY_BYTES) return null;
	const files = await open(bytesToKey(key), sealed, bound(kept.parcel));
	const texts = kept.manifest.index.bytes;
	const words = texts + kept.manifest.texts.bytes;
	if (files === null || files.length < words + kept.words) return null;
	return {
		index: files.subarray(0, texts),
		texts: files.subarray(texts, words),
		words: files.subarray(words, words + kept.words),
	};
}

/** Its files go from this phone. */
export const letGo = (kept: KeptRegion): Promise<void> => dropParcel(kept.parcel);
export const letAllGo = dropParcels;
