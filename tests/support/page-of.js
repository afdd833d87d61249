// One page made of one script of ours, bundled as the app is and served on localhost: for tests and benches that need a
// real browser over a real disk, and more of the vault than a screen shows. Nothing of it is part of the build.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { contentPacks } from '../../src/build/content-packs.js';
import { languagePacks } from '../../src/build/language-packs.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** @returns {Promise<Map<string, Uint8Array | string>>} files by path */
async function bundle(/** @type {string} */ entry) {
	// What the project's own settings stand on; made by every build, but a bench may come first.
	if (!existsSync(at('.svelte-kit/tsconfig.json')))
		execFileSync(process.execPath, [at('node_modules/@sveltejs/kit/svelte-kit.js'), 'sync'], { cwd: root });
	const built = await build({
		configFile: false,
		root,
		logLevel: 'error',
		publicDir: false,
		plugins: [contentPacks(), languagePacks(), svelte({ configFile: false })],
		resolve: {
			alias: {
				$locales: at('locales'),
				$parts: at('src/lib/parts'),
				$platform: at('src/lib/platform'),
				$protocol: at('src/lib/protocol'),
				$ui: at('src/lib/ui'),
			},
		},
		// Where the app has its workers: it starts no others (`trusted-url.ts`).
		worker: {
			format: 'es',
			rolldownOptions: { output: { entryFileNames: '_app/immutable/workers/[name]-[hash].js' } },
		},
		build: {
			write: false,
			target: 'es2022',
			assetsInlineLimit: 0,
			modulePreload: false,
			rolldownOptions: { input: at(entry), output: { entryFileNames: 'entry.js' } },
		},
	});
	const outputs = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
	return new Map(
		outputs.map((each) => [`/${each.fileName}`, each.type === 'chunk' ? each.code : each.source]),
	);
}

/**
 * @param {string} entry path of a script, from the project's root
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function pageOf(entry) {
	const files = await bundle(entry);
	const sheets = [...files.keys()].filter((path) => path.endsWith('.css'));
	const links = sheets.map((path) => `<link rel="stylesheet" href="${path}">`).join('');
	const page = `<!doctype html><html lang="en"><title>Page</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">${links}<script type="module" src="/entry.js"></script></html>`;
	const typeOf = (/** @type {string} */ path) =>
		path === '/' ? 'text/html; charset=utf-8' : path.endsWith('.css') ? 'text/css' : 'text/javascript';
	const server = createServer((incoming, outgoing) => {
		const path = new URL(incoming.url ?? '/', 'http://localhost').pathname;
		const body = path === '/' ? page : files.get(path);
		outgoing.writeHead(body === undefined ? 404 : 200, { 'content-type': typeOf(path) });
		outgoing.end(body);
	});
	await new Promise((/** @type {(value?: unknown) => void} */ resolve) =>
		server.listen(0, '127.0.0.1', () => resolve()),
	);
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://localhost:${port}/`,
		close: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}
