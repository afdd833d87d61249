/** Wakes as a push service sees them: a real one on this machine that checks signatures and opens what is sealed. */
import { createECDH } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPush, startPushService, type PushService } from '../../../../tests/support/push-service';
import { openLibsqlStore, type Store } from '../relay';
import { someItem, someLog } from '../relay/store.suite';
import { isPublic, lookUpPublic } from './addresses';
import { isPoint, newPushKeys, post } from './post';
import { parseEndpoint, parseServices } from './services';
import type { PushKeys } from './store';
import { startWakes, WAKE_TIMING, type Wakes } from './wakes';
import { someWake } from './wakes.suite';

const CONTACT = 'https://rosebay.example.org';
const MINUTE = 60_000;

test('the opener opens the example of RFC 8291', () => {
	const own = createECDH('prime256v1');
	own.setPrivateKey(Buffer.from('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94', 'base64url'));
	const body =
		'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN';
	const opened = openPush(
		Buffer.from(body, 'base64url'),
		own,
		Buffer.from('BTBZMqHH6r4Tts7J_aSIgg', 'base64url'),
	);
	expect(opened.toString()).toBe('When I grow up, I want to be a watermelon');
});

describe('where a wake may go', () => {
	const own = ['https://push.example.org', 'http://localhost:9001'];

	test.each([
		'https://fcm.googleapis.com/fcm/send/abc:def',
		'https://jmt17.google.com/fcm/send/abc',
		'https://updates.push.services.mozilla.com/wpush/v2/abc',
		'https://web.push.apple.com/abc',
		'https://wns2-by3p.notify.windows.com/w/?token=abc',
		'https://push.example.org/abc',
		'http://localhost:9001/abc',
	])('%s', (address) => {
		expect(parseEndpoint(address, own)?.url.href).toBe(address);
	});

	test.each([
		'http://fcm.googleapis.com/fcm/send/abc',
		'https://fcm.googleapis.com:8443/abc',
		'https://fcm.googleapis.com.example.org/abc',
		'https://notify.windows.com/abc',
		'https://evilnotify.windows.com.example.org/',
		'https://evil-notify.windows.com@example.org/',
		'https://user@fcm.googleapis.com/abc',
		'https://fcm.googleapis.com@169.254.169.254/abc',
		'https://169.254.169.254/latest/meta-data',
		'https://[::1]/abc',
		'https://localhost/abc',
		'http://localhost:9002/abc',
		'https://push.example.org:444/abc',
		'ftp://push.example.org/abc',
		'file:///etc/passwd',
		'not an address',
		'',
	])('not %s', (address) => {
		expect(parseEndpoint(address, own)).toBeNull();
	});

	test('an operator names origins, over https or on this machine, and nothing else', () => {
		expect(parseServices('')).toEqual([]);
		expect(parseServices('https://push.example.org, http://localhost:9001')).toEqual(own);
		for (const wrong of ['http://push.example.org', 'https://push.example.org/path', 'push.example.org', '*'])
			expect(parseServices(wrong), wrong).toBeNull();
	});

	test('addresses inside a network are not the open internet', () => {
		const inside = [
			'127.0.0.1',
			'10.1.2.3',
			'172.31.0.1',
			'192.168.1.1',
			'169.254.169.254',
			'100.64.0.1',
			'0.0.0.0',
		];
		const sixes = [
			'::1',
			'::',
			'fe80::1',
			'fd00::1',
			'::ffff:127.0.0.1',
			'64:ff9b::7f00:1',
			'2002:7f00:1::',
			'2001:db8::1',
			'ff02::1',
		];
		for (const address of [...inside, ...sixes, '255.255.255.255', 'example.org', ''])
			expect(isPublic(address), address).toBe(false);
		for (const address of [
			'8.8.8.8',
			'142.250.1.95',
			'172.32.0.1',
			'2a00:1450:4001:80b::200a',
			'2607:f8b0::1',
		])
			expect(isPublic(address), address).toBe(true);
	});

	test('a known name that leads inside a network is not connected to', async () => {
		const found = await new Promise((resolve) => {
			lookUpPublic('localhost', { all: true }, (error, addresses) => {
				resolve(error?.code ?? addresses);
			});
		});
		expect(found).toBe('ENOTFOUND');
	});
});

