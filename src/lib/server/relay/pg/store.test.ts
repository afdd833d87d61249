import { afterAll, beforeAll } from 'vitest';
import { startPostgres, type TestPostgres } from '../../../../../tests/support/postgres';
import { queueStoreSuite } from '../store.suite';
import { openPgStore } from './store';

let postgres: TestPostgres;
beforeAll(async () => {
	postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.close());

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
