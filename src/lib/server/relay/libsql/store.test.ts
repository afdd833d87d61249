import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StoreFull, StoreUnavailable, type Store } from '../store';
import { queueStoreSuite, someItem, someLog } from '../store.suite';
import { MIGRATIONS, SCHEMA_VERSION } from './migrations';
import { openLibsqlStore } from './store';

queueStoreSuite('libsql', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'rosebay-store-'));
	const path = join(folder, 'relay.sqlite');
	let store = openLibsqlStore({ path });
	return Promise.resolve({
		store,
		async reopen() {
			await store.close();
			store = openLibsqlStore({ path });
			return store;
		},
		async destroy() {
			await store.close();
			rmSync(folder, { recursive: true });
		},
	});
});

describe('the embedded store', () => {
	let folder: string;
	let path: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'rosebay-store-'));
		path = join(folder, 'relay.sqlite');
	});
	afterEach(() => {
		rmSync(folder, { recursive: true });
	});

	const fill = async (store: Store, log: string) => {
		let kept = 0;
		for (; kept < 200; kept += 1) {
			const answer = await store
				.append(someItem(log, { body: Buffer.alloc(16_384, kept) }), 0)
				.catch((error: unknown) => error);
			if (answer instanceof StoreFull) return kept;
			expect(answer).toBe('appended');
		}
		throw new Error('never full');
	};

	test('is refused when a later version wrote it, and left as it is', () => {
		const db = new Database(path);
		db.exec(`PRAGMA user_version = ${String(SCHEMA_VERSION + 1)}`);
		db.close();
		expect(() => openLibsqlStore({ path })).toThrow(StoreUnavailable);
		const again = new Database(path);
		expect(again.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: SCHEMA_VERSION + 1 });
		again.close();
	});

	test('opens a file of every earlier version', async () => {
		for (const { version } of MIGRATIONS) {
			const file = join(folder, `${String(version)}.sqlite`);
			const db = new Database(file);
			for (const step of MIGRATIONS.slice(0, version)) db.exec(step.sql);
			db.exec(`PRAGMA user_version = ${String(version)}`);
			db.close();
			const store = openLibsqlStore({ path: file });
			expect(await store.openLog(someLog())).toBe('opened');
			await store.close();
		}
	});

	test('writes to disk at each commit, and overwrites what it deletes', async () => {
		const store = openLibsqlStore({ path });
		const log = someLog({ readerSlots: 1 });
		await store.openLog(log);
		const canary = Buffer.from('CANARY-'.repeat(500));
		await store.append(someItem(log.id, { body: canary }), 0);
		const holdsCanary = () =>
			readdirSync(folder).some((file) => readFileSync(join(folder, file)).includes(canary.subarray(0, 64)));
		expect(holdsCanary()).toBe(true);
		await store.ack(log.id, 0, 1, 0);
		await store.sweep(0);
		expect(holdsCanary()).toBe(false);
		await store.close();
	});

	test('when it is full nothing is half done, what was kept stays, and it takes again once there is room', async () => {
		const store = openLibsqlStore({ path, maxBytes: 400_000 });
		const log = someLog({ readerSlots: 1, quota: 1e9 });
		await store.openLog(log);
		const kept = await fill(store, log.id);
		expect(kept).toBeGreaterThan(5);
		const group = await Promise.allSettled(
			Array.from({ length: 5 }, () => store.append(someItem(log.id, { body: Buffer.alloc(90_000) }), 0)),
		);
		expect(group.map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
		const { items } = await store.read([{ log: log.id, after: 0 }], 1e9, 0);
		expect(items).toHaveLength(kept);
		for (const [at, { body }] of items.entries()) expect(body.every((byte) => byte === at)).toBe(true);
		await store.ack(log.id, 0, 1e9, 0);
		expect(await store.append(someItem(log.id), 0)).toBe('appended');
		await store.close();
	});

	test('when only the reserve of the disk is left nothing new is taken, and all else still works', async () => {
		const before = openLibsqlStore({ path });
		const log = someLog({ readerSlots: 1 });
		await before.openLog(log);
		await before.append(someItem(log.id), 0);
		await before.close();
		const store = openLibsqlStore({ path, reserve: Number.MAX_SAFE_INTEGER });
		await expect(store.append(someItem(log.id), 0)).rejects.toThrow(StoreFull);
		await expect(store.openLog(someLog())).rejects.toThrow(StoreFull);
		expect((await store.read([{ log: log.id, after: 0 }], 1e9, 0)).items).toHaveLength(1);
		await store.ack(log.id, 0, 1, 0);
		await store.sweep(0);
		await store.deleteLog(log.id);
		expect(await store.logs([log.id], 0)).toEqual([]);
		await store.close();
	});

	test('two processes may write to one file', async () => {
		const [one, two] = [openLibsqlStore({ path }), openLibsqlStore({ path })];
		const log = someLog();
		await one.openLog(log);
		await Promise.all(
			Array.from({ length: 40 }, (_, at) => (at % 2 ? one : two).append(someItem(log.id), 0)),
		);
		expect((await two.read([{ log: log.id, after: 0 }], 1e9, 0)).items).toHaveLength(40);
		await one.close();
		await two.close();
	});
});
