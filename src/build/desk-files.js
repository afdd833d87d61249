// Which built files only the caseworker's and the mentor's pages lead to. The service worker leaves them out of what it brings
// to a survivor's phone (src/service-worker/desk.ts): they are about a tenth of everything kept offline, and data costs her
// money.
const DESK_PAGE = /\/src\/routes\/(?:caseworker|mentor)\//;

/** @typedef {{ type: string, fileName: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[], moduleIds?: string[], viteMetadata?: { importedCss: Set<string>, importedAssets: Set<string> } }} Output */

/**
 * @param {Record<string, Output>} bundle
 * @returns {string[]} names of files; what a survivor's page can ask for too is not among them
 */
export function deskOnly(bundle) {
	const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
	const isDeskPage = (/** @type {Output} */ { moduleIds = [] }) => moduleIds.some((id) => DESK_PAGE.test(id));
	const reached = (/** @type {Output[]} */ from, /** @type {(chunk: Output) => boolean} */ beyond) => {
		/** @type {Set<string>} */
		const found = new Set();
		const visit = (/** @type {Output | undefined} */ chunk) => {
			if (!chunk || found.has(chunk.fileName) || beyond(chunk)) return;
			found.add(chunk.fileName);
			for (const file of chunk.viteMetadata?.importedCss ?? []) found.add(file);
			for (const file of chunk.viteMetadata?.importedAssets ?? []) found.add(file);
			for (const name of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) visit(bundle[name]);
		};
		from.forEach(visit);
		return found;
	};
	const hers = reached(
		chunks.filter((chunk) => chunk.isEntry === true && !isDeskPage(chunk)),
		isDeskPage,
	);
	return [...reached(chunks.filter(isDeskPage), () => false)].filter((file) => !hers.has(file)).sort();
}

// Kit resolves this configuration anew for each of its builds in one process, and gives the service worker, which comes last,
// the constants of one of them: what the client's build finds is written into those of all.
const CONSTANTS = Symbol.for('rosebay constants');
const shared = /** @type {Record<symbol, Record<string, unknown>[] | undefined>} */ (
	/** @type {unknown} */ (globalThis)
);

/** @returns {import('vite').Plugin} */
export function deskFiles() {
	return {
		name: 'rosebay-desk-files',
		configResolved: ({ define }) => {
			if (define) (shared[CONSTANTS] ??= []).push(define);
		},
		generateBundle(_, bundle) {
			if (this.environment.config.consumer !== 'client') return;
			const files = deskOnly(/** @type {Record<string, Output>} */ (/** @type {unknown} */ (bundle)));
			if (files.length === 0) throw new Error('No file of the desks was found: their pages have moved.');
			for (const define of shared[CONSTANTS] ?? [])
				define['__DESK_FILES__'] = JSON.stringify(files.map((file) => `/${file}`));
			this.emitFile({ type: 'asset', fileName: '.vite/desk-files.json', source: JSON.stringify(files) });
		},
	};
}
