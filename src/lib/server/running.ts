/** The one relay of this process. Started by hooks.server.ts before the first request, stopped with the server. */
import { openStore } from './data';
import { reportFailure } from './failure';
import { newPushKeys, pushSettings, startWakes } from './push';
import { createRelay, StoreUnavailable, type Relay } from './relay';
import type { Metrics } from './metrics';

const SWEEP_MS = 60_000;
/** A database server may be starting at the same time as this one, milliseconds. */
const PATIENCE = 15_000;

let running: Relay | null = null;
/** Where the server around SvelteKit finds it, to hand it its calls without a detour (`src/bin/start.js`). */
const SHARED = Symbol.for('rosebay.relay');

/** METRICS_PORT, on METRICS_HOST or this machine alone. Nothing of it is loaded or counted without. */
async function startMetrics(env: NodeJS.ProcessEnv): Promise<{ metrics: Metrics; close: () => void } | null> {
	if ((env.METRICS_PORT ?? '') === '') return null;
	const port = Number(env.METRICS_PORT);
	if (!Number.isInteger(port) || port < 0 || port > 65_535)
		throw new StoreUnavailable('METRICS_PORT must be a number from 0 to 65535.');
	const { createMetrics, serveMetrics } = await import('./metrics');
	const metrics = createMetrics();
	try {
		const { close } = await serveMetrics(metrics, port, env.METRICS_HOST);
		return { metrics, close };
	} catch {
		throw new StoreUnavailable('METRICS_PORT cannot be used. Stop what uses it, or set it to another.');
	}
}

/** @throws {StoreUnavailable} when the data cannot be opened. */
export async function startRelay(env: NodeJS.ProcessEnv): Promise<void> {
	if (running !== null) return;
	const watching = await startMetrics(env);
	const metrics = watching?.metrics;
	const opened = await openStore(env, PATIENCE);
	const store = metrics?.timed(opened) ?? opened;
	const push = pushSettings(env);
	const relay = createRelay({
		store,
		pushServices: push.services,
		onFailure: reportFailure,
		...(metrics && { onAnswer: metrics.answered }),
	});
	metrics?.watch(store, () => relay.waiting);
	running = relay;
	Object.assign(globalThis, { [SHARED]: relay });
	const sweep = async () => {
		try {
			await relay.sweep();
			metrics?.swept(true);
		} catch (error) {
			metrics?.swept(false);
			// A database that is away is swept when it is back.
			if (!(error instanceof StoreUnavailable)) reportFailure(error);
		}
	};
	const sweeping = setInterval(() => void sweep(), SWEEP_MS);
	sweeping.unref();
	void sweep();
	const wakes = startWakes({
		store: store.wakes,
		keys: await store.wakes.keys(newPushKeys()),
		...push,
		onPosted: (outcome) => metrics?.woken(outcome),
		onFailure(error) {
			if (!(error instanceof StoreUnavailable)) reportFailure(error);
		},
	});
	// The server says this when it is asked to stop: long polls are answered, and the store is closed.
	process.once('sveltekit:shutdown' as 'beforeExit', () => {
		clearInterval(sweeping);
		watching?.close();
		void wakes
			.stop()
			.then(() => relay.stop())
			.catch(reportFailure);
	});
}

export function relay(): Relay {
	if (running === null) throw new Error('The relay has not been started');
	return running;
}
