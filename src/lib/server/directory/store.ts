/**
 * Where regions lie: `ROSEBAY_DATA/directory/`.
 *
 *     regions/<id>/        what was imported last: the pack's files, `services.ndjson.gz` (for the export; redacted like the pack),
 *                          `report.json`, `region.json`
 *     published/           what phones may fetch: the files of all published regions, and `index.json`
 *
 * An import writes beside and is moved into place whole. Publishing copies files and then writes a new index.json at once.
 */
import {
	copyFileSync,
	createWriteStream,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { createGzip } from 'node:zlib';
import {
	BLOCK_SIZE,
	catalogueSchema,
	DIRECTORY_FORMAT,
	manifestSchema,
	type DirectoryCatalogue,
	type DirectoryManifest,
	type PackFile,
	type Service,
} from '$protocol/directory';
import * as z from 'zod';
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

export const SERVICES_FILE = 'services.ndjson.gz';
const root = (data: string): string => join(data, 'directory');
export const regionFolder = (data: string, region: string): string => join(root(data), 'regions', region);
export const publishedFolder = (data: string): string => join(root(data), 'published');

const regionSchema = z.strictObject({
	manifests: z.record(
		z.string(),
		z.strictObject({ file: z.string(), sha256: z.string(), bytes: z.number() }),
	),
});

const asFile = ({ file, sha256, bytes }: MadeFile): PackFile => ({ file, sha256, bytes });
const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** One import under way: nothing is seen of it until {@link finish}. */
export class RegionDraft {
	readonly #region: string;
	readonly #place: string;
	readonly #folder: string;
	readonly #gzip = createGzip({ level: 6 });
	readonly #written: Promise<unknown>;

	constructor(data: string, region: string) {
		this.#region = region;
		this.#place = regionFolder(data, region);
		mkdirSync(join(root(data), 'regions'), { recursive: true, mode: 0o700 });
		this.#folder = mkdtempSync(join(root(data), 'regions', '.importing-'));
		const file = createWriteStream(join(this.#folder, SERVICES_FILE));
		this.#written = once(file, 'close');
		this.#gzip.pipe(file);
	}

	async add(service: Service): Promise<void> {
		if (!this.#gzip.write(`${JSON.stringify(service)}\n`)) await once(this.#gzip, 'drain');
	}

	/** Writes the pack's files. @returns what a phone fetches in each language, bytes. */
	pack(made: { index: MadeFile; texts: MadeFile }, about: About): Record<string, number> {
		const write = (file: MadeFile) => {
			writeFileSync(join(this.#folder, file.file), file.content);
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

	async finish(report: unknown): Promise<void> {
		this.#gzip.end();
		await this.#written;
		writeFileSync(join(this.#folder, 'report.json'), JSON.stringify(report));
		rmSync(this.#place, { recursive: true, force: true });
		renameSync(this.#folder, this.#place);
	}

	discard(): void {
		this.#gzip.destroy();
		rmSync(this.#folder, { recursive: true, force: true });
	}
}

export interface RegionState {
	manifest: DirectoryManifest;
	published: boolean;
	/** What was imported last is what is published. */
	current: boolean;
}

const readManifest = (path: string): DirectoryManifest | null => {
	try {
		return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
	} catch {
		return null;
	}
};

function manifestsOf(data: string, region: string): Record<string, PackFile> | null {
	try {
		return regionSchema.parse(
			JSON.parse(readFileSync(join(regionFolder(data, region), 'region.json'), 'utf8')),
		).manifests;
	} catch {
		return null;
	}
}

/** What phones see; empty when nothing was ever published. */
export function catalogueOf(data: string): DirectoryCatalogue {
	try {
		return catalogueSchema.parse(JSON.parse(readFileSync(join(publishedFolder(data), 'index.json'), 'utf8')));
	} catch {
		return { format: DIRECTORY_FORMAT, regions: [] };
	}
}

/** Every imported region, and whether it is published as it is. */
export function listRegions(data: string): RegionState[] {
	const folder = join(root(data), 'regions');
	const names = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
	const published = new Map(catalogueOf(data).regions.map((region) => [region.id, region]));
	return names.sort().flatMap((name) => {
		const manifests = manifestsOf(data, name);
		const english = manifests?.['en'];
		const manifest = english === undefined ? null : readManifest(join(folder, name, english.file));
		if (manifest === null) return [];
		const known = published.get(name);
		return [
			{
				manifest,
				published: known !== undefined,
				current: known?.manifests['en']?.sha256 === english?.sha256,
			},
		];
	});
}

function writeCatalogue(data: string, catalogue: DirectoryCatalogue): void {
	const folder = publishedFolder(data);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const beside = join(folder, '.index.json');
	writeFileSync(beside, JSON.stringify(catalogue));
	renameSync(beside, join(folder, 'index.json'));
	// Files of no region any more. A phone in the middle of fetching one begins anew.
	const wanted = new Set<string>(['index.json']);
	for (const { manifests } of catalogue.regions)
		for (const { file } of Object.values(manifests)) {
			wanted.add(file);
			const manifest = readManifest(join(folder, file));
			for (const part of manifest === null ? [] : [manifest.index, manifest.texts, manifest.words])
				wanted.add(part.file);
		}
	for (const name of readdirSync(folder)) if (!wanted.has(name)) rmSync(join(folder, name));
}

/**
 * Offers a region's last import to phones. The first real one takes samples off the list.
 * @returns null when there is no such region.
 */
export function publishRegion(data: string, region: string): DirectoryManifest | null {
	const manifests = manifestsOf(data, region);
	const state = listRegions(data).find(({ manifest }) => manifest.region === region);
	if (manifests === null || state === undefined) return null;
	const [from, to] = [regionFolder(data, region), publishedFolder(data)];
	mkdirSync(to, { recursive: true, mode: 0o700 });
	for (const name of readdirSync(from))
		if (/^[0-9a-f]{64}\.(?:index|texts|words|json)$/.test(name))
			copyFileSync(join(from, name), join(to, name));
	const { manifest } = state;
	// Nobody who needs help should find a made-up place beside real ones.
	const others = catalogueOf(data).regions.filter(
		({ id, sample }) => id !== region && (manifest.sample || !sample),
	);
	const entry: DirectoryCatalogue['regions'][number] = {
		id: region,
		name: manifest.name,
		sample: manifest.sample,
		services: manifest.services,
		groups: manifest.groups,
		imported: manifest.imported,
		manifests,
		bytes: manifest.index.bytes + manifest.texts.bytes + manifest.words.bytes,
	};
	writeCatalogue(data, {
		format: DIRECTORY_FORMAT,
		regions: [...others, entry].sort((one, other) => (one.id < other.id ? -1 : 1)),
	});
	return manifest;
}

/** Takes a region away from phones and from here. @returns false when there was none. */
export function removeRegion(data: string, region: string): boolean {
	const catalogue = catalogueOf(data);
	const left = catalogue.regions.filter(({ id }) => id !== region);
	const was = left.length < catalogue.regions.length;
	if (was) writeCatalogue(data, { ...catalogue, regions: left });
	const folder = regionFolder(data, region);
	const had = existsSync(folder);
	rmSync(folder, { recursive: true, force: true });
	return was || had;
}
