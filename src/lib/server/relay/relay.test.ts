/** What the relay does for who may: putting, getting, waiting, passing a phone's whole content on. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { newLog, random, transferBody, type TestRelay } from './relay.support';
import { relays } from './relays.support';

// A machine that does other things too is slow; no promise here is about time.
vi.setConfig({ testTimeout: 60_000 });

const start = relays();
const statuses = (responses: Response[]) => responses.map(({ status }) => status);
const bodies = async (answer: Promise<{ items: { body: string }[] }>) =>
	(await answer).items.map(({ body }) => body);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

describe('putting and getting', () => {
	test('what is put comes back, in order; the same again is no second item; another under its mid is refused', async () => {
		const relay = await start();
		const log = await relay.openLog();
		const [one, two] = [randomBytes(1_024), randomBytes(65_536 + 500)];
		const mid = random(32);
		expect((await relay.put(log, one, mid)).status).toBe(201);
		expect((await relay.put(log, two)).status).toBe(201);
		expect((await relay.put(log, one, mid)).status).toBe(200);
		expect((await relay.put(log, two, mid)).status).toBe(409);
		expect(await bodies(relay.poll([log]))).toEqual([text(one), text(two)]);
	});

	test('two who put different bytes under one mid at once: one wins, and all see the same', async () => {
		const relay = await start();
		const log = await relay.openLog();
		for (let round = 0; round < 20; round += 1) {
			const mid = random(32);
			const rivals = await Promise.all([1, 2, 3].map(() => relay.put(log, randomBytes(64), mid)));
			expect(statuses(rivals).sort()).toEqual([201, 409, 409]);
		}
		expect((await relay.poll([log])).items).toHaveLength(20);
	});

	test('each slot acks for itself; what all have is gone', async () => {
		const relay = await start();
		const log = await relay.openLog({ readerSlots: 2 });
		for (let count = 0; count < 3; count += 1) await relay.put(log);
		const { items } = await relay.poll([log]);
		const seq = items[1]?.seq ?? 0;
		expect((await relay.ack(log, 0, seq)).status).toBe(204);
		expect((await relay.poll([log])).items).toHaveLength(3);
		expect((await relay.ack(log, 1, seq)).status).toBe(204);
		expect((await relay.poll([log])).items.map((item) => item.seq)).toEqual([items[2]?.seq]);
		expect((await relay.ack(log, 2, seq)).status).toBe(400);
	});

	test('a page that is cut says so, and the rest follows', async () => {
		const relay = await start({ pollBytes: 5_000 });
		const logs = [await relay.openLog(), await relay.openLog()];
		for (const log of logs) for (let count = 0; count < 6; count += 1) await relay.put(log);
		const after = new Map(logs.map(({ id }) => [id, 0]));
		let seen = 0;
		for (let more = true; more;) {
			const page = await relay.poll(logs.map((log) => ({ ...log, after: after.get(log.id) ?? 0 })));
			for (const { log, seq } of page.items) {
				expect(seq).toBeGreaterThan(after.get(log) ?? 0);
				after.set(log, seq);
				seen += 1;
			}
			more = page.more;
		}
		expect(seen).toBe(12);
	});

	test('items are forgotten after their time, logs after theirs', async () => {
		const relay = await start();
		const lasting = await relay.openLog({ ttl: 600 });
		const rendezvous = await relay.openLog({ ttl: 600, lifetime: 600 });
		for (const log of [lasting, rendezvous]) await relay.put(log);
		relay.pass(599_000);
		expect((await relay.poll([lasting, rendezvous])).items).toHaveLength(2);
		relay.pass(1_000);
		expect(await relay.poll([lasting, rendezvous])).toEqual({
			items: [],
			missing: [rendezvous.id],
			more: false,
		});
		await relay.relay.sweep();
		expect((await relay.put(lasting)).status).toBe(201);
		expect((await relay.put(rendezvous)).status).toBe(404);
	});

	test('an item may live shorter than its log gives it, never longer, and is never refused for asking', async () => {
		const relay = await start();
		const log = await relay.openLog({ ttl: 600 });
		const putFor = (ttl: string, mid = random(32)) =>
			relay.put(log, randomBytes(9), mid, { headers: { 'rosebay-ttl': ttl } });
		const mids = [random(32), random(32), random(32)];
		expect((await putFor('60', mids[0])).status).toBe(201);
		expect((await putFor('300', mids[1])).status).toBe(201);
		expect((await putFor('9999999', mids[2])).status).toBe(201);
		for (const bad of ['59', '0', '-1', '1e3', '60.5', 'soon', '', '10000000'])
			expect((await putFor(bad)).status, bad).toBe(400);
		const left = async () => (await relay.poll([log])).items.map(({ mid }) => mid);
		expect(await left()).toEqual(mids);
		relay.pass(60_000);
		expect(await left()).toEqual(mids.slice(1));
		await relay.relay.sweep();
		relay.pass(240_000);
		expect(await left()).toEqual(mids.slice(2));
		relay.pass(300_000);
		expect(await left()).toEqual([]);
	});

	test('a deleted log is as if it had never been', async () => {
		const relay = await start();
		const log = await relay.openLog();
		await relay.put(log);
		expect((await relay.call('DELETE', `/logs/${log.id}`, { token: log.admin })).status).toBe(204);
		expect((await relay.put(log)).status).toBe(404);
		expect((await relay.poll([log])).missing).toEqual([log.id]);
	});
});

describe('waiting', () => {
	test('whoever waits is woken at once by what is put into any of their logs, and by nothing else', async () => {
		const relay = await start();
		const [mine, also, other] = [await relay.openLog(), await relay.openLog(), await relay.openLog()];
		let answered = false;
		const waiting = relay.poll([mine, also], 20).finally(() => (answered = true));
		await relay.put(other);
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(answered).toBe(false);
		const before = performance.now();
		await relay.put(also);
		expect((await waiting).items.map(({ log }) => log)).toEqual([also.id]);
		expect(performance.now() - before).toBeLessThan(500);
	});

	test('nothing that is put while a poll begins falls between the two', async () => {
		const relay = await start({
			writes: { burst: 1_000, perSecond: 1_000 },
			reads: { burst: 1_000, perSecond: 1_000 },
		});
		const log = await relay.openLog();
		let after = 0;
		for (let round = 0; round < 50; round += 1) {
			const [answer] = await Promise.all([relay.poll([{ ...log, after }], 20), relay.put(log)]);
			expect(answer.items).toHaveLength(1);
			after = answer.items[0]?.seq ?? after;
		}
	});

	test('a wait ends empty when its time is up, and with the news that the log was deleted', async () => {
		const relay = await start();
		const [quiet, doomed] = [await relay.openLog(), await relay.openLog()];
		expect(await relay.poll([quiet], 1)).toEqual({ items: [], missing: [], more: false });
		const waiting = relay.poll([doomed], 20);
		await new Promise((resolve) => setTimeout(resolve, 20));
		await relay.call('DELETE', `/logs/${doomed.id}`, { token: doomed.admin });
		expect((await waiting).missing).toEqual([doomed.id]);
	});

	test('stopping answers everyone who waits, and refuses the next politely', async () => {
		const relay = await start();
		const log = await relay.openLog();
		const waiting = Array.from({ length: 50 }, () => relay.poll([log], 25));
		await new Promise((resolve) => setTimeout(resolve, 20));
		const before = performance.now();
		const stopped = relay.relay.stop();
		for (const answer of await Promise.all(waiting)) expect(answer.items).toEqual([]);
		await stopped;
		expect(performance.now() - before).toBeLessThan(1_000);
		expect((await relay.put(log)).status).toBe(503);
		expect(await relay.relay.healthy()).toBe(false);
	});

	test('a client that goes away leaves nothing behind', async () => {
		const relay = await start({ waits: 1 });
		const log = await relay.openLog();
		const gone = new AbortController();
		const json = { logs: [{ id: log.id, token: log.read, after: 0 }], wait: 20 };
		const waiting = relay.call('POST', '/poll', { json, signal: gone.signal });
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect((await relay.call('POST', '/poll', { json })).status).toBe(503);
		gone.abort();
		expect((await waiting).status).toBe(200);
		expect((await relay.call('POST', '/poll', { json: { ...json, wait: 1 } })).status).toBe(200);
	});
});

describe('transfers', () => {
	const open = (relay: TestRelay, log = newLog(), address?: string) =>
		relay.call('POST', '/transfers', { json: transferBody(log), ...(address ? { address } : {}) });

	test('anyone opens one; it holds 9 MiB, for fifteen minutes, and then is as if it had never been', async () => {
		const relay = await start();
		const log = newLog();
		expect(statuses([await open(relay, log), await open(relay, log)])).toEqual([201, 201]);
		const item = randomBytes(65_565);
		let taken = 0;
		while ((await relay.put(log, item)).status === 201) taken += 1;
		// The largest transfer is 129 parts and what comes before and after them.
		expect(taken).toBeGreaterThan(135);
		expect(taken * item.length).toBeLessThan(9 * 1024 * 1024);
		expect((await relay.put(log, item)).status).toBe(507);
		const { items } = await relay.poll([log]);
		expect((await relay.ack(log, 0, items.at(-1)?.seq ?? 0)).status).toBe(204);
		expect((await relay.ack(log, 1, items.at(-1)?.seq ?? 0)).status).toBe(204);
		expect((await relay.put(log, item)).status).toBe(201);
		expect((await relay.ack(log, 2, 1)).status).toBe(400);
		relay.pass(900_000);
		expect((await relay.poll([log])).missing).toEqual([log.id]);
		expect((await relay.put(log)).status).toBe(404);
	});

	test('an address opens a few and waits; others do not wait for it; no lifetime or size is taken from outside', async () => {
		const relay = await start({ transfersPerAddress: { burst: 3, perSecond: 0.1 } });
		expect(
			statuses(await Promise.all([1, 2, 3, 4].map(() => open(relay, newLog(), '2001:db8::1')))).sort(),
		).toEqual([201, 201, 201, 429]);
		expect((await open(relay, newLog(), '2001:db8::2')).status).toBe(429);
		expect((await open(relay, newLog(), '192.0.2.1')).status).toBe(201);
		relay.pass(10_000);
		expect((await open(relay, newLog(), '2001:db8::2')).status).toBe(201);
		const json = { ...transferBody(newLog()), lifetime: 0 };
		expect((await relay.call('POST', '/transfers', { json, address: '192.0.2.9' })).status).toBe(400);
	});

	test('only so many are open in all, whoever opened them; the next is told when to come again', async () => {
		const relay = await start({ transfers: 2 });
		const logs = [newLog(), newLog()];
		for (const [at, log] of logs.entries()) await open(relay, log, `192.0.2.${String(at)}`);
		const full = await open(relay, newLog(), '192.0.2.50');
		expect(full.status).toBe(507);
		expect(full.headers.get('retry-after')).toBe('60');
		await relay.call('DELETE', `/logs/${logs[0]?.id ?? ''}`, { token: logs[0]?.admin });
		expect((await open(relay, newLog(), '192.0.2.50')).status).toBe(201);
		relay.pass(900_000);
		expect((await open(relay, newLog(), '192.0.2.50')).status).toBe(201);
	});

	test('nothing on disk says from where one was opened', async () => {
		const relay = await start();
		await open(relay, newLog(), '203.0.113.77');
		for (const file of readdirSync(relay.folder))
			expect(readFileSync(join(relay.folder, file)).includes('203.0.113')).toBe(false);
	});
});
