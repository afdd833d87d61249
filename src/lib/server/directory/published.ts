/**
 * What phones may fetch, and what an operator sees of it. Publishing copies files under the names their bytes give them and then writes
 * a new index.json at once, so a phone sees the old list or the new one, and each leads to whole files.
 *
 * A file that no list leads to any more stays for an hour: a phone on a slow line is still fetching it. Then it is given out no more,
 * and the next publishing deletes it. What is removed is gone at once: somebody may have published a street.
 */
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
	catalogueSchema,
	DIRECTORY_FORMAT,
	type DirectoryCatalogue,
	type DirectoryManifest,
	type PackFile,
} from '$protocol/directory';
import * as z from 'zod';
import { NotDone } from '../command-line';
import {
	manifestsOf,
	PACK_FILE,
	publishedFolder,
	readManifest,
	regionFolder,
	regionsFolder,
} from './folders';
import { alone } from './lock';

export interface RegionState {
	manifest: DirectoryManifest;
	published: boolean;
	/** What was imported last is what is published. */
	current: boolean;
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
	const folder = regionsFolder(data);
	const names = existsSync(folder) ? readdirSync(folder) : [];
	// Also those that an import was changing when it was cut off.
	const ids = new Set(names.map((name) => /^\.was\.([a-z0-9-]+)\./.exec(name)?.[1] ?? name));
	const published = new Map(catalogueOf(data).regions.map((region) => [region.id, region]));
	return [...ids]
		.filter((id) => !id.startsWith('.'))
		.sort()
		.flatMap((id) => {
			const english = manifestsOf(data, id)?.['en'];
			const manifest =
				english === undefined ? null : readManifest(join(regionFolder(data, id), english.file));
			if (manifest === null) return [];
			const known = published.get(id);
			return [
				{
					manifest,
					published: known !== undefined,
					current: known?.manifests['en']?.sha256 === english?.sha256,
				},
			];
		});
}

const HOUR = 3_600_000;
const LEAVING = '.leaving.json';
const leavingSchema = z.record(z.string(), z.number());
/** Since when no list leads to a file. */
function leavingOf(data: string): Record<string, number> {
	try {
		return leavingSchema.parse(JSON.parse(readFileSync(join(publishedFolder(data), LEAVING), 'utf8')));
	} catch {
		return {};
	}
}
/** Whether a file may still be given out. */
export const isGivenOut = (data: string, name: string, now: number): boolean =>
	PACK_FILE.test(name) && now - (leavingOf(data)[name] ?? now) < HOUR;

function writeWhole(folder: string, name: string, value: unknown): void {
	const beside = join(folder, `.writing-${name}`);
	writeFileSync(beside, JSON.stringify(value));
	renameSync(beside, join(folder, name));
}

/** The files a manifest leads to. */
const partsOf = ({ index, texts, words }: DirectoryManifest): PackFile[] => [index, texts, words];

function writeCatalogue(data: string, catalogue: DirectoryCatalogue, now: number, atOnce: boolean): void {
	const folder = publishedFolder(data);
	const wanted = new Set<string>();
	for (const { manifests } of catalogue.regions)
		for (const { file } of Object.values(manifests)) {
			wanted.add(file);
			const manifest = readManifest(join(folder, file));
			for (const part of manifest === null ? [] : partsOf(manifest)) wanted.add(part.file);
		}
	const before = leavingOf(data);
	const [leaving, gone]: [Record<string, number>, string[]] = [{}, []];
	for (const name of readdirSync(folder)) {
		if (wanted.has(name)) continue;
		// What a command that was cut off has left.
		if (name.startsWith('.copying-')) gone.push(name);
		if (!PACK_FILE.test(name)) continue;
		const since = before[name] ?? now;
		if (atOnce || now - since >= HOUR) gone.push(name);
		else leaving[name] = since;
	}
	writeWhole(folder, 'index.json', catalogue);
	writeWhole(folder, LEAVING, leaving);
	for (const name of gone) rmSync(join(folder, name), { force: true });
}

/** @returns false when the file is not there any more: an import has just taken the region's place. */
function offer({ file, bytes }: PackFile, from: string, to: string): boolean {
	const known = statSync(join(to, file), { throwIfNoEntry: false });
	if (known?.size === bytes) return true;
	const beside = join(to, `.copying-${file}`);
	try {
		copyFileSync(join(from, file), beside);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
		rmSync(beside, { force: true });
		if (error instanceof Error && 'code' in error && error.code === 'ENOSPC')
			throw new NotDone('There is no room left on the disk. What was published before still is.');
		throw error;
	}
	renameSync(beside, join(to, file));
	return true;
}

/** Copies what the manifests lead to. @returns the English manifest, null when the region changed meanwhile. */
function offerAll(
	data: string,
	region: string,
	manifests: Record<string, PackFile>,
): DirectoryManifest | null {
	const [from, to] = [regionFolder(data, region), publishedFolder(data)];
	let english: DirectoryManifest | null = null;
	for (const [language, file] of Object.entries(manifests)) {
		const manifest = readManifest(join(from, file.file));
		if (manifest === null || ![...partsOf(manifest), file].every((part) => offer(part, from, to)))
			return null;
		if (language === 'en') english = manifest;
	}
	return english;
}

const MOST_TRIES = 5;

/**
 * Offers a region's last import to phones. The first real one takes samples off the list.
 * @returns null when there is no such region.
 */
export function publishRegion(data: string, region: string, now = Date.now()): DirectoryManifest | null {
	if (manifestsOf(data, region) === null) return null;
	const to = publishedFolder(data);
	mkdirSync(to, { recursive: true, mode: 0o700 });
	return alone(to, () => {
		for (let tries = 0; tries < MOST_TRIES; tries += 1) {
			const manifests = manifestsOf(data, region);
			const manifest = manifests === null ? null : offerAll(data, region, manifests);
			if (manifests === null || manifest === null) continue;
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
			const regions = [...others, entry].sort((one, other) => (one.id < other.id ? -1 : 1));
			writeCatalogue(data, { format: DIRECTORY_FORMAT, regions }, now, false);
			return manifest;
		}
		return null;
	});
}

/** Takes a region away from phones and from here. @returns false when there was none. */
export function removeRegion(data: string, region: string, now = Date.now()): boolean {
	const folder = publishedFolder(data);
	const was =
		existsSync(folder) &&
		alone(folder, () => {
			const catalogue = catalogueOf(data);
			const regions = catalogue.regions.filter(({ id }) => id !== region);
			if (regions.length === catalogue.regions.length) return false;
			writeCatalogue(data, { ...catalogue, regions }, now, true);
			return true;
		});
	const place = regionFolder(data, region);
	const had = existsSync(place);
	rmSync(place, { recursive: true, force: true });
	const all = regionsFolder(data);
	if (existsSync(all))
		for (const name of readdirSync(all))
			if (name.startsWith(`.was.${region}.`)) rmSync(join(all, name), { recursive: true, force: true });
	return was || had;
}
