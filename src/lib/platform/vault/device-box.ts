/**
 * A box for what is no secret: the notes of the cover screen. It is sealed under a key that lies beside it, so that a search
 * through the disk's files finds no words. It protects them from nobody who can open the app, and has nothing to do with
 * the vault, its secrets or its rows.
 */
import { deleteDB, openDB } from 'idb';
import { bytesToKey, open, randomKey, seal, utf8, utf8ToText } from '$platform/crypto';
import { DEVICE_BOX } from './names';

const STORE = 'a';
const AAD = utf8('rosebay device box 1');

export interface DeviceBox {
	/** What was written last; `null` when there is nothing that opens. */
	read(): Promise<unknown>;
	/** Replaces all of it. `false` when it could not be kept (no room, or no storage at all). */
	write(value: unknown): Promise<boolean>;
}

const database = () =>
	openDB(DEVICE_BOX, 1, {
		upgrade(db) {
			db.createObjectStore(STORE);
		},
	});

export const deviceBox = (): DeviceBox => ({
	async read() {
		try {
			const db = await database();
			const [key, sealed] = [(await db.get(STORE, 'k')) as unknown, (await db.get(STORE, 'v')) as unknown];
			db.close();
			if (!(key instanceof Uint8Array) || !(sealed instanceof Uint8Array)) return null;
			const plain = await open(bytesToKey(key), sealed, AAD);
			return plain && (JSON.parse(utf8ToText(plain)) as unknown);
		} catch {
			return null;
		}
	},
	async write(value) {
		try {
			const db = await database();
			const key = randomKey();
			const sealed = await seal(key, utf8(JSON.stringify(value)), AAD);
			const transaction = db.transaction(STORE, 'readwrite', { durability: 'strict' });
			await Promise.all([
				transaction.store.put(key, 'k'),
				transaction.store.put(sealed, 'v'),
				transaction.done,
			]);
			db.close();
			return true;
		} catch {
			return false;
		}
	},
});

/** Whoever destroys the vault has no use for a cover's notes either. Resolves whatever comes of it. */
export const destroyDeviceBox = (): Promise<void> => deleteDB(DEVICE_BOX).catch(() => undefined);
