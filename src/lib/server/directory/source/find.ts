/**
 * What is at the path: a folder, a zip, or one file; and which of its files are to be read. Two exports side by side are
 * not mixed: their ids mean different things.
 */
import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { NothingRead } from '../problems';
import { looseTableOf, tableOf, type Table } from '../tables';
import type { SourceFile } from './text';
import { openZip, unpackedZip } from './zip';

export const RULES_FILE = 'rosebay-rules.json';
const CSV = new Set(['.csv', '.tsv', '.txt']);
const JSONS = new Set(['.json', '.ndjson', '.jsonl']);
const MOST_FILES = 200_000;

export interface Found {
	csv: SourceFile[];
	json: SourceFile[];
	/** Files that are neither, or not part of the data, by name. */
	other: string[];
	rules: SourceFile | null;
	datapackage: SourceFile | null;
	close: () => void;
}

const fileAt = (path: string, name: string): SourceFile => ({
	name,
	open: () => Promise.resolve(createReadStream(path, { highWaterMark: 256 * 1_024 })),
});

async function filesBelow(folder: string): Promise<{ files: SourceFile[]; links: string[] }> {
	const found: SourceFile[] = [];
	const links: string[] = [];
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	if (entries.length > MOST_FILES)
		throw new NothingRead('This folder holds too many files to be one directory.');
	for (const entry of entries) {
		// A link could lead anywhere on this machine.
		const path = join(entry.parentPath, entry.name);
		const name = relative(folder, path).replaceAll('\\', '/');
		if (entry.isSymbolicLink()) links.push(`${name} (a link, not followed)`);
		if (entry.isFile()) found.push(fileAt(path, name));
	}
	return { files: found.sort((one, other) => (one.name < other.name ? -1 : 1)), links };
}

/** Left by archivers and editors. */
const isLitter = (name: string): boolean => /(^|\/)(__MACOSX\/|\._|\.DS_Store$|~\$|\.git\/)/.test(name);

/** The one folder whose tables are read: the highest that has a table of services. */
function oneSet(csv: SourceFile[]): SourceFile[] {
	const foldersWith = (tableIn: (file: string) => Table | null) =>
		new Set(
			csv.filter(({ name }) => tableIn(basename(name)) === 'services').map(({ name }) => dirname(name)),
		);
	let folders = foldersWith(tableOf);
	if (folders.size === 0) folders = foldersWith(looseTableOf);
	if (folders.size === 0) return csv;
	const depth = (folder: string) => (folder === '.' ? 0 : folder.split('/').length);
	const [highest = '.', another] = [...folders].sort((one, other) => depth(one) - depth(other));
	if (another !== undefined && depth(another) === depth(highest))
		throw new NothingRead(
			`There are several data sets here: ${[...folders].sort().slice(0, 6).join(', ')}. Name one of them.`,
		);
	return csv.filter(({ name }) => dirname(name) === highest);
}

/** @throws {NothingRead} when there is nothing there, or not one thing. */
export async function findSources(path: string): Promise<Found> {
	const real = await realpath(path).catch(() => {
		throw new NothingRead(`There is nothing at ${path}.`);
	});
	const about = await stat(real);
	let [files, links, close]: [SourceFile[], string[], () => void] = [[], [], () => {}];
	if (about.isDirectory()) ({ files, links } = await filesBelow(real));
	else if (!about.isFile()) throw new NothingRead('This is neither a file nor a folder.');
	else if (extname(real).toLowerCase() === '.zip') ({ files, close } = await openZip(real));
	else if (basename(real) === 'datapackage.json') ({ files, links } = await filesBelow(dirname(real)));
	else files = [fileAt(real, basename(real))];

	const inner = files.filter(({ name }) => /\.zip$/i.test(name) && !isLitter(name));
	const readable = files.some(
		({ name }) =>
			(CSV.has(extname(name).toLowerCase()) || JSONS.has(extname(name).toLowerCase())) && !isLitter(name),
	);
	// An export that somebody put into a folder, or zipped once more, as it was.
	if (!readable && inner[0] !== undefined && inner.length === 1) {
		const outer = close;
		const unpacked = await unpackedZip(inner[0]).finally(outer);
		({ files, close } = unpacked);
	}
	const found: Found = { csv: [], json: [], other: links, rules: null, datapackage: null, close };
	for (const file of files) {
		const name = basename(file.name);
		const kind = extname(name).toLowerCase();
		if (isLitter(file.name)) continue;
		if (name === RULES_FILE) found.rules = file;
		else if (name === 'datapackage.json') found.datapackage ??= file;
		else if (CSV.has(kind)) found.csv.push(file);
		else if (JSONS.has(kind)) found.json.push(file);
		else found.other.push(file.name);
	}
	found.csv = oneSet(found.csv);
	return found;
}
