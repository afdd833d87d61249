/** A zip of tables or JSON, read entry by entry, never unpacked to disk. */
import type { Readable } from 'node:stream';
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
			else reject(new NothingRead('This zip file cannot be read.'));
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
		zip.on('error', () => {
			reject(new NothingRead('This zip file is damaged.'));
		});
		zip.readEntry();
	});
	return { files: files.sort((one, other) => (one.name < other.name ? -1 : 1)), close: () => zip.close() };
}
