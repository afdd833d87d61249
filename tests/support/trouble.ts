/** What can go wrong with a device or a relay, brought about for real: no room, damaged bytes. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type CDPSession, type Page } from '@playwright/test';
import Database from 'libsql';

const MEGABYTE = 1024 * 1024;
/** Enough for everything a test keeps, and little enough to be asked for at once by `fillUp`. */
const ROOM = 20 * MEGABYTE;

const sessions = new WeakMap<Page, Promise<CDPSession>>();

async function setQuota(page: Page, quotaSize: number): Promise<void> {
	// The override lasts as long as the session that set it, so there is one a page.
	const session = sessions.get(page) ?? page.context().newCDPSession(page);
	sessions.set(page, session);
	const { origin } = new URL(page.url());
	await (await session).send('Storage.overrideQuotaForOrigin', { origin, quotaSize });
}

/** Room for what a test keeps. Call it first when the page is to be filled up later. */
export const makeRoom = (page: Page): Promise<void> => setQuota(page, ROOM);

/**
 * No room any more for this page's origin, whatever it holds already. The browser remembers for half a minute how much
 * room there was, unless somebody asks for more than that: so this asks, and sees that it is refused.
 */
export async function fillUp(page: Page): Promise<void> {
	await setQuota(page, 1);
	const refused = await page.evaluate(
		(bytes) =>
			new Promise<string>((resolve) => {
				const opening = indexedDB.open('room');
				opening.onupgradeneeded = () => opening.result.createObjectStore('room');
				opening.onerror = () => resolve(opening.error?.name ?? 'no name');
				opening.onsuccess = () => {
					const transaction = opening.result.transaction('room', 'readwrite');
					const end = (how: string) => {
						opening.result.close();
						resolve(how);
					};
					transaction.oncomplete = () => end('written');
					transaction.onabort = () => end(transaction.error?.name ?? 'no name');
					transaction.objectStore('room').put(new Uint8Array(bytes), 1);
				};
			}),
		ROOM + 4 * MEGABYTE,
	);
	expect(refused).toBe('QuotaExceededError');
}

/** Every row on disk, as text: its id and a sum of what is in it. */
export const rowsOf = (page: Page, database: string): Promise<Map<string, string>> =>
	page
		.evaluate(async (name) => {
			const opened = await new Promise<IDBDatabase>((resolve, reject) => {
				const request = indexedDB.open(name);
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(new Error('No database'));
			});
			const rows = await new Promise<{ id: Uint8Array; sealed: Uint8Array }[]>((resolve, reject) => {
				const request = opened.transaction('rows').objectStore('rows').getAll();
				request.onsuccess = () => resolve(request.result as { id: Uint8Array; sealed: Uint8Array }[]);
				request.onerror = () => reject(new Error('No rows'));
			});
			opened.close();
			return rows.map(({ id, sealed }): [string, string] => [id.join(), sealed.slice(0, 64).join()]);
		}, database)
		.then((rows) => new Map(rows));

/** Flips one bit in the middle of each of these rows. */
export const damageRows = (page: Page, database: string, ids: readonly string[]): Promise<void> =>
	page.evaluate(
		async ({ name, wanted }) => {
			const opened = await new Promise<IDBDatabase>((resolve, reject) => {
				const request = indexedDB.open(name);
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(new Error('No database'));
			});
			const transaction = opened.transaction('rows', 'readwrite');
			const store = transaction.objectStore('rows');
			const done = new Promise<void>((resolve, reject) => {
				transaction.oncomplete = () => resolve();
				transaction.onabort = () => reject(new Error('Not written'));
			});
			const request = store.getAll();
			request.onsuccess = () => {
				for (const row of request.result as { id: Uint8Array; sealed: Uint8Array }[]) {
					if (!wanted.includes(row.id.join())) continue;
					const at = Math.floor(row.sealed.length / 2);
					row.sealed[at] = (row.sealed[at] ?? 0) ^ 1;
					store.put(row);
				}
			};
			await done;
			opened.close();
		},
		{ name: database, wanted: ids },
	);

/** Overwrites the file that holds the slots, both of its pages. The page must not have the vault open. */
export const damageSlots = (page: Page, directory: string): Promise<void> =>
	page.evaluate(async (name) => {
		const root = await navigator.storage.getDirectory();
		const file = await (await root.getDirectoryHandle(name)).getFileHandle('a');
		const { size } = await file.getFile();
		const writing = await file.createWritable();
		await writing.write(new Uint8Array(size).fill(7));
		await writing.close();
	}, directory);

/** Changes one byte of everything that waits on a relay that does not run. @returns how many items that was */
export function damageWaiting(data: string): number {
	const database = new Database(join(data, 'relay.sqlite'));
	const items = database.prepare('SELECT log, seq, body FROM items WHERE body IS NOT NULL').all() as {
		log: string;
		seq: number;
		body: Buffer;
	}[];
	const write = database.prepare('UPDATE items SET body = ? WHERE log = ? AND seq = ?');
	for (const { log, seq, body } of items) {
		const bytes = Buffer.from(body);
		const at = Math.floor(bytes.length / 2);
		bytes[at] = (bytes[at] ?? 0) ^ 1;
		write.run(bytes, log, seq);
	}
	database.close();
	return items.length;
}

/** With `SCREENSHOTS=folder`, a picture of this trouble for a person to look at. */
export async function photograph(page: Page, name: string): Promise<void> {
	const folder = process.env.SCREENSHOTS;
	if (!folder) return;
	mkdirSync(folder, { recursive: true });
	await page.screenshot({ path: join(folder, `trouble-${name}.png`), fullPage: true });
}
