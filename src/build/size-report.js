// At the end of every build: what a slow phone must fetch before the first screen, and all it keeps for offline use, in
// brotli KB beside their budgets. Only the first fails the build, and only when it is more than a tenth over: people on
// prepaid data pay for the second too, but the first decides whether they get to see anything at all.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** Scripts before the first usable screen, KB. */
const FIRST_SCRIPT_KB = 60;
/**
 * Everything kept offline, with one language, KB; what only desks use is not among it. Her calendar is, with what follows
 * series, knows clock changes and reads files (80 KB of libraries); the player of modules with every block, and the look at what
 * others pass on (90 KB); thirteen exercises and thirteen lessons in her language (40 KB), their rooms, her plan, her safety
 * plan, her papers and her own pictures (60 KB); finding groups and services, without the lists themselves (36 KB). All of it is for places without a network.
 */
const KEPT_KB = 810;
const TOLERANCE = 1.1;
/** What the first screen loads on its own account once the page runs; the page's own needs are read from its HTML. */
const FIRST_SCREENS = [/^src\/lib\/features\/welcome\/First\.svelte$/];

const client = join('build', 'client');
const prerendered = join('build', 'prerendered');
/** @type {Record<string, { file: string, src?: string, imports?: string[], css?: string[] }>} */
const manifest = JSON.parse(readFileSync('.svelte-kit/output/client/.vite/manifest.json', 'utf8'));

const sizes = new Map();
/** Brotli KB of a built file; what the server has compressed already is not compressed again. */
const sizeOf = (/** @type {string} */ path) => {
	if (!sizes.has(path)) {
		const bytes = existsSync(`${path}.br`)
			? readFileSync(`${path}.br`)
			: brotliCompressSync(readFileSync(path));
		sizes.set(path, bytes.length / 1_024);
	}
	return sizes.get(path);
};
const sum = (/** @type {Iterable<string>} */ paths) =>
	[...paths].reduce((total, path) => total + sizeOf(path), 0);

const allFiles = (/** @type {string} */ folder) =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !/\.(br|gz|map)$/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => !relative(folder, path).startsWith(`.vite${sep}`));

/** Adds a file and all it imports before it can run. */
const withImports = (/** @type {string} */ file, /** @type {Set<string>} */ found) => {
	if (found.has(file)) return;
	found.add(file);
	const chunk = Object.values(manifest).find((each) => each.file === file);
	for (const css of chunk?.css ?? []) found.add(css);
	for (const key of chunk?.imports ?? []) withImports(manifest[key]?.file ?? key, found);
};

const page = join(prerendered, 'index.html');
/** @type {Set<string>} */
const first = new Set();
for (const [, path] of readFileSync(page, 'utf8').matchAll(/["'(]\/(_app\/[^"')]+\.(?:js|css))["')]/g)) {
	if (path !== undefined) withImports(path, first);
}
for (const { src, file } of Object.values(manifest)) {
	if (src !== undefined && FIRST_SCREENS.some((screen) => screen.test(src))) withImports(file, first);
}
const firstFiles = [...first].map((path) => join(client, path)).filter((path) => existsSync(path));
const firstScript = sum(firstFiles.filter((path) => path.endsWith('.js')));
const firstOther = sum(firstFiles.filter((path) => !path.endsWith('.js'))) + sizeOf(page);

const inPack = (/** @type {string} */ kind) => (/** @type {string} */ path) =>
	path.includes(`${sep}packs${sep}${kind}${sep}`);
const isLanguage = inPack('lang');
const isContent = inPack('content');
const isPack = (/** @type {string} */ path) => isLanguage(path) || isContent(path);
/** As the service worker has it: fetched by the browser when it installs, and only then. */
const forInstalling = (/** @type {string} */ path) =>
	/^(looks\/|icons\/.+\.png$)/.test(relative(client, path).replaceAll(sep, '/'));
/** Kept where a desk was opened, not on her phone (src/build/desk-files.js). @type {string[]} */
const desk = JSON.parse(readFileSync('.svelte-kit/output/client/.vite/desk-files.json', 'utf8'));
const forDesks = new Set(desk.map((file) => join(client, file)));
const clientFiles = allFiles(client).filter((path) => !forInstalling(path) && !forDesks.has(path));
const largest = (/** @type {(path: string) => boolean} */ of) =>
	Math.max(0, ...clientFiles.filter(of).map(sizeOf));
const largestLanguage = largest(isLanguage);
const largestContent = largest(isContent);
const kept =
	sum(clientFiles.filter((path) => !isPack(path))) +
	sum(allFiles(prerendered).filter((path) => !/[/\\](?:caseworker|mentor)\.html$/.test(path))) +
	largestLanguage +
	largestContent;

const line = (/** @type {string} */ what, /** @type {number} */ kb, /** @type {number} */ budget) =>
	`${what.padEnd(34)}${kb.toFixed(1).padStart(7)} KB  of ${String(budget).padStart(3)}${kb > budget ? '  OVER' : ''}`;
console.log(`\n${line('first screen, scripts', firstScript, FIRST_SCRIPT_KB)}`);
console.log(`${'first screen, page and styles'.padEnd(34)}${firstOther.toFixed(1).padStart(7)} KB`);
console.log(`${'one language (the largest)'.padEnd(34)}${largestLanguage.toFixed(1).padStart(7)} KB`);
console.log(`${'its exercises and lessons'.padEnd(34)}${largestContent.toFixed(1).padStart(7)} KB`);
console.log(line('all kept offline, one language', kept, KEPT_KB));
console.log(`${'besides, where a desk is opened'.padEnd(34)}${sum(forDesks).toFixed(1).padStart(7)} KB`);
if (process.argv.includes('--files')) {
	for (const path of firstFiles)
		console.log(`  first  ${sizeOf(path).toFixed(1).padStart(6)}  ${relative(client, path)}`);
	for (const path of clientFiles.filter((each) => !isPack(each)).sort((a, b) => sizeOf(b) - sizeOf(a)))
		console.log(`  kept   ${sizeOf(path).toFixed(1).padStart(6)}  ${relative(client, path)}`);
}
if (firstScript > FIRST_SCRIPT_KB * TOLERANCE) {
	console.error(
		'The first screen has grown too heavy for a slow phone. See: node src/build/size-report.js --files',
	);
	process.exit(1);
}
