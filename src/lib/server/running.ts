/** The one relay of this process. Started by hooks.server.ts before the first request, stopped with the server. */
import { openStore } from './data';
import { reportFailure } from './failure';
import { createRelay, StoreUnavailable, type Relay } from './relay';

const SWEEP_MS = 60_000;
/** A database server may be starting at the same time as this one, milliseconds. */
const PATIENCE = 15_000;

let running: Relay | null = null;
/** Where the server around SvelteKit finds it, to hand it its calls without a detour (`src/bin/start.js`). */
const SHARED = Symbol.for('rosebay.relay');

/** @throws {StoreUnavailable} when the data cannot be opened. */
export async function startRelay(env: NodeJS.ProcessEnv): Promise<void> {
	if (running !== null) return;
	const store = await openStore(env, PATIENCE);
	const relay = createRelay({ store, onFailure: reportFailure });
	running = relay;
	Object.assign(globalThis, { [SHARED]: relay });
	const sweep = async () => {
		await relay.sweep().catch((error: unknown) => {
			// A database that is away is swept when it is back.
			if (!(error instanceof StoreUnavailable)) reportFailure(error);
		});
	};
	const sweeping = setInterval(() => void sweep(), SWEEP_MS);
	sweeping.unref();
	void sweep();
	// The server says this when it is asked to stop: long polls are answered, and the store is closed.
	process.once('sveltekit:shutdown' as 'beforeExit', () => {
		clearInterval(sweeping);
		void relay.stop().catch(reportFailure);
	});
}

export function relay(): Relay {
	if (running === null) throw new Error('The relay has not been started');
	return running;
}
