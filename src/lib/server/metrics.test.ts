/** What an operator sees of a relay that lives: numbers, and of nobody. */
import { randomBytes } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { createMetrics, serveMetrics, type Metrics } from './metrics';
import { createRelay, openLibsqlStore, StoreUnavailable } from './relay';
import { newLog, openBody, random, relayOver, type TestRelay } from './relay/relay.support';

// A machine that does other things too is slow; no promise here is about time.
vi.setConfig({ testTimeout: 60_000 });

let relays: TestRelay[] = [];
afterEach(async () => {
	for (const relay of relays) await relay.destroy();
	relays = [];
});

async function lively(metrics: Metrics): Promise<TestRelay> {
	const store = metrics.timed(openLibsqlStore({ path: ':memory:' }));
	const relay = await relayOver(store, { perAddress: { burst: 8, perSecond: 1 } }, '', {
		onAnswer: metrics.answered,
	});
	metrics.watch(store, () => relay.relay.waiting);
	relays.push(relay);
	return relay;
}

/** Anything that could be an id, a token, a hash or an address of somebody. */
const SOMEBODY = [
	/[A-Za-z0-9_-]{22,}/,
	/\b[0-9a-f]{16,}\b/,
	/\b\d{1,3}(\.\d{1,3}){3}\b/,
	/[0-9a-f]{1,4}:[0-9a-f:]*:[0-9a-f]{1,4}/i,
];
/** What stands in the quotes of labels. */
const labels = (text: string): string[] =>
	[...text.matchAll(/="((?:[^"\\]|\\.)*)"/g)].map(([, label]) => label ?? '');
const value = (text: string, line: string): number =>
	Number(
		text
			.split('\n')
			.find((one) => one.startsWith(`${line} `))
			?.slice(line.length),
	);

test('puts, fetches, acks, refusals, what is held, who waits and how long the store takes are counted', async () => {
	const metrics = createMetrics();
	const relay = await lively(metrics);
	const log = await relay.openLog();
	for (let count = 0; count < 3; count += 1) await relay.put(log);
	await relay.poll([log]);
	await relay.ack(log, 0, 1);
	const waiting = relay.poll([{ ...log, after: 99 }], 25);
	for (let count = 0; count < 12; count += 1) await relay.call('GET', '/nothing');
	await expect.poll(() => relay.relay.waiting, { timeout: 20_000 }).toBe(1);
	await relay.relay.sweep();
	metrics.swept(true);
	metrics.woken('sent');
	const text = await metrics.text();
	expect(value(text, 'rosebay_calls_total{call="PUT /api/relay/logs/{id}/items/{mid}",status="201"}')).toBe(
		3,
	);
	expect(value(text, 'rosebay_calls_total{call="POST /api/relay/poll",status="200"}')).toBe(1);
	expect(value(text, 'rosebay_calls_total{call="POST /api/relay/logs/{id}/ack",status="204"}')).toBe(1);
	expect(value(text, 'rosebay_refusals_total{problem="not-found"}')).toBe(8);
	expect(value(text, 'rosebay_refusals_total{problem="too-many"}')).toBe(4);
	expect(value(text, 'rosebay_refusals_total{problem="full"}')).toBe(0);
	expect(value(text, 'rosebay_waiting_polls')).toBe(1);
	expect(value(text, 'rosebay_held{what="logs"}')).toBe(1);
	expect(value(text, 'rosebay_held{what="items"}')).toBe(3);
	expect(value(text, 'rosebay_sweeps_total{outcome="done"}')).toBe(1);
	expect(value(text, 'rosebay_wakes_total{outcome="sent"}')).toBe(1);
	expect(value(text, 'rosebay_store_seconds_count{operation="append",outcome="done"}')).toBe(3);
	expect(value(text, 'rosebay_store_seconds_count{operation="sweep",outcome="done"}')).toBe(1);
	await relay.relay.stop();
	await waiting;
});

test('no label holds an id, a token or an address, whatever was asked; a planted one would be found', async () => {
	const metrics = createMetrics();
	const relay = await lively(metrics);
	const log = await relay.openLog();
	const mid = random(32);
	await relay.put(log, randomBytes(99), mid);
	for (const address of ['203.0.113.77', '2001:db8::77']) {
		await relay.call('PUT', `/logs/${random(16)}/items/${random(32)}`, { address, token: random(32) });
		await relay.call('GET', `/${log.write}?token=${log.read}`, { address });
		await relay.call('POST', `/logs/${log.id}/nothing/${address}`, { address });
		await relay.call('BREW', `/${address}`, { address });
	}
	await relay.call('POST', '/logs', { token: random(32), json: openBody(newLog()) });
	const text = await metrics.text();
	expect(labels(text).length).toBeGreaterThan(50);
	const known = labels(text).map((label) => label.replaceAll(/\/api\/relay[\w/{}.]*|^[A-Z]+ /g, ''));
	const found = known.filter((label) => SOMEBODY.some((sign) => sign.test(label)));
	expect(found).toEqual([]);
	for (const secret of [log.id, log.write, log.read, log.admin, relay.staff, mid, '203.0.113', '2001:db8'])
		expect(text).not.toContain(secret);
	metrics.answered(`PUT /logs/${log.id}`, 404);
	metrics.woken('203.0.113.77');
	const planted = labels(await metrics.text()).filter((label) => SOMEBODY.some((sign) => sign.test(label)));
	expect(planted).toHaveLength(2);
});

test('a store that fails is told of as failing', async () => {
	const metrics = createMetrics();
	const store = metrics.timed(
		Object.assign(openLibsqlStore({ path: ':memory:' }), {
			logs: () => Promise.reject(new StoreUnavailable('away')),
		}),
	);
	const relay = createRelay({ store, onAnswer: metrics.answered });
	expect(await relay.healthy()).toBe(false);
	const text = await metrics.text();
	expect(value(text, 'rosebay_store_seconds_count{operation="logs",outcome="failed"}')).toBe(1);
	await relay.stop();
});

test('it is served on this machine alone, at one address', async () => {
	const metrics = createMetrics();
	const { port, close } = await serveMetrics(metrics, 0);
	const answer = await fetch(`http://127.0.0.1:${String(port)}/metrics`);
	expect(answer.status).toBe(200);
	expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
	expect(await answer.text()).toContain('rosebay_refusals_total{problem="not-found"} 0');
	for (const path of ['/', '/healthz', '/metrics?x=1'])
		expect((await fetch(`http://127.0.0.1:${String(port)}${path}`)).status).toBe(404);
	// Another of this machine's addresses is not listened on.
	await expect(fetch(`http://127.0.0.2:${String(port)}/metrics`)).rejects.toThrow();
	close();
});
