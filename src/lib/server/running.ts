/** The one relay of this process. Started by hooks.server.ts before the first request, stopped with the server. */
import { openStore } from './data';
import { reportFailure } from './failure';
import { createRelay, type Relay } from './relay';

const SWEEP_MS = 60_000;

let running: Relay | null = null;

/** @throws {StoreUnavailable} when the data cannot be opened. */
export function startRelay(env: NodeJS.ProcessEnv): void {
	if (running !== null) return;
	const relay = createRelay({ store: openStore(env), onFailure: reportFailure });
	running = relay;
	const sweep = setInterval(() => void relay.sweep().catch(reportFailure), SWEEP_MS);
	sweep.unref();
	void relay.sweep().catch(reportFailure);
	// The server says this when it is asked to stop: long polls are answered, and the store is closed.
	process.once('sveltekit:shutdown' as 'beforeExit', () => {
		clearInterval(sweep);
		void relay.stop().catch(reportFailure);
	});
}

export function relay(): Relay {
	if (running === null) throw new Error('The relay has not been started');
	return running;
}
