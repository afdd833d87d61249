// At build, everything a language says in the app (`locales/<lang>/ui/*.json`) becomes one file with its content's
// hash in its name: `/packs/lang/<lang>.<hash>.json`. A phone fetches one language, once, and keeps it.
// The app learns the addresses from `virtual:language-packs`; the service worker, which is built apart, from a constant.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const VIRTUAL = 'virtual:language-packs';
const RESOLVED = `\0${VIRTUAL}`;
const ADDRESS = /^\/packs\/lang\/([a-z]+)\.[0-9a-f]+\.json$/;

/**
 * @typedef {{ url: string, body: string }} Pack
 * @param {string} root directory of `locales`
 * @returns {Record<string, Pack>} by language code
 */
export function buildPacks(root) {
	/** @type {Record<string, Pack>} */
	const packs = {};
	for (const language of readdirSync(root, { withFileTypes: true })) {
		if (!language.isDirectory()) continue;
		const folder = join(root, language.name, 'ui');
		const rooms = readdirSync(folder)
			.filter((file) => file.endsWith('.json'))
			.sort();
		/** @type {Record<string, unknown>} */
		const words = {};
		for (const file of rooms)
			words[file.slice(0, -'.json'.length)] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
		const body = JSON.stringify(words);
		const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
		packs[language.name] = { url: `/packs/lang/${language.name}.${hash}.json`, body };
	}
	return packs;
}

/** @param {Record<string, Pack>} packs */
const addresses = (packs) =>
	JSON.stringify(Object.fromEntries(Object.entries(packs).map(([language, pack]) => [language, pack.url])));

/**
 * @param {string} [root]
 * @returns {import('vite').Plugin}
 */
export function languagePacks(root = resolve('locales')) {
	return {
		name: 'rosebay-language-packs',
		config: () => ({ define: { __LANGUAGE_PACKS__: addresses(buildPacks(root)) } }),
		resolveId: (id) => (id === VIRTUAL ? RESOLVED : undefined),
		load(id) {
			if (id !== RESOLVED) return undefined;
			return `export const languagePacks = ${addresses(buildPacks(root))};`;
		},
		// Also in tests: the address' hash is not looked at here, so that editing words needs no restart.
		configureServer(server) {
			server.middlewares.use((request, response, next) => {
				const language = ADDRESS.exec(request.url ?? '')?.[1];
				const pack = language ? buildPacks(root)[language] : undefined;
				if (!pack) {
					next();
					return;
				}
				response.setHeader('content-type', 'application/json');
				response.end(pack.body);
			});
			server.watcher.add(root);
			server.watcher.on('change', (file) => {
				if (!file.startsWith(root)) return;
				const known = server.moduleGraph.getModuleById(RESOLVED);
				if (known) server.moduleGraph.invalidateModule(known);
				server.ws.send({ type: 'full-reload' });
			});
		},
		generateBundle() {
			if (this.environment.config.consumer !== 'client') return;
			for (const pack of Object.values(buildPacks(root))) {
				this.emitFile({ type: 'asset', fileName: pack.url.slice(1), source: pack.body });
			}
		},
	};
}
