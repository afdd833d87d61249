/** What the relay refuses, and how: without a right, without sense, or too much. */
import { randomBytes } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { MAX_ITEM_BYTES, redeemedSchema } from '$protocol/relay';
import { createInvite } from './invites';
import { openLibsqlStore } from './libsql/store';
import { lookupOf, newLog, openBody, random } from './relay.support';
import { relays } from './relays.support';

// A machine that does other things too is slow; no promise here is about time.
vi.setConfig({ testTimeout: 60_000 });

const DAY = 86_400_000;
const start = relays();
const statuses = (responses: Response[]) => responses.map(({ status }) => status);
const bodies = async (answer: Promise<{ items: { body: string }[] }>) =>
	(await answer).items.map(({ body }) => body);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

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
