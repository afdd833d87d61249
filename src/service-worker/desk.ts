/**
 * What only the caseworker's and the mentor's pages use. It is not brought to a survivor's phone; where one of those pages is
 * opened it is kept, all of it, so that a desk survives an offline stretch too.
 */
import { version } from '$service-worker';

/** Put in at build (src/build/desk-files.js). */
declare const __DESK_FILES__: readonly string[];

const PREFIX = 'kit-desk-';
const CACHE = PREFIX + version;
const PAGES = ['/caseworker', '/mentor'];
const ALL: ReadonlySet<string> = new Set([...__DESK_FILES__, ...PAGES]);

export const isDesk = (path: string): boolean => ALL.has(path);

/** From what is kept, else from the network. */
export async function deskFile({ request, url }: { request: Request; url: URL }): Promise<Response> {
	const kept = await (await caches.open(CACHE)).match(url.pathname);
	return kept ?? fetch(request);
}

/** Said by a desk's page: this browser is a desk. */
export async function keepDesk(): Promise<void> {
	const cache = await caches.open(CACHE);
	for (const path of ALL) if (!(await cache.match(path))) await cache.add(path);
}

const kept = async (): Promise<string[]> => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

/** Before a new version is offered to a desk, its files must be here too. Fails the installation if they are not. */
export async function refreshDesk(): Promise<void> {
	if ((await kept()).length > 0) await keepDesk();
}

export async function releaseOldDesk(): Promise<void> {
	for (const name of await kept()) if (name !== CACHE) await caches.delete(name);
}