describe('a wake on its way', { timeout: 30_000 }, () => {
	let service: PushService;
	let folder: string;
	let store: Store;
	let keys: PushKeys;
	let clock: number;
	let wakes: Wakes;
	const posted: string[] = [];

	beforeEach(async () => {
		service = await startPushService();
		folder = mkdtempSync(join(tmpdir(), 'rosebay-push-'));
		store = openLibsqlStore({ path: join(folder, 'relay.sqlite') });
		keys = await store.wakes.keys(newPushKeys());
		clock = Date.UTC(2026, 0, 15, 10);
		posted.length = 0;
		wakes = startWakes({
			store: store.wakes,
			keys,
			contact: CONTACT,
			services: [service.origin],
			timing: { every: 0 },
			now: () => clock,
			onPosted: (type) => posted.push(type),
		});
	});
	afterEach(async () => {
		await wakes.stop();
		await store.close();
		await service.close();
		rmSync(folder, { recursive: true });
	});

	const keep = async (change: Parameters<typeof someWake>[0] = {}) => {
		const wake = someWake({ ...service.subscribe(), times: [clock], expiresAt: clock + 1e9, ...change });
		await store.wakes.put(wake, { perLog: 8, atMost: 100 });
		return wake;
	};
	const pass = async (ms: number) => {
		clock += ms;
		await wakes.look();
	};

	test('is signed for that service, sealed for that browser, and says nothing', async () => {
		const { endpoint } = await keep();
		await wakes.look();
		await pass(10 * MINUTE);
		expect(service.faults).toEqual([]);
		expect(service.pushes).toHaveLength(1);
		const [push] = service.pushes;
		expect(endpoint.endsWith(push!.path)).toBe(true);
		expect(push!.opened).toHaveLength(0);
		expect(push!.body).toHaveLength(103);
		expect(push!.key).toBe(keys.publicKey);
		expect(push!.claims).toMatchObject({ aud: service.origin, sub: CONTACT });
		expect(Object.keys(push!.claims).sort()).toEqual(['aud', 'exp', 'sub']);
		expect(push!.headers).toMatchObject({ urgency: 'normal', ttl: '43200', topic: 'wake' });
		expect(JSON.stringify(push!.headers)).not.toMatch(/node|rosebay\/|referer|cookie|user-agent/i);
		await pass(24 * 60 * MINUTE);
		expect(service.pushes).toHaveLength(1);
	});

	test('ten arrivals in one stretch are one wake; after it the next waits its time', async () => {
		const log = someLog();
		await store.openLog(log);
		await keep({ logs: [{ log: log.id, slot: 1 }], times: [] });
		const arrive = () => store.append(someItem(log.id, { expiresAt: clock + 1e9 }), clock);
		for (let count = 0; count < 10; count += 1) {
			await arrive();
			await pass(MINUTE / 3);
		}
		await pass(6 * MINUTE);
		expect(service.pushes).toHaveLength(1);
		await arrive();
		await wakes.look();
		await pass(5 * MINUTE);
		expect(service.pushes, 'not within a quarter of an hour').toHaveLength(1);
		await pass(20 * MINUTE);
		expect(service.pushes).toHaveLength(2);
		expect(service.faults).toEqual([]);
	});

	test.each([404, 410])('a subscription the service does not know (%s) is deleted', async (status) => {
		const { id } = await keep();
		service.answer({ status });
		await wakes.look();
		await pass(10 * MINUTE);
		expect(posted).toEqual(['gone']);
		expect(await store.wakes.tokenHash(id)).toBeNull();
	});

	test('a busy service is left alone for as long as it says, then asked again', async () => {
		await keep();
		service.answer({ status: 429, headers: { 'retry-after': '3600' } });
		await wakes.look();
		await pass(10 * MINUTE);
		expect(posted).toEqual(['later']);
		service.answer({ status: 201 });
		await pass(59 * MINUTE);
		expect(posted).toEqual(['later']);
		await pass(MINUTE);
		expect(posted).toEqual(['later', 'sent']);
	});

	test('a failing one is asked less and less often, and in the end no more', async () => {
		await keep();
		service.answer({ status: 503 });
		await wakes.look();
		await pass(10 * MINUTE);
		const asked: number[] = [];
		for (let minute = 1; minute <= 600; minute += 1) {
			const before = service.asked;
			await pass(MINUTE);
			if (service.asked > before) asked.push(minute);
		}
		expect(asked).toEqual([1, 3, 7, 15, 31, 63, 127]);
	});

	test('no redirect is followed, no answer is read, and a service that hangs is left', async () => {
		const elsewhere = await startPushService();
		const { endpoint, p256dh, auth } = await keep();
		const options = { keys, contact: CONTACT, services: [service.origin, elsewhere.origin] };
		const to = { endpoint, p256dh, auth };
		service.answer({ status: 307, headers: { location: `${elsewhere.origin}/push/x` } });
		expect(await post(to, options)).toEqual({ type: 'refused' });
		expect(elsewhere.asked).toBe(0);
		await elsewhere.close();
		service.answer({ status: 201, hang: true });
		expect(await post(to, { ...options, limitMs: 200 })).toEqual({ type: 'later', waitMs: 0 });
		expect(await post({ ...to, endpoint: `http://localhost:1/x` }, options)).toEqual({ type: 'gone' });
		expect(await post({ ...to, endpoint: endpoint.replace('localhost', '127.0.0.1') }, options)).toEqual({
			type: 'gone',
		});
	});

	test('a process that ends between taking and sending loses no wake', async () => {
		const { id } = await keep();
		await store.wakes.plan(clock, WAKE_TIMING);
		clock += 10 * MINUTE;
		expect(await store.wakes.claim(clock, { lease: WAKE_TIMING.lease, atMost: 9 })).toMatchObject([{ id }]);
		await pass(MINUTE);
		expect(service.pushes).toHaveLength(0);
		await pass(MINUTE);
		expect(service.pushes).toHaveLength(1);
	});
});

test('a point that is not on the curve is seen', () => {
	expect(isPoint(newPushKeys().publicKey)).toBe(true);
	expect(isPoint(Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url'))).toBe(false);
	expect(isPoint('A'.repeat(87))).toBe(false);
});
