/** From the call to the push service, through the real relay: who may ask, and what she is woken by. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPushService, type PushService } from '../../../../tests/support/push-service';
import { openLibsqlStore } from '../relay';
import { random, relayOver, wakeBody, type TestLog, type TestRelay } from '../relay/relay.support';
import { newPushKeys } from './post';
import { pushSettings } from './settings';
import { startWakes, type Wakes } from './wakes';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;

describe('asking for wakes', () => {
	let service: PushService;
	let relay: TestRelay;
	let wakes: Wakes;
	let folder: string;

	beforeEach(async () => {
		service = await startPushService();
		folder = mkdtempSync(join(tmpdir(), 'rosebay-wakes-'));
		const store = openLibsqlStore({ path: join(folder, 'relay.sqlite') });
		relay = await relayOver(store, {}, folder, { pushServices: [service.origin] });
		wakes = startWakes({
			store: store.wakes,
			keys: await store.wakes.keys(newPushKeys()),
			...pushSettings({ ORIGIN: 'https://app.example.org', ROSEBAY_PUSH_SERVICES: service.origin }),
			timing: { every: 0 },
			now: () => relay.now(),
		});
	});
	afterEach(async () => {
		await wakes.stop();
		await relay.destroy();
		await service.close();
		rmSync(folder, { recursive: true });
	});

	const logOf = ({ id, read }: TestLog, change: Record<string, unknown> = {}) => ({
		id,
		token: read,
		slot: 1,
		...change,
	});
	const keep = (change: Record<string, unknown> = {}) =>
		relay.call('POST', '/wakes', {
			json: wakeBody({ subscription: service.subscribe(), quarters: [], ...change }),
		});
	const pass = async (ms: number) => {
		await wakes.look();
		relay.pass(ms);
		await wakes.look();
	};

	test('she is woken for what comes, under the key she subscribed with; what she has read does not wake her', async () => {
		const log = await relay.openLog();
		const { key } = (await (await relay.call('GET', '/wakes')).json()) as { key: string };
		expect((await keep({ logs: [logOf(log)] })).status).toBe(201);
		await relay.put(log);
		await pass(6 * MINUTE);
		expect(service.faults).toEqual([]);
		expect(service.pushes.map((push) => push.key)).toEqual([key]);
		expect(service.pushes[0]?.opened).toHaveLength(0);
		expect(service.pushes[0]?.claims.sub).toBe('https://app.example.org');
		await relay.put(log);
		await wakes.look();
		await relay.ack(log, 1, 9);
		await pass(60 * MINUTE);
		expect(service.pushes).toHaveLength(1);
	});

	test('she is woken at the quarter she named, and no more once she took it back', async () => {
		const quarter = Math.ceil(relay.now() / QUARTER) + 4;
		const [id, token] = [random(16), random(32)];
		await keep({ id, token, quarters: [quarter, quarter + 8] });
		await pass(quarter * QUARTER - relay.now() - 1);
		expect(service.pushes).toHaveLength(0);
		await pass(11 * MINUTE);
		await pass(11 * MINUTE);
		expect(service.pushes).toHaveLength(1);
		expect((await relay.call('DELETE', `/wakes/${id}`, { token: random(32) })).status).toBe(404);
		expect((await relay.call('DELETE', `/wakes/${id}`, { token })).status).toBe(204);
		await pass(180 * MINUTE);
		expect(service.pushes).toHaveLength(1);
	});

	test('who only writes there, or knows only the id, cannot ask; nor does she learn that another did', async () => {
		const log = await relay.openLog();
		const before = (await relay.poll([log])).items;
		for (const token of [log.write, log.admin, random(32)])
			expect((await keep({ logs: [logOf(log, { token })] })).status).toBe(404);
		expect((await keep({ logs: [logOf(log, { slot: 3 })] })).status).toBe(404);
		expect((await keep({ logs: [logOf(log), { id: random(16), token: random(32), slot: 0 }] })).status).toBe(
			404,
		);
		await keep({ logs: [logOf(log)] });
		expect((await relay.poll([log])).items).toEqual(before);
	});

	test.each([
		['an address inside', { endpoint: 'https://169.254.169.254/latest' }],
		['a service nobody knows', { endpoint: 'https://example.org/push' }],
		['no address', { endpoint: 'http' }],
		['a longer address than any', { endpoint: `https://fcm.googleapis.com/${'a'.repeat(1_024)}` }],
		['no key', { p256dh: 'A'.repeat(87) }],
		['something besides', { name: 'Grace' }],
	])('%s is not taken', async (_, change) => {
		const log = await relay.openLog();
		const subscription = { ...service.subscribe(), ...change };
		const answer = await keep({ subscription, logs: [logOf(log)] });
		expect(answer.status).toBe(400);
		expect(await answer.json()).toMatchObject({ type: 'urn:rosebay:invalid' });
	});

	test('nothing to wake for, too many times and times that are no quarters are not taken', async () => {
		expect((await keep()).status).toBe(400);
		expect((await keep({ quarters: Array.from({ length: 65 }, (_, at) => at) })).status).toBe(400);
		expect((await keep({ quarters: [1.5] })).status).toBe(400);
		expect((await keep({ quarters: [Date.now()] })).status).toBe(400);
	});

	test('what is on the disk: the subscription, and neither a token nor who asked', async () => {
		const log = await relay.openLog();
		const [token, subscription] = [random(32), service.subscribe()];
		await keep({ token, subscription, logs: [logOf(log)] });
		const files = readdirSync(folder).map((name) => join(folder, name));
		const disk = Buffer.concat(files.map((path) => readFileSync(path))).toString('latin1');
		expect(disk).toContain(subscription.endpoint);
		for (const secret of [token, log.read, '192.0.2.7']) expect(disk).not.toContain(secret);
	});
});

test('an operator names services and whom to write to, or is told what is wrong', () => {
	expect(pushSettings({})).toEqual({ services: [], contact: 'mailto:nobody@rosebay.invalid' });
	expect(pushSettings({ ORIGIN: 'http://localhost:3000' }).contact).toBe('mailto:nobody@rosebay.invalid');
	expect(pushSettings({ ROSEBAY_PUSH_CONTACT: 'mailto:help@example.org' }).contact).toBe(
		'mailto:help@example.org',
	);
	expect(() => pushSettings({ ROSEBAY_PUSH_SERVICES: '*' })).toThrow(/ROSEBAY_PUSH_SERVICES/);
	expect(() => pushSettings({ ROSEBAY_PUSH_CONTACT: 'somebody' })).toThrow(/ROSEBAY_PUSH_CONTACT/);
});
