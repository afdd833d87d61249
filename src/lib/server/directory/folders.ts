/**
 * Where regions lie: `ROSEBAY_DATA/directory/`.
 *
 *     regions/<id>/        what was imported last: the pack's files, `services.ndjson.gz` (for the export; redacted like the pack),
 *                          `report.json`, `region.json`
 *     published/           what phones may fetch: the files of all published regions, and `index.json`
 *
 * An import writes beside (`.importing-…`) and is moved into place whole; the one before steps aside (`.was.<id>.…`) for that moment,
 * and comes back when nothing took its place.
 */
import { existsSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { manifestSchema, type DirectoryManifest, type PackFile } from '$protocol/directory';
import * as z from 'zod';

export const SERVICES_FILE = 'services.ndjson.gz';
/** Files of a pack; nothing else is ever given out. */
export const PACK_FILE = /^[0-9a-f]{64}\.(?:index|texts|words|json)$/;

export const directoryFolder = (data: string): string => join(data, 'directory');
export const regionsFolder = (data: string): string => join(directoryFolder(data), 'regions');
export const publishedFolder = (data: string): string => join(directoryFolder(data), 'published');

/** What steps aside is named so. */
export const asideName = (region: string): string =>
	`.was.${region}.${process.pid.toString(36)}${Date.now().toString(36)}`;

/** A region's folder; an import that was cut off while it changed places leaves the one before, which is put back. */
export function regionFolder(data: string, region: string): string {
	const [all, folder] = [regionsFolder(data), join(regionsFolder(data), region)];
	if (existsSync(folder) || !existsSync(all)) return folder;
	const [aside] = readdirSync(all)
		.filter((name) => name.startsWith(`.was.${region}.`))
		.map((name) => ({ name, at: statSync(join(all, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
		.sort((one, other) => other.at - one.at);
	if (aside === undefined) return folder;
	try {
		renameSync(join(all, aside.name), folder);
	} catch {
		// Another import has just taken the place.
	}
	return folder;
}

const regionSchema = z.strictObject({
	manifests: z.record(
		z.string(),
		z.strictObject({ file: z.string(), sha256: z.string(), bytes: z.number() }),
	),
});

/** @returns null when there is none, or it is none */
export function readManifest(path: string): DirectoryManifest | null {
	try {
		return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
	} catch {
		return null;
	}
}

/** The manifests of a region's last import, by language; null when there is no such region. */
export function manifestsOf(data: string, region: string): Record<string, PackFile> | null {
	try {
		return regionSchema.parse(
			JSON.parse(readFileSync(join(regionFolder(data, region), 'region.json'), 'utf8')),
		).manifests;
	} catch {
		return null;
	}
}
