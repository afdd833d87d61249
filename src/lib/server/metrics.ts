/**
 * What an operator may watch, in Prometheus' format. Numbers only: no label holds an id, a token or an address, and each
 * label has a few fixed values. Off unless METRICS_PORT is set, and then on a port of its own on this machine: numbers of who
 * waits right now are nobody else's business, and a path on the public port would be one forgotten proxy rule away.
 */
import { createServer } from 'node:http';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Store } from './relay';
import { problemNames } from './relay';

/** What the relay, its sweeps and its wakes tell of themselves. */
export interface Metrics {
	/** @param call Method and path as the description has them. */
	answered: (call: string, status: number) => void;
	swept: (done: boolean) => void;
	/** @param outcome What became of one push wake. */
	woken: (outcome: string) => void;
	/** The same store, each of its operations timed. */
	timed(store: Store): Store;
	/** What is looked at when somebody asks. */
	watch(store: Pick<Store, 'count'>, waiting: () => number): void;
	text(): Promise<string>;
}

/** Seconds. A durable write takes a millisecond on a good disk; beyond ten nobody waits any more. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** Counting what is held reads the whole index: not more often than this, milliseconds. */
const COUNT_EVERY = 60_000;

const TIMED: ReadonlySet<string | symbol> = new Set<keyof Store>([
	'openLog',
	'openTransfer',
	'logs',
	'append',
	'read',
	'waiting',
	'ack',
	'deleteLog',
	'sweep',
	'redeem',
	'isStaff',
]);

export function createMetrics(): Metrics {
	const registry = new Registry();
	const registers = [registry];
	collectDefaultMetrics({ register: registry });
	const calls = new Counter({
		name: 'rosebay_calls_total',
		help: 'Calls answered, by what was asked and the status.',
		labelNames: ['call', 'status'],
		registers,
	});
	const refusals = new Counter({
		name: 'rosebay_refusals_total',
		help: 'Calls refused, by the kind of problem.',
		labelNames: ['problem'],
		registers,
	});
	const sweeps = new Counter({
		name: 'rosebay_sweeps_total',
		help: 'Times the store was swept of what has expired.',
		labelNames: ['outcome'],
		registers,
	});
	const wakes = new Counter({
		name: 'rosebay_wakes_total',
		help: 'Push wakes, by what became of them.',
		labelNames: ['outcome'],
		registers,
	});
	const storing = new Histogram({
		name: 'rosebay_store_seconds',
		help: 'How long the store took.',
		labelNames: ['operation', 'outcome'],
		buckets: BUCKETS,
		registers,
	});
	const waits = new Gauge({ name: 'rosebay_waiting_polls', help: 'Long polls waiting now.', registers });
	const held = new Gauge({
		name: 'rosebay_held',
		help: 'Logs, and items with a body, in the store; counted at most once a minute.',
		labelNames: ['what'],
		registers,
	});
	// From the beginning: a rate over what is not there yet is no rate.
	for (const problem of Object.values(problemNames)) if (problem !== undefined) refusals.inc({ problem }, 0);
	for (const outcome of ['done', 'failed']) sweeps.inc({ outcome }, 0);

	let watched: { store: Pick<Store, 'count'>; waiting: () => number } | null = null;
	let counted = -Infinity;
	async function count(): Promise<void> {
		if (watched === null) return;
		waits.set(watched.waiting());
		if (performance.now() - counted < COUNT_EVERY) return;
		counted = performance.now();
		const { logs, items } = await watched.store.count();
		held.set({ what: 'logs' }, logs);
		held.set({ what: 'items' }, items);
	}

	return {
		answered(call, status) {
			calls.inc({ call, status: String(status) });
			const problem = problemNames[status];
			if (problem !== undefined) refusals.inc({ problem });
		},
		swept: (done) => {
			sweeps.inc({ outcome: done ? 'done' : 'failed' });
		},
		woken: (outcome) => {
			wakes.inc({ outcome });
		},
		timed: (store) =>
			new Proxy(store, {
				get(target, name) {
					const member: unknown = Reflect.get(target, name);
					if (typeof member !== 'function') return member;
					const call = member.bind(target) as (...given: unknown[]) => unknown;
					if (!TIMED.has(name)) return call;
					return async (...given: unknown[]) => {
						const stop = storing.startTimer({ operation: String(name) });
						try {
							const answer = await call(...given);
							stop({ outcome: 'done' });
							return answer;
						} catch (error) {
							stop({ outcome: 'failed' });
							throw error;
						}
					};
				},
			}),
		watch: (store, waiting) => {
			watched = { store, waiting };
		},
		async text() {
			// A store that is away is told of by the failures of its operations.
			await count().catch(() => undefined);
			return registry.metrics();
		},
	};
}

/**
 * Answers `GET /metrics` on this port, for this machine alone unless another address is named.
 * @returns the way to stop
 * @throws when the port cannot be had
 */
export async function serveMetrics(
	metrics: Metrics,
	port: number,
	host = '127.0.0.1',
): Promise<{ port: number; close: () => void }> {
	const server = createServer((request, response) => {
		if (request.method !== 'GET' || request.url !== '/metrics') {
			response.writeHead(404).end();
			return;
		}
		metrics.text().then(
			(text) =>
				response
					.writeHead(200, {
						'content-type': 'text/plain; version=0.0.4; charset=utf-8',
						'cache-control': 'no-store',
					})
					.end(text),
			() => response.writeHead(500).end(),
		);
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	server.unref();
	const address = server.address();
	return {
		port: address !== null && typeof address === 'object' ? address.port : port,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}
