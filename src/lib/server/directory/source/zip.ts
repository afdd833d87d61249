/** A zip of tables or JSON, read entry by entry, never unpacked to disk. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { NothingRead } from '../problems';
import type { SourceFile } from './text';

const MOST_ENTRIES = 20_000;
/** A bomb says so in its table of contents; yauzl holds it to what it says there. */
const MOST_BYTES = 4 * 1_024 ** 3;

/** @throws {NothingRead} when it is no zip, or would be too much. */
export async function openZip(path: string): Promise<{ files: SourceFile[]; close: () => void }> {
	const zip = await new Promise<yauzl.ZipFile>((resolve, reject) => {
		yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, opened) => {
			if (error === null) resolve(opened);
			else
				reject(new NothingRead('This zip file cannot be read. Is it whole? Ask for it again, or unpack it.'));
		});
	});
	const open = (entry: yauzl.Entry) => (): Promise<Readable> =>
		new Promise((resolve, reject) => {
			zip.openReadStream(entry, (error, stream) => {
				if (error === null) resolve(stream);
				else reject(error);
			});
		});
	const files: SourceFile[] = [];
	let bytes = 0;
	await new Promise<void>((resolve, reject) => {
		zip.on('entry', (entry: yauzl.Entry) => {
			bytes += entry.uncompressedSize;
			if (files.length >= MOST_ENTRIES || bytes > MOST_BYTES) {
				reject(new NothingRead('This zip file would be too large when unpacked.'));
				return;
			}
			if (!entry.fileName.endsWith('/')) files.push({ name: entry.fileName, open: open(entry) });
			zip.readEntry();
		});
		zip.on('end', resolve);
		zip.on('error', (error: Error) => {
			// Names that lead out of the zip are no names of an export.
			const leads = /relative path|absolute path|invalid characters/i.test(error.message);
			reject(
				new NothingRead(
					leads
						? 'This zip file names a file outside of itself; it was not read.'
						: 'This zip file is damaged. Unpack it and import the folder, or ask for it again.',
				),
			);
		});
		zip.readEntry();
	});
	return { files: files.sort((one, other) => (one.name < other.name ? -1 : 1)), close: () => zip.close() };
}

const MOST_INNER_BYTES = 1_024 ** 3;

/**
 * A zip that stands in another, or in a folder; unpacked as one file, which goes when it is closed.
 * @throws {NothingRead} as {@link openZip}
 */
export async function unpackedZip(file: SourceFile): Promise<{ files: SourceFile[]; close: () => void }> {
	const folder = await mkdtemp(join(tmpdir(), 'rosebay-zip-'));
	const gone = () => void rm(folder, { recursive: true, force: true });
	try {
		const path = join(folder, 'inner.zip');
		let bytes = 0;
		await pipeline(
			await file.open(),
			async function* (chunks: AsyncIterable<Uint8Array>) {
				for await (const chunk of chunks) {
					bytes += chunk.length;
					if (bytes > MOST_INNER_BYTES)
						throw new NothingRead('The zip file inside would be too large when unpacked.');
					yield chunk;
				}
			},
			createWriteStream(path, { mode: 0o600 }),
		);
		const { files, close } = await openZip(path);
		return {
			files,
			close: () => {
				close();
				gone();
			},
		};
	} catch (error) {
		gone();
		throw error;
	}
}
