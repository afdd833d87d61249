import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { MAX_ITEM_BYTES, redeemedSchema } from '$protocol/relay';
import type { Limits } from './limits';
import { createInvite } from './invites';
import { openLibsqlStore } from './libsql/store';
import { lookupOf, newLog, openBody, random, testRelay, transferBody, type TestRelay } from './relay.support';

// A machine that does other things too is slow; no promise here is about time.
vi.setConfig({ testTimeout: 60_000 });

const DAY = 86_400_000;
let relays: TestRelay[] = [];
const start = async (limits: Partial<Limits> = {}, maxBytes?: number): Promise<TestRelay> => {
	const made = await testRelay(limits, maxBytes);
	relays.push(made);
	return made;
};
afterEach(async () => {
	for (const relay of relays) {
		expect(relay.failures).toEqual([]);
		await relay.destroy();
	}
	relays = [];
});
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

describe('who may do what', () => {
	test('missing, expired and forbidden are the same to the last byte', async () => {
		const relay = await start();
		const log = await relay.openLog();
		const gone = await relay.openLog({ lifetime: 60 });
		const absent = newLog();
		relay.pass(60_000);
		const whole = async (response: Response) =>
			JSON.stringify([response.status, [...response.headers], await response.text()]);
		const item = { bytes: randomBytes(32) };
		const json = { slot: 0, seq: 1 };
		const mid = random(32);
		const answers = await Promise.all([
			relay.call('PUT', `/logs/${absent.id}/items/${mid}`, { ...item, token: absent.write }),
			relay.call('PUT', `/logs/${gone.id}/items/${mid}`, { ...item, token: gone.write }),
			relay.call('PUT', `/logs/${log.id}/items/${mid}`, { ...item, token: log.read }),
			relay.call('PUT', `/logs/${log.id}/items/${mid}`, { ...item, token: random(32) }),
			relay.call('PUT', `/logs/${log.id}/items/${mid}`, item),
			relay.call('PUT', `/logs/${log.id}/items/short`, { ...item, token: log.write }),
			relay.call('PUT', `/logs/..%2f..%2fetc/items/${mid}`, { ...item, token: log.write }),
			relay.call('POST', `/logs/${absent.id}/ack`, { json, token: absent.read }),
			relay.call('POST', `/logs/${log.id}/ack`, { json, token: log.write }),
			relay.call('DELETE', `/logs/${absent.id}`, { token: absent.admin }),
			relay.call('DELETE', `/logs/${log.id}`, { token: log.read }),
			relay.call('POST', '/logs', { json: openBody(newLog()), token: random(32) }),
			relay.call('POST', '/logs', { json: openBody(newLog()) }),
			relay.call('POST', '/staff', { json: { lookup: random(16) } }),
			relay.call('GET', '/logs'),
			relay.call('GET', '/no/such/thing'),
		]);
		expect(new Set(await Promise.all(answers.map(whole))).size).toBe(1);
		const polled = await relay.poll([absent, gone, { ...log, read: log.write }]);
		expect(polled).toEqual({ items: [], missing: [absent.id, gone.id, log.id], more: false });
	});

	test('a wrong token changes nothing', async () => {
		const relay = await start();
		const log = await relay.openLog({ readerSlots: 1 });
		await relay.put(log);
		await relay.call('POST', `/logs/${log.id}/ack`, { json: { slot: 0, seq: 9 }, token: log.write });
		await relay.call('DELETE', `/logs/${log.id}`, { token: log.write });
		await relay.put(log, randomBytes(9), random(32), { token: log.read });
		expect((await relay.poll([log])).items).toHaveLength(1);
	});

	test('opening the same log again is no error; another under its id is refused', async () => {
		const relay = await start();
		const log = newLog();
		const json = openBody(log, { lifetime: 600 });
		expect((await relay.call('POST', '/logs', { token: relay.staff, json })).status).toBe(201);
		relay.pass(5_000);
		expect((await relay.call('POST', '/logs', { token: relay.staff, json })).status).toBe(201);
		const rival = openBody({ ...newLog(), id: log.id });
		expect((await relay.call('POST', '/logs', { token: relay.staff, json: rival })).status).toBe(409);
	});
});

