/** The relay's own looking for who is to be woken, over the data of a server that runs, at a moment of the test's choosing. */
import { join } from 'node:path';
import { newPushKeys, startWakes } from '../../src/lib/server/push';
import { openLibsqlStore } from '../../src/lib/server/relay';

/** Sends what is due at `now` (milliseconds), as another process on the same data would. @param service a push service's origin */
export async function lookAt(now: number, data: string, service: string): Promise<void> {
	const store = openLibsqlStore({ path: join(data, 'relay.sqlite') });
	const wakes = startWakes({
		store: store.wakes,
		keys: await store.wakes.keys(newPushKeys()),
		contact: 'mailto:nobody@example.org',
		services: [service],
		timing: { every: 0, times: [0, 0] },
		now: () => now,
	});
	try {
		await wakes.look();
	} finally {
		await wakes.stop();
		await store.close();
	}
}
