import { afterAll, beforeAll } from 'vitest';
import { startPostgres, type TestPostgres } from '../../../../../tests/support/postgres';
import { wakeStoreSuite } from '../../push/wakes.suite';
import { openPgStore } from './store';

let postgres: TestPostgres;
beforeAll(async () => {
	postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.close(), 60_000);

wakeStoreSuite('PostgreSQL', async () => {
	const url = await postgres.database();
	const [store, beside] = await Promise.all([openPgStore({ url }), openPgStore({ url })]);
	return {
		store,
		beside,
		async destroy() {
			await Promise.all([store.close(), beside.close()]);
		},
	};
});
