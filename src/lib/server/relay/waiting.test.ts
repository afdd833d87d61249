/** What a team learns of a colleague who is away: that something waits, and since which hour. Never how much or what. */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { random, testRelay, type TestLog, type TestRelay } from './relay.support';
import { tokenHash } from './tokens';

// A machine that does other things too is slow; no promise here is about time.
vi.setConfig({ testTimeout: 60_000 });

const HOUR = 3_600_000;
let relay: TestRelay;
let watch: string;
let log: TestLog;
beforeEach(async () => {
	relay = await testRelay();
	watch = random(32);
	log = await relay.openLog({ watchTokenHash: tokenHash(watch) });
});
afterEach(() => relay.destroy());

const ask = async (logs: { id: string; token: string }[]): Promise<unknown> => {
	const response = await relay.call('POST', '/waiting', { json: { logs } });
	expect(response.status).toBe(200);
	return response.json();
};

test('nothing waits; then something does, since the full hour it came in; then the first reader has it', async () => {
	const asked = [{ id: log.id, token: watch }];
	expect(await ask(asked)).toEqual({ waiting: [], missing: [] });
	await relay.put(log);
	const since = new Date(Math.floor(relay.now() / HOUR) * HOUR).toISOString();
	relay.pass(26 * HOUR);
	await relay.put(log);
	await relay.put(log);
	expect(await ask(asked)).toEqual({ waiting: [{ log: log.id, since }], missing: [] });
	await relay.ack(log, 1, 1_000);
	expect(await ask(asked)).toEqual({ waiting: [{ log: log.id, since }], missing: [] });
	await relay.ack(log, 0, 1_000);
	expect(await ask(asked)).toEqual({ waiting: [], missing: [] });
});

test('what lives shorter by its own header waits since it came, too', async () => {
	relay.pass(3 * HOUR);
	const since = new Date(Math.floor(relay.now() / HOUR) * HOUR).toISOString();
	await relay.put(log, randomBytes(9), random(32), { headers: { 'rosebay-ttl': String(7 * 86_400) } });
	expect(await ask([{ id: log.id, token: watch }])).toEqual({
		waiting: [{ log: log.id, since }],
		missing: [],
	});
});

test('one thing or a hundred look the same', async () => {
	const other = random(32);
	const many = await relay.openLog({ watchTokenHash: tokenHash(other) });
	await relay.put(log, randomBytes(1_024));
	for (let count = 0; count < 20; count += 1) await relay.put(many, randomBytes(16_384));
	const one = JSON.stringify(await ask([{ id: log.id, token: watch }]));
	const hundred = JSON.stringify(await ask([{ id: many.id, token: other }]));
	expect(hundred.replace(many.id, log.id)).toBe(one);
});

test('a log that is not there, one that nobody may watch, and a wrong token look the same', async () => {
	const unwatched = await relay.openLog();
	await relay.put(unwatched);
	await relay.put(log);
	const wrong = [
		{ id: random(16), token: watch },
		{ id: unwatched.id, token: watch },
		{ id: log.id, token: random(32) },
		// Reading does not entitle to this, nor this to reading.
		{ id: log.id, token: log.read },
	];
	for (const one of wrong) expect(await ask([one])).toEqual({ waiting: [], missing: [one.id] });
	expect((await relay.poll([{ ...log, read: watch }])).missing).toEqual([log.id]);
	expect((await relay.put({ ...log, write: watch })).status).toBe(404);
	expect((await relay.call('DELETE', `/logs/${log.id}`, { token: watch })).status).toBe(404);
	expect(
		(await relay.call('POST', `/logs/${log.id}/ack`, { token: watch, json: { slot: 0, seq: 9 } })).status,
	).toBe(404);
});

test('who watches too often is asked to wait, and the readers are not slowed by it', async () => {
	let answer = 200;
	for (let count = 0; answer === 200 && count < 5_000; count += 1)
		answer = (await relay.call('POST', '/waiting', { json: { logs: [{ id: log.id, token: watch }] } }))
			.status;
	expect(answer).toBe(429);
	expect((await relay.poll([log])).missing).toEqual([]);
});

test('the same log is opened again only with the same watch token', async () => {
	const body = {
		id: log.id,
		writeTokenHash: tokenHash(log.write),
		readTokenHash: tokenHash(log.read),
		adminTokenHash: tokenHash(log.admin),
		readerSlots: 2,
		ttl: 14 * 86_400,
		lifetime: 0,
	};
	const open = (change: object) =>
		relay.call('POST', '/logs', { token: relay.staff, json: { ...body, ...change } });
	expect((await open({ watchTokenHash: tokenHash(watch) })).status).toBe(201);
	expect((await open({})).status).toBe(409);
	expect((await open({ watchTokenHash: random(32) })).status).toBe(409);
});
