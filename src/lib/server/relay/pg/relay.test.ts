/** Relays on one PostgreSQL, and what their clients see of its stops and starts. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { figure } from '../../../../../tests/support/figure';
import { startPostgres, type TestPostgres } from '../../../../../tests/support/postgres';
import { newLog, random, relayOver, type TestRelay } from '../relay.support';
import { openPgStore } from './store';

/** More of them when somebody has the time: RESTARTS=20. */
const RESTARTS = Number(process.env.RESTARTS ?? 4);

let postgres: TestPostgres;
beforeAll(async () => {
	postgres = await startPostgres();
}, 120_000);
afterAll(() => postgres.close(), 60_000);

const relaysOn = (url: string, count: number): Promise<TestRelay[]> =>
	Promise.all(
		Array.from({ length: count }, async () =>
			relayOver(await openPgStore({ url }), {
				writes: { burst: 1e6, perSecond: 1e6 },
				reads: { burst: 1e6, perSecond: 1e6 },
			}),
		),
	);

test('two processes are one relay: put in one, the long poll in the other answers at once', async () => {
	const [one, two] = await relaysOn(await postgres.database(), 2);
	if (one === undefined || two === undefined) throw new Error('unreachable');
	const log = await one.openLog();
	const waits: number[] = [];
	for (let round = 0, after = 0; round < 20; round += 1) {
		const waiting = two.poll([{ ...log, after }], 25);
		await new Promise((resolve) => setTimeout(resolve, 20));
		const before = performance.now();
		expect((await one.put(log)).status).toBe(201);
		const { items } = await waiting;
		waits.push(performance.now() - before);
		expect(items).toHaveLength(1);
		after = items[0]?.seq ?? after;
	}
	waits.sort((a, b) => a - b);
	figure(
		'relay on PostgreSQL: put in one process, delivered by another, median ms',
		waits[10] ?? NaN,
		'at once',
	);
	// Far below the look every five seconds, however slow the machine: the bell was heard.
	expect(waits[10]).toBeLessThan(2_000);

	const waiting = two.poll([{ ...log, after: 20 }], 25);
	await new Promise((resolve) => setTimeout(resolve, 50));
	await one.call('DELETE', `/logs/${log.id}`, { token: log.admin });
	expect((await waiting).missing).toEqual([log.id]);
	for (const relay of [one, two]) {
		expect(relay.failures).toEqual([]);
		await relay.destroy();
	}
}, 60_000);

test('PostgreSQL stopped and started again under load: 503 meanwhile, back within 5 s, nothing acknowledged lost or twice', async () => {
	const relays = await relaysOn(await postgres.database(), 2);
	const [first] = relays;
	if (first === undefined) throw new Error('unreachable');
	const logs = await Promise.all(Array.from({ length: 8 }, () => first.openLog()));
	const acknowledged = new Set<string>();
	const seen = new Map<number, number>();
	let [stopping, upAt, backAt, slowest] = [false, 0, Infinity, 0];
	const writers = logs.map(async (log, at) => {
		const relay = relays[at % relays.length] ?? first;
		for (let mid = random(32); !stopping;) {
			const { status } = await relay.put(log, randomBytes(1_024), mid).catch(() => ({ status: 0 }));
			seen.set(status, (seen.get(status) ?? 0) + 1);
			// 409: the bytes are new each time; an answer that was lost on the way had been kept.
			if (status === 201) acknowledged.add(mid);
			if (status === 201 || status === 409) {
				if (upAt > 0) backAt = Math.min(backAt, performance.now());
				mid = random(32);
			} else await new Promise((resolve) => setTimeout(resolve, 20));
		}
	});
	for (let round = 0; round < RESTARTS; round += 1) {
		const enough = acknowledged.size + 20;
		await expect.poll(() => acknowledged.size, { interval: 10, timeout: 60_000 }).toBeGreaterThan(enough);
		[upAt, backAt] = [0, Infinity];
		await postgres.stop(round % 2 === 0 ? 'immediate' : 'fast');
		const down = await first.put(logs[0] ?? newLog());
		expect(down.status).toBe(503);
		expect(down.headers.get('retry-after')).toBe('2');
		expect(await first.relay.healthy()).toBe(false);
		await postgres.start();
		upAt = performance.now();
		await expect.poll(() => backAt, { interval: 10, timeout: 60_000 }).toBeLessThan(Infinity);
		slowest = Math.max(slowest, backAt - upAt);
	}
	expect(await first.relay.healthy()).toBe(true);
	stopping = true;
	await Promise.all(writers);
	const read = new Map<string, number>();
	for (const log of logs) {
		for (let after = 0, more = true; more;) {
			const page = await first.poll([{ ...log, after }]);
			for (const { mid, seq } of page.items) {
				expect(seq).toBeGreaterThan(after);
				after = seq;
				read.set(mid, (read.get(mid) ?? 0) + 1);
			}
			more = page.more;
		}
	}
	const lost = [...acknowledged].filter((mid) => !read.has(mid)).length;
	const twice = [...read.values()].filter((count) => count > 1).length;
	const rounds = `${String(RESTARTS)} restarts, ${String(acknowledged.size)} acknowledged`;
	figure('PostgreSQL restarted: acknowledged items lost', `${String(lost)} (${rounds})`, '0');
	figure('PostgreSQL restarted: slowest back, s', slowest / 1_000, '<= 5');
	expect({ lost, twice }).toEqual({ lost: 0, twice: 0 });
	expect(slowest).toBeLessThan(5_000);
	expect([...seen.keys()].filter((status) => ![201, 409, 503].includes(status))).toEqual([]);
	for (const relay of relays) {
		expect(relay.failures).toEqual([]);
		await relay.destroy();
	}
}, 300_000);
