// At build, one manifest for each disguise in each language: `/looks/<disguise>.<language>.webmanifest`, with the names of
// `locales/<language>/ui/covers.json`. A manifest can hold several languages (`name_localized`), but no browser reads that
// yet, and it would follow the phone's language where she has chosen another here.
//
// Each disguise is an app of its own to the browser (`id`). An installed icon therefore keeps its name when she takes
// another disguise, and no window asks in the middle of something whether "Calculator" may now be called "Recipes".
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ADDRESS = /^\/looks\/([a-z]+)\.([a-z]+)\.webmanifest$/;

/** @param {string} disguise @param {string} language @param {{ name: string, about: string, dir: string }} words */
const manifestOf = (disguise, language, { name, about, dir }) => ({
	id: `/${disguise}`,
	name,
	short_name: name,
	description: about,
	lang: language,
	dir,
	start_url: '/',
	scope: '/',
	display: 'standalone',
	background_color: '#f4f6f8',
	theme_color: '#f4f6f8',
	icons: [
		{ src: `/looks/${disguise}.svg`, sizes: 'any', type: 'image/svg+xml' },
		...['', 'maskable-'].flatMap((kind) =>
			['192', '512'].map((size) => ({
				src: `/looks/${disguise}-${kind}${size}.png`,
				sizes: `${size}x${size}`,
				type: 'image/png',
				...(kind ? { purpose: 'maskable' } : {}),
			})),
		),
	],
});

/** @param {string} root directory of `locales` @returns {Record<string, string>} manifests by address */
export function buildManifests(root) {
	/** @type {Record<string, string>} */
	const manifests = {};
	for (const folder of readdirSync(root, { withFileTypes: true })) {
		if (!folder.isDirectory()) continue;
		const language = folder.name;
		/** @type {(path: string) => any} */
		const read = (path) => JSON.parse(readFileSync(join(root, language, path), 'utf8'));
		const { dir } = read('about.json');
		const { name, about } = read('ui/covers.json');
		for (const disguise of Object.keys(name))
			manifests[`/looks/${disguise}.${language}.webmanifest`] = JSON.stringify(
				manifestOf(disguise, language, { name: name[disguise], about: about[disguise], dir }),
			);
	}
	return manifests;
}

/**
 * @param {string} [root]
 * @returns {import('vite').Plugin}
 */
export function looks(root = resolve('locales')) {
	return {
		name: 'rosebay-looks',
		configureServer(server) {
			server.middlewares.use((request, response, next) => {
				const manifest = ADDRESS.test(request.url ?? '')
					? buildManifests(root)[request.url ?? '']
					: undefined;
				if (manifest === undefined) {
					next();
					return;
				}
				response.setHeader('content-type', 'application/manifest+json');
				response.end(manifest);
			});
		},
		generateBundle() {
			if (this.environment.config.consumer !== 'client') return;
			for (const [url, source] of Object.entries(buildManifests(root)))
				this.emitFile({ type: 'asset', fileName: url.slice(1), source });
		},
	};
}
