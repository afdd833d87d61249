// At build, the exercises and lessons that come with the app (`locales/<lang>/content/**.md`) become one file a language,
// with its content's hash in its name: `/packs/content/<lang>.<hash>.json`, kept offline beside the language's words.
// Whatever is wrong in a file of content fails the build, with file, line and a sentence; see locales/README.md.
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const VIRTUAL = 'virtual:content-packs';
const RESOLVED = `\0${VIRTUAL}`;
const ADDRESS = /^\/packs\/content\/([a-z]+)\.[0-9a-f]+\.json$/;
const lib = (/** @type {string} */ room) => fileURLToPath(new URL(`../lib/${room}`, import.meta.url));

/** @typedef {{ url: string, body: string }} Pack */

/** The compiler is the app's own code, in its own language; loaded once a process. @type {Promise<typeof import('./content/index')> | undefined} */
let compiler;
const loadCompiler = () =>
	(compiler ??= runnerImport(fileURLToPath(new URL('./content/index.ts', import.meta.url)), {
		configFile: false,
		logLevel: 'error',
		resolve: { alias: { $protocol: lib('protocol'), $platform: lib('platform') } },
	}).then(({ module }) => /** @type {typeof import('./content/index')} */ (module)));

/**
 * @param {string} root directory of `locales`
 * @returns {Promise<Record<string, Pack>>} by language code
 */
export async function buildContentPacks(root) {
	const { readContent, said } = await loadCompiler();
	const { readings, problems } = readContent(root);
	if (problems.length > 0) throw new Error(`Content that cannot be built:\n${problems.map(said).join('\n')}`);
	return Object.fromEntries(
		Object.entries(readings).map(([language, modules]) => {
			const body = JSON.stringify(modules);
			const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
			return [language, { url: `/packs/content/${language}.${hash}.json`, body }];
		}),
	);
}

/** Changes whenever a file of content does. */
const stampOf = (/** @type {string} */ root) =>
	readdirSync(root, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.md'))
		.sort()
		.map((path) => `${path} ${String(statSync(join(root, path)).mtimeMs)}`)
		.join('\n');

/**
 * The same, compiled once as long as nothing was edited: a page in development asks for it again and again.
 * @type {{ stamp: string, packs: Promise<Record<string, Pack>> } | undefined}
 */
let latest;
const currentPacks = (/** @type {string} */ root) => {
	const stamp = stampOf(root);
	if (latest?.stamp !== stamp) latest = { stamp, packs: buildContentPacks(root) };
	return latest.packs;
};

/** @param {Record<string, Pack>} packs */
const addresses = (packs) =>
	JSON.stringify(Object.fromEntries(Object.entries(packs).map(([language, pack]) => [language, pack.url])));

/**
 * @param {string} [root]
 * @returns {import('vite').Plugin}
 */
export function contentPacks(root = resolve('locales')) {
	return {
		name: 'rosebay-content-packs',
		config: async () => ({ define: { __CONTENT_PACKS__: addresses(await currentPacks(root)) } }),
		resolveId: (id) => (id === VIRTUAL ? RESOLVED : undefined),
		async load(id) {
			if (id !== RESOLVED) return undefined;
			return `export const contentPacks = ${addresses(await currentPacks(root))};`;
		},
		// Also in tests: the address' hash is not looked at here, so that editing words needs no restart.
		configureServer(server) {
			server.middlewares.use((request, response, next) => {
				const language = ADDRESS.exec(request.url ?? '')?.[1];
				if (language === undefined) {
					next();
					return;
				}
				currentPacks(root).then((packs) => {
					response.setHeader('content-type', 'application/json');
					response.end(packs[language]?.body ?? '[]');
				}, next);
			});
		},
		async generateBundle() {
			if (this.environment.config.consumer !== 'client') return;
			for (const pack of Object.values(await currentPacks(root)))
				this.emitFile({ type: 'asset', fileName: pack.url.slice(1), source: pack.body });
		},
	};
}
