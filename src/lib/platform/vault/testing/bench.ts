/** Test bench, page side: vaults in workers that can be ended like the app's, and the disk beneath them, to tamper with. */
import { wrap, type Remote } from 'comlink';
import { openDB } from 'idb';
import type { VaultName, VaultState } from '../contract';
import { diskName, SLOTS_FILE } from '../names';
import type { Row } from '../rows';
import type { Bench } from './vault.worker';

export interface OpenedBench {
	vault: Remote<Bench>;
	state: VaultState;
	end(): void;
}

/** A vault in a fresh worker, started. After `end` nothing of it is left, as after `lock` in the app. */
export async function bench(name: VaultName, options: { next?: boolean } = {}): Promise<OpenedBench> {
	const worker = new Worker(new URL('./vault.worker.ts', import.meta.url), { type: 'module' });
	const vault = wrap<Bench>(worker);
	const state = await vault.start(name, options);
	return {
		vault,
		state,
		end: () => {
			worker.terminate();
		},
	};
}

export const database = (name: VaultName) => openDB(diskName(name), 1);

export async function readRows(name: VaultName): Promise<Row[]> {
	const db = await database(name);
	const rows = (await db.getAll('rows')) as Row[];
	db.close();
	return rows;
}

export async function writeRows(name: VaultName, rows: readonly Row[]): Promise<void> {
	const db = await database(name);
	const transaction = db.transaction('rows', 'readwrite');
	await transaction.store.clear();
	for (const row of rows) await transaction.store.put(row);
	await transaction.done;
	db.close();
}

async function slotsHandle(name: VaultName): Promise<FileSystemFileHandle> {
	const root = await navigator.storage.getDirectory();
	const directory = await root.getDirectoryHandle(diskName(name), { create: true });
	return directory.getFileHandle(SLOTS_FILE, { create: true });
}

export async function readSlots(name: VaultName): Promise<Uint8Array<ArrayBuffer>> {
	return new Uint8Array(await (await (await slotsHandle(name)).getFile()).arrayBuffer());
}

export async function writeSlots(name: VaultName, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
	const stream = await (await slotsHandle(name)).createWritable();
	await stream.write(bytes);
	await stream.close();
}

/** As if nothing had ever been stored under this name. */
export async function wipe(name: VaultName): Promise<void> {
	const root = await navigator.storage.getDirectory();
	await root.removeEntry(diskName(name), { recursive: true }).catch(() => undefined);
	const db = await database(name).catch(() => undefined);
	if (db?.objectStoreNames.contains('rows')) await db.clear('rows');
	db?.close();
	await new Promise<void>((resolve) => {
		const request = indexedDB.deleteDatabase(diskName(name));
		request.onsuccess =
			request.onerror =
			request.onblocked =
				() => {
					resolve();
				};
	});
}

/** The lock of an ended worker is given back a moment later. */
export async function lockIsFree(name: VaultName): Promise<void> {
	await navigator.locks.request(diskName(name), () => undefined);
}
