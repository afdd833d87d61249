/**
 * All that a page's origin keeps, as one value that can be put into another profile: private files, databases, small
 * caches and `localStorage`. Both functions run in a page and use nothing from outside themselves. The service worker
 * and what it keeps for offline are left out: they come by themselves.
 */

/** JSON, with bytes as base64 in `{ bytes }`. */
export interface Kept {
	files: [path: string, bytes: string][];
	databases: {
		name: string;
		version: number;
		stores: { name: string; keyPath: string | string[] | null; rows: [key: unknown, value: unknown][] }[];
	}[];
	caches: [cache: string, path: string, bytes: string][];
	local: [string, string][];
}

/** To be given to `page.evaluate`, at an address at which nothing has the vault open. */
export async function copyStorage(): Promise<Kept> {
	const text = (bytes: Uint8Array) => {
		let binary = '';
		for (const byte of bytes) binary += String.fromCharCode(byte);
		return btoa(binary);
	};
	const plain = (value: unknown): unknown => {
		if (value instanceof Uint8Array) return { bytes: text(value) };
		if (Array.isArray(value)) return value.map(plain);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
	};
	const done = <T>(request: IDBRequest<T>) =>
		new Promise<T>((resolve, reject) => {
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(new Error(String(request.error)));
		});

	const files: Kept['files'] = [];
	const walk = async (directory: FileSystemDirectoryHandle, path: string) => {
		for await (const [name, handle] of directory.entries())
			if (handle instanceof FileSystemDirectoryHandle) await walk(handle, `${path}${name}/`);
			else if (handle instanceof FileSystemFileHandle)
				files.push([`${path}${name}`, text(new Uint8Array(await (await handle.getFile()).arrayBuffer()))]);
	};
	await walk(await navigator.storage.getDirectory(), '');

	const databases: Kept['databases'] = [];
	for (const { name = '', version = 1 } of await indexedDB.databases()) {
		const database = await done(indexedDB.open(name));
		const stores = [];
		for (const storeName of database.objectStoreNames) {
			const store = database.transaction(storeName).objectStore(storeName);
			const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
			const rows = values.map((value, at): [unknown, unknown] => [plain(keys[at]), plain(value)]);
			stores.push({ name: storeName, keyPath: store.keyPath, rows });
		}
		database.close();
		databases.push({ name, version, stores });
	}

	const small: Kept['caches'] = [];
	for (const name of await caches.keys()) {
		if (name.includes('precache')) continue;
		const cache = await caches.open(name);
		for (const request of await cache.keys()) {
			const answer = await cache.match(request);
			const { pathname } = new URL(request.url);
			if (answer) small.push([name, pathname, text(new Uint8Array(await answer.arrayBuffer()))]);
		}
	}
	return { files, databases, caches: small, local: Object.entries<string>(localStorage) };
}

/** The same way back. What is there already under the same name is written over. */
export async function pasteStorage(kept: Kept): Promise<void> {
	const bytesOf = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
	const real = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(real);
		if (typeof value !== 'object' || value === null) return value;
		const entries = Object.entries(value);
		const [first] = entries;
		if (entries.length === 1 && first?.[0] === 'bytes' && typeof first[1] === 'string')
			return bytesOf(first[1]);
		return Object.fromEntries(entries.map(([key, inner]) => [key, real(inner)]));
	};

	const root = await navigator.storage.getDirectory();
	for (const [path, text] of kept.files) {
		const parts = path.split('/');
		let directory = root;
		for (const part of parts.slice(0, -1))
			directory = await directory.getDirectoryHandle(part, { create: true });
		const file = await directory.getFileHandle(parts.at(-1) ?? '', { create: true });
		const writing = await file.createWritable();
		await writing.write(bytesOf(text));
		await writing.close();
	}

	for (const { name, version, stores } of kept.databases) {
		const database = await new Promise<IDBDatabase>((resolve, reject) => {
			const opening = indexedDB.open(name, version);
			opening.onupgradeneeded = () => {
				for (const store of stores) opening.result.createObjectStore(store.name, { keyPath: store.keyPath });
			};
			opening.onsuccess = () => resolve(opening.result);
			opening.onerror = () => reject(new Error(String(opening.error)));
		});
		for (const { name: store, keyPath, rows } of stores) {
			const writing = database.transaction(store, 'readwrite');
			const done = new Promise<void>((resolve, reject) => {
				writing.oncomplete = () => resolve();
				writing.onabort = () => reject(new Error(String(writing.error)));
			});
			for (const [key, value] of rows)
				if (keyPath === null) writing.objectStore(store).put(real(value), real(key) as IDBValidKey);
				else writing.objectStore(store).put(real(value));
			await done;
		}
		database.close();
	}

	for (const [name, path, text] of kept.caches) {
		const type = path.endsWith('.json') ? 'application/json' : 'text/plain';
		const answer = new Response(bytesOf(text), { headers: { 'content-type': type } });
		await (await caches.open(name)).put(path, answer);
	}
	for (const [key, value] of kept.local) localStorage.setItem(key, value);
}