describe('bad input', () => {
	test('is refused calmly, whatever it is', async () => {
		const relay = await start({ perAddress: { burst: 1_000, perSecond: 1 } });
		const log = await relay.openLog();
		const polls = [
			{},
			[],
			null,
			{ logs: [], wait: 0 },
			{ logs: [{ id: log.id, token: log.read, after: -1 }], wait: 0 },
			{ logs: [{ id: log.id, token: log.read, after: 0 }], wait: 1e9 },
			{ logs: [{ id: log.id, token: log.read, after: 0, extra: 1 }], wait: 0 },
			{ logs: Array.from({ length: 65 }, () => ({ id: log.id, token: log.read, after: 0 })), wait: 0 },
		];
		for (const json of polls) expect((await relay.call('POST', '/poll', { json })).status).toBe(400);
		for (const body of ['', '{', '{"logs":', '\ufeff', '[[[[[[', '"\\ud800"']) {
			const bytes = Buffer.from(body);
			const { status } = await relay.call('POST', '/poll', { bytes, type: 'application/json' });
			expect(status).toBe(400);
		}
		const plain = { json: { lookup: random(16) }, type: 'text/plain' };
		expect((await relay.call('POST', '/staff', plain)).status).toBe(400);
		expect((await relay.put(log, randomBytes(9), random(32), { type: 'text/plain' })).status).toBe(400);
		expect((await relay.put(log, new Uint8Array())).status).toBe(400);
		expect(
			(await relay.call('POST', `/logs/${log.id}/ack`, { token: log.read, json: { slot: 9, seq: 0 } }))
				.status,
		).toBe(400);
		for (const change of [{ readerSlots: 5 }, { ttl: 1 }, { ttl: 1e9 }, { id: '' }, { lifetime: 0.5 }]) {
			const json = openBody(newLog(), change);
			expect((await relay.call('POST', '/logs', { token: relay.staff, json })).status).toBe(400);
		}
	});

	test('too large is refused, with and without a length announced, and the largest is taken', async () => {
		const relay = await start();
		const log = await relay.openLog();
		expect((await relay.put(log, randomBytes(MAX_ITEM_BYTES))).status).toBe(201);
		expect((await relay.put(log, randomBytes(MAX_ITEM_BYTES + 1))).status).toBe(413);
		const stream = new ReadableStream({
			pull(controller) {
				controller.enqueue(new Uint8Array(50_000));
			},
		});
		const request = new Request(`http://relay.test/api/relay/logs/${log.id}/items/${random(32)}`, {
			method: 'PUT',
			headers: { authorization: `Bearer ${log.write}`, 'content-type': 'application/octet-stream' },
			body: stream,
			duplex: 'half',
		} as RequestInit);
		expect((await relay.relay.handle(request, '192.0.2.7')).status).toBe(413);
	});
});

describe('too much', () => {
	test('a flood into one log is slowed, the others do not feel it, and it ends', async () => {
		const relay = await start({ writes: { burst: 20, perSecond: 2 } });
		const [flooded, honest] = [await relay.openLog(), await relay.openLog()];
		const answers = await Promise.all(Array.from({ length: 60 }, () => relay.put(flooded)));
		expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
		const refused = answers.find(({ status }) => status === 429);
		expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
		expect((await relay.put(honest)).status).toBe(201);
		relay.pass(1_000);
		expect((await relay.put(flooded)).status).toBe(201);
	});

	test('guessing from one address is slowed; tokens that fit, from that very address, are not', async () => {
		const relay = await start({ perAddress: { burst: 10, perSecond: 1 } });
		const log = await relay.openLog();
		const guesses = [];
		for (let count = 0; count < 40; count += 1) guesses.push(await relay.put(newLog()));
		expect(statuses(guesses).filter((status) => status === 404)).toHaveLength(10);
		expect(statuses(guesses).filter((status) => status === 429)).toHaveLength(30);
		expect((await relay.put(log)).status).toBe(201);
		expect((await relay.put(newLog(), randomBytes(1), random(32), { address: '198.51.100.4' })).status).toBe(
			404,
		);
		relay.pass(DAY);
		expect((await relay.put(newLog())).status).toBe(404);
	});

	test('10,000 random ids find nothing', async () => {
		const relay = await start({ perAddress: { burst: 1e6, perSecond: 1e6 } });
		await relay.put(await relay.openLog());
		let hits = 0;
		for (let count = 0; count < 10_000 / 50; count += 1) {
			const logs = Array.from({ length: 50 }, newLog);
			const { items, missing } = await relay.poll(logs);
			hits += items.length + logs.length - missing.length;
		}
		expect(hits).toBe(0);
	});

	test('a log that is full says 507, and takes again once it is emptied', async () => {
		const relay = await start({ logQuota: 10_000 });
		const log = await relay.openLog({ readerSlots: 1 });
		const answers = [];
		for (let count = 0; count < 9; count += 1) answers.push(await relay.put(log));
		expect(statuses(answers)).toEqual([201, 201, 201, 201, 201, 201, 201, 507, 507]);
		await relay.ack(log, 0, 1e9);
		expect((await relay.put(log)).status).toBe(201);
	});

	test('a full disk says 507, breaks nothing, and reading and deleting make room again', async () => {
		const relay = await start({}, 400_000);
		const log = await relay.openLog({ readerSlots: 1 });
		const kept: Uint8Array[] = [];
		let status = 201;
		while (status === 201) {
			const body = randomBytes(20_000);
			({ status } = await relay.put(log, body));
			if (status === 201) kept.push(body);
		}
		expect(status).toBe(507);
		expect(await bodies(relay.poll([log]))).toEqual(kept.map(text));
		expect((await relay.ack(log, 0, 1e9)).status).toBe(204);
		expect((await relay.put(log)).status).toBe(201);
	});
});

test('an invite lets one browser in, once, in time', async () => {
	const relay = await start();
	const { code, invite } = createInvite('Grace', relay.now());
	const late = createInvite('Ada', relay.now() - DAY);
	const store = openLibsqlStore({ path: `${relay.folder}/relay.sqlite` });
	await store.invite(invite);
	await store.invite(late.invite);
	await store.close();
	const lookup = lookupOf(code);
	const tries = await Promise.all([1, 2, 3].map(() => relay.call('POST', '/staff', { json: { lookup } })));
	expect(statuses(tries).sort()).toEqual([200, 404, 404]);
	const won = tries.find(({ status }) => status === 200);
	const { staffToken, sealed } = redeemedSchema.parse(await won?.json());
	expect(sealed).toBe(text(invite.sealed));
	const json = openBody(newLog());
	expect((await relay.call('POST', '/logs', { token: staffToken, json })).status).toBe(201);
	expect((await relay.call('POST', '/staff', { json: { lookup: lookupOf(late.code) } })).status).toBe(404);
});
