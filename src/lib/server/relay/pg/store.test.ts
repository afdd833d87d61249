import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPostgres, type TestPostgres } from '../../../../../tests/support/postgres';
import { StoreFull, StoreUnavailable } from '../store';
import { queueStoreSuite, someItem, someLog } from '../store.suite';
import { append } from './append';
import { Database } from './database';
import { ADVISORY, MIGRATIONS, SCHEMA_VERSION } from './migrations';
import { openPgStore } from './store';

let postgres: TestPostgres;
beforeAll(async () => {
	postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.close(), 60_000);

queueStoreSuite('PostgreSQL', async () => {
	const url = await postgres.database();
	let store = await openPgStore({ url });
	return {
		store,
		async reopen() {
			await store.close();
			store = await openPgStore({ url });
			return store;
		},
		destroy: () => store.close(),
	};
});

describe('the store on PostgreSQL', { timeout: 60_000 }, () => {
	test('is made once when several open an empty database at once', async () => {
		const url = await postgres.database();
		const stores = await Promise.all([1, 2, 3, 4].map(() => openPgStore({ url })));
		expect(await stores[0]?.openLog(someLog())).toBe('opened');
		await Promise.all(stores.map((store) => store.close()));
		expect(await postgres.ask(url, 'SELECT version FROM rosebay.migrations ORDER BY version')).toEqual(
			MIGRATIONS.map(({ version }) => ({ version })),
		);
	});

	test('is refused when a later version wrote it, and left as it is', async () => {
		const url = await postgres.database();
		await (await openPgStore({ url })).close();
		await postgres.ask(url, 'INSERT INTO rosebay.migrations VALUES ($1)', [SCHEMA_VERSION + 1]);
		await expect(openPgStore({ url, patience: 60_000 })).rejects.toThrow(/later version/);
		expect(await postgres.ask(url, 'SELECT max(version) AS version FROM rosebay.migrations')).toEqual([
			{ version: SCHEMA_VERSION + 1 },
		]);
	});

	test('waits for the disk even where the database is set not to, and refuses a server that never does', async () => {
		const url = await postgres.database();
		await postgres.ask(
			url,
			'ALTER DATABASE ' + new URL(url).pathname.slice(1) + ' SET synchronous_commit = off',
		);
		const database = new Database(url, 3);
		const shown = await Promise.all(
			[1, 2, 3].map(() => database.rows('show', 'SELECT current_setting($1) AS it', ['synchronous_commit'])),
		);
		expect(shown.flat()).toEqual([{ it: 'on' }, { it: 'on' }, { it: 'on' }]);
		await database.close();
		const fsync = async (value: 'on' | 'off') => {
			await postgres.ask(url, `ALTER SYSTEM SET fsync = ${value}`);
			await postgres.ask(url, 'SELECT pg_reload_conf()');
			await expect
				.poll(() => postgres.ask(url, 'SHOW fsync'), { timeout: 20_000 })
				.toEqual([{ fsync: value }]);
		};
		await fsync('off');
		await expect(openPgStore({ url })).rejects.toThrow(/fsync/);
		await fsync('on');
		await (await openPgStore({ url })).close();
	});

	test('a full disk: nothing is half done, all else works, and it takes again once there is room', async () => {
		const url = await postgres.database();
		const store = await openPgStore({ url });
		const log = someLog({ readerSlots: 1 });
		await store.openLog(log);
		expect(await store.append(someItem(log.id), 0)).toBe('appended');
		// As the server itself says it when a file cannot grow; the second item of a group, so that there is a first.
		await postgres.ask(
			url,
			`CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
				IF new.seq > 2 THEN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END IF;
				RETURN new; END $$`,
		);
		await postgres.ask(
			url,
			'CREATE TRIGGER full_disk BEFORE INSERT ON rosebay.items FOR EACH ROW EXECUTE FUNCTION no_room()',
		);
		const group = await Promise.allSettled([1, 2, 3].map(() => store.append(someItem(log.id), 0)));
		for (const one of group)
			expect(one).toMatchObject({ status: 'rejected', reason: expect.any(StoreFull) as unknown });
		expect((await store.read([{ log: log.id, after: 0 }], 1e9, 0)).items).toHaveLength(1);
		await store.ack(log.id, 0, 1e9, 0);
		expect((await store.read([{ log: log.id, after: 0 }], 1e9, 0)).items).toEqual([]);
		await postgres.ask(url, 'DROP TRIGGER full_disk ON rosebay.items');
		expect(await store.append(someItem(log.id), 0)).toBe('appended');
		await store.close();
	});

	test('many write into the same logs through two processes: none lost, none twice, the quota to the byte', async () => {
		const url = await postgres.database();
		const [one, two] = await Promise.all([openPgStore({ url }), openPgStore({ url })]);
		const logs = [1, 2, 3].map(() => someLog({ quota: 40 * 1_280, readerSlots: 1 }));
		for (const log of logs) await one.openLog(log);
		const items = Array.from({ length: 180 }, (_, at) => someItem(logs[at % 3]?.id ?? ''));
		const answers = await Promise.all(
			items.flatMap((item, at) => [
				(at % 2 ? one : two).append(item, 0),
				// Every third is also put a second time, through the other one, at the same moment.
				...(at % 3 === 0 ? [(at % 2 ? two : one).append(item, 0)] : []),
			]),
		);
		expect(answers.filter((answer) => answer === 'appended')).toHaveLength(120);
		expect(new Set(answers)).toEqual(new Set(['appended', 'same', 'full']));
		for (const { id } of logs) {
			const { items: read } = await two.read([{ log: id, after: 0 }], 1e9, 0);
			expect(read.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
			expect(new Set(read.map(({ mid }) => mid)).size).toBe(40);
		}
		await Promise.all(logs.flatMap(({ id }) => [one.ack(id, 0, 20, 0), two.ack(id, 0, 40, 0)]));
		expect(await postgres.ask(url, 'SELECT sum(held)::int AS held FROM rosebay.logs')).toEqual([{ held: 0 }]);
		await Promise.all([one.close(), two.close()]);
	});

	test('one process sweeps at a time', async () => {
		const url = await postgres.database();
		const store = await openPgStore({ url });
		const log = someLog();
		await store.openLog(log);
		await store.append(someItem(log.id, { expiresAt: 1 }), 0);
		const other = new Database(url, 1);
		const items = () => postgres.ask(url, 'SELECT count(*)::int AS items FROM rosebay.items');
		await other.transaction(async ({ rows }) => {
			await rows('lock', 'SELECT pg_advisory_xact_lock($1)', [ADVISORY.sweep]);
			await store.sweep(2);
			expect(await items()).toEqual([{ items: 1 }]);
		});
		await store.sweep(2);
		expect(await items()).toEqual([{ items: 0 }]);
		await Promise.all([other.close(), store.close()]);
	});

	test('says calmly that there is no server, without its address or password', async () => {
		const url = 'postgres://rosebay:hunter2@localhost:1/rosebay';
		const refused = await openPgStore({ url }).catch((error: unknown) => error);
		expect(refused).toBeInstanceOf(StoreUnavailable);
		expect(String(refused)).not.toMatch(/hunter2|:1\b/);
	});
});

describe('telling one another', { timeout: 60_000 }, () => {
	const NEVER = 2 ** 31 - 1;
	const SOON = { timeout: 20_000 };

	test('what is put through one process is heard in the other, once, and not as its own', async () => {
		const url = await postgres.database();
		const lookEvery = { listening: NEVER, deaf: NEVER };
		const [one, two] = await Promise.all([openPgStore({ url, lookEvery }), openPgStore({ url, lookEvery })]);
		const logs = Array.from({ length: 320 }, () => someLog());
		await Promise.all(logs.map((log) => one.openLog(log)));
		const heard = { one: [] as string[], two: [] as string[] };
		one.watch((ids) => heard.one.push(...ids));
		two.watch((ids) => heard.two.push(...ids));
		const listening = () =>
			postgres.ask(
				url,
				`SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
					AND application_name = 'rosebay bell' AND query IN ('LISTEN rosebay_items', 'SELECT 1')`,
			);
		await expect.poll(async () => (await listening()).length, SOON).toBe(2);
		const ids = logs.map(({ id }) => id);
		await Promise.all(ids.map((id) => one.append(someItem(id), 0)));
		await expect.poll(() => heard.two.length, SOON).toBe(ids.length);
		expect(new Set(heard.two)).toEqual(new Set(ids));
		expect(new Set(heard.one)).toEqual(new Set(ids));
		expect(heard.one).toHaveLength(ids.length);
		await two.deleteLog(ids[0] ?? '');
		await expect.poll(() => heard.one.length, SOON).toBe(ids.length + 1);
		await Promise.all([one.close(), two.close()]);
	});

	test('what nobody rang for is found by looking, and a cut line is mended', async () => {
		const url = await postgres.database();
		const store = await openPgStore({ url, lookEvery: { listening: 200, deaf: 200 } });
		const [quiet, log, gone] = [someLog(), someLog(), someLog()];
		for (const one of [quiet, log]) await store.openLog(one);
		const heard = new Set<string>();
		let after = 0;
		store.watch(
			(ids) => {
				for (const id of ids) heard.add(id);
			},
			() => [
				{ log: quiet.id, after: 0 },
				{ log: log.id, after },
				{ log: gone.id, after: 0 },
			],
		);
		// As a process that dies between its commit and its bell would leave it.
		const other = new Database(url, 1);
		await append(other, [{ item: someItem(log.id), now: 0 }]);
		await expect.poll(() => [...heard].sort(), SOON).toEqual([log.id, gone.id].sort());

		const cut =
			"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rosebay bell'";
		await postgres.ask(url, `${cut} AND datname = current_database()`);
		after = 1;
		heard.clear();
		await append(other, [{ item: someItem(log.id), now: 0 }]);
		await expect.poll(() => heard.has(log.id), SOON).toBe(true);
		const bells = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'rosebay bell'";
		await expect
			.poll(async () => (await postgres.ask(url, `${bells} AND datname = current_database()`)).length, SOON)
			.toBe(1);
		expect(heard.has(quiet.id)).toBe(false);
		await Promise.all([other.close(), store.close()]);
	});
});
