// Whether there is a build, whether the sources have changed since, and how to make one.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Where Rosebay stands: its data folder is here too, whatever folder it is called from. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = [
	'src',
	'locales',
	'static',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'vite.cli.config.ts',
];
const SERVER = join(root, 'build/handler.js');
/** Built last: when it is there, the build was not broken off. */
const CLI = join(root, 'build/cli/rosebay.js');

/** @param {string} path @returns {number} */
function newest(path) {
	const stat = statSync(path, { throwIfNoEntry: false });
	if (stat === undefined) return 0;
	if (!stat.isDirectory()) return stat.mtimeMs;
	// A folder's own time tells of files that were taken away.
	return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

export const cliIsBuilt = () => existsSync(CLI);
export const isBuilt = () => existsSync(SERVER) && cliIsBuilt();

/** A build is there and no source is newer. Without sources (a deployed build) it is current by definition. */
export function isCurrent() {
	if (!isBuilt()) return false;
	const built = statSync(CLI).mtimeMs;
	return SOURCES.every((source) => newest(join(root, source)) <= built);
}

/**
 * @param {string} script inside node_modules
 * @param {string[]} words
 * @returns {Promise<boolean>} whether it worked
 */
function run(script, words) {
	const path = join(root, 'node_modules', script);
	if (!existsSync(path)) return Promise.resolve(false);
	return new Promise((resolve) => {
		// Its words go to stderr: stdout is for what was asked for.
		const child = spawn(process.execPath, [path, ...words], { cwd: root, stdio: ['ignore', 2, 2] });
		child.once('error', () => {
			resolve(false);
		});
		child.once('exit', (code) => {
			resolve(code === 0);
		});
	});
}

/** @param {string[]} options */
const vite = (options) => run('vite/bin/vite.js', ['build', '--logLevel', 'error', ...options]);

/** A fresh clone lacks the files Kit makes, tsconfig's base among them. */
const sync = () =>
	existsSync(join(root, '.svelte-kit/tsconfig.json'))
		? Promise.resolve(true)
		: run('@sveltejs/kit/svelte-kit.js', ['sync']);

/** Builds the command line alone: quick. @returns {Promise<boolean>} whether it worked */
export const buildCli = async () => (await sync()) && (await vite(['--config', 'vite.cli.config.ts']));

/** Builds everything. @returns {Promise<boolean>} whether it worked */
export const buildAll = async () => (await vite([])) && (await buildCli());

/** @param {string} path inside build/ */
export const importBuilt = (path) => import(pathToFileURL(join(root, 'build', path)).href);
