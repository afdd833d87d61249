import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wakeStoreSuite } from '../../push/wakes.suite';
import { openLibsqlStore } from './store';

wakeStoreSuite('libsql', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'rosebay-wakes-'));
	const store = openLibsqlStore({ path: join(folder, 'relay.sqlite') });
	return {
		store,
		async destroy() {
			await store.close();
			rmSync(folder, { recursive: true });
		},
	};
});
