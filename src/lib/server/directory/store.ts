/** One import, written beside the last one of its region and put in its place whole (`folders.ts`). */
import {
	createWriteStream,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip, deflateRawSync } from 'node:zlib';
import {
	BLOCK_SIZE,
	DIRECTORY_FORMAT,
	type DirectoryManifest,
	type PackFile,
	type Service,
} from '$protocol/directory';
import { NotDone } from '../command-line';
import { asideName, regionFolder, regionsFolder, SERVICES_FILE } from './folders';
import { madeFile, type MadeFile } from './pack/build';
import type { Rules } from './rules';
import { directoryWords } from './words';

export interface Dates {
	newest?: string;
	oldest?: string;
}
interface About {
	rules: Rules;
	zone: string | undefined;
	services: number;
	groups: number;
	organizations: number;
	imported: string;
	dates: Dates;
}

const asFile = ({ file, sha256, bytes }: MadeFile): PackFile => ({ file, sha256, bytes });
const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const codeOf = (error: unknown): unknown =>
	error instanceof Error && 'code' in error ? error.code : undefined;
/** A full disk is the operator's to know, in a sentence. */
const told = (error: unknown): unknown =>
	codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT'
		? new NotDone('There is no room left on the disk for this import. Nothing was changed.')
		: error;

const DAY = 86_400_000;
/** What imports left that were cut off. */
function clearLeft(folder: string): void {
	for (const name of readdirSync(folder)) {
		if (!name.startsWith('.importing-')) continue;
		const at = statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
		if (Date.now() - at > DAY) rmSync(join(folder, name), { recursive: true, force: true });
	}
}
/** Others that take the same place at the same moment. */
const MOST_TRIES = 20;

/** One import under way: nothing is seen of it until {@link finish}. */
export class RegionDraft {
	readonly #region: string;
	readonly #place: string;
	readonly #folder: string;
	readonly #gzip = createGzip({ level: 6 });
	readonly #regions: string;
	readonly #written: Promise<unknown>;

	constructor(data: string, region: string) {
		this.#region = region;
		this.#regions = regionsFolder(data);
		mkdirSync(this.#regions, { recursive: true, mode: 0o700 });
		this.#place = regionFolder(data, region);
		clearLeft(this.#regions);
		this.#folder = mkdtempSync(join(this.#regions, '.importing-'));
		const file = createWriteStream(join(this.#folder, SERVICES_FILE));
		this.#written = finished(file);
		// It is looked at where it is waited for.
		this.#written.catch(() => undefined);
		this.#gzip.pipe(file);
	}

	async add(service: Service): Promise<void> {
		if (this.#gzip.write(`${JSON.stringify(service)}\n`)) return;
		// A disk that is full never drains.
		await Promise.race([once(this.#gzip, 'drain'), this.#written]).catch((error: unknown) => {
			throw told(error);
		});
	}

	/** Writes the pack's files. @returns what a phone fetches in each language, bytes. */
	pack(made: { index: MadeFile; texts: MadeFile }, about: About): Record<string, number> {
		const write = (file: MadeFile) => {
			try {
				writeFileSync(join(this.#folder, file.file), file.content);
			} catch (error) {
				throw told(error);
			}
		};
		write(made.index);
		write(made.texts);
		const manifests: Record<string, PackFile> = {};
		const bytes: Record<string, number> = {};
		for (const words of directoryWords) {
			const { rules, zone, dates, ...counts } = about;
			const wordsFile = madeFile(deflateRawSync(json(words), { level: 9 }), 'words');
			write(wordsFile);
			const manifest: DirectoryManifest = {
				format: DIRECTORY_FORMAT,
				region: this.#region,
				name: rules.name ?? this.#region,
				language: words.language,
				sample: rules.sample ?? false,
				...(zone !== undefined && { zone }),
				...counts,
				...dates,
				...(rules.source && {
					source: JSON.parse(JSON.stringify(rules.source)) as NonNullable<DirectoryManifest['source']>,
				}),
				blockSize: BLOCK_SIZE,
				index: asFile(made.index),
				texts: asFile(made.texts),
				words: asFile(wordsFile),
			};
			const manifestFile = madeFile(json(manifest), 'json');
			write(manifestFile);
			manifests[words.language] = asFile(manifestFile);
			bytes[words.language] = made.index.bytes + made.texts.bytes + wordsFile.bytes + manifestFile.bytes;
		}
		writeFileSync(join(this.#folder, 'region.json'), json({ manifests }));
		return bytes;
	}

	/** Puts it in the place of the one before, which is there until then and comes back if this is cut off. */
	async finish(report: unknown): Promise<void> {
		try {
			this.#gzip.end();
			await this.#written;
			writeFileSync(join(this.#folder, 'report.json'), JSON.stringify(report));
		} catch (error) {
			throw told(error);
		}
		const aside = join(this.#regions, asideName(this.#region));
		for (let tries = 0; ; tries += 1) {
			try {
				renameSync(this.#place, aside);
			} catch (error) {
				if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTEMPTY') throw error;
			}
			try {
				renameSync(this.#folder, this.#place);
				break;
			} catch (error) {
				// Another import of the same region was quicker: the later one stays.
				const taken = codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST';
				if (!taken || tries >= MOST_TRIES) throw error;
				rmSync(aside, { recursive: true, force: true });
			}
		}
		for (const name of readdirSync(this.#regions))
			if (name.startsWith(`.was.${this.#region}.`))
				rmSync(join(this.#regions, name), { recursive: true, force: true });
	}

	discard(): void {
		this.#gzip.destroy();
		rmSync(this.#folder, { recursive: true, force: true });
	}
}
