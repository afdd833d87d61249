/** Asking to be woken, from a phone's channel through a real relay to a push service that checks what it gets. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { paired, World, type Device } from '../../../../tests/support/channel-world';
import { startPushService, type PushService } from '../../../../tests/support/push-service';

const WISH = { id: 'A'.repeat(22), token: 'B'.repeat(43), quarters: [] };

let service: PushService;
let world: World;
let worker: Device;
let phone: Device;
beforeEach(async () => {
	service = await startPushService();
	world = new World([service.origin]);
	[worker, phone] = await Promise.all([world.worker(), world.device()]);
});
afterEach(async () => {
	await world.close();
	await service.close();
});

test('her phone is woken for what the other side sends, under the key she was given, and no more once she said so', async () => {
	const { worker: conversation } = await paired(worker, phone);
	const key = await phone.channel.wakeKey();
	expect(await phone.channel.keepWake(WISH, service.subscribe())).toEqual({ ok: true, value: null });
	phone.stop();
	await worker.channel.send(conversation, { type: 'text', body: { text: 'Tuesday', language: 'en' } });
	await expect.poll(() => world.wake(), { timeout: 10_000 }).toBe(1);
	expect(service.faults).toEqual([]);
	expect(service.pushes[0]).toMatchObject({ key: key.ok && key.value });
	expect(service.pushes[0]?.opened).toHaveLength(0);
	await phone.start();
	expect(await phone.channel.dropWake(WISH)).toEqual({ ok: true, value: null });
	expect(await phone.channel.dropWake(WISH), 'gone already').toEqual({ ok: true, value: null });
	expect(world.seen.filter((call) => call.includes('/wakes')).at(-1)).toBe(
		`DELETE /api/relay/wakes/${WISH.id}`,
	);
});

test('with nobody to hear from nothing is kept at the relay; a conversation that is lost there does not stop another', async () => {
	expect(await phone.channel.keepWake(WISH, service.subscribe())).toEqual({ ok: true, value: null });
	expect(world.seen.filter((call) => call === 'POST /api/relay/wakes')).toEqual([]);
	const other = await world.worker('Noor');
	await paired(worker, phone);
	const { worker: second } = await paired(other, phone);
	const logs = (await phone.shelf.all('groups')).map(
		({ value }) => (value as { log: { id: string } }).log.id,
	);
	expect(logs).toHaveLength(2);
	const kept = (await other.shelf.all('groups')).map(
		({ value }) => (value as { log: { id: string } }).log.id,
	);
	await world.loseLog(logs.find((id) => !kept.includes(id)) ?? '');
	expect(await phone.channel.keepWake(WISH, service.subscribe())).toEqual({ ok: true, value: null });
	phone.stop();
	await other.channel.send(second, { type: 'text', body: { text: 'Friday', language: 'en' } });
	await expect.poll(() => world.wake(), { timeout: 10_000 }).toBe(1);
});

test('what stands in the way is said', async () => {
	await paired(worker, phone);
	const unknown = { ...service.subscribe(), endpoint: 'https://example.org/push' };
	expect(await phone.channel.keepWake(WISH, unknown)).toEqual({ ok: false, error: { type: 'NotTaken' } });
	await world.relayDown();
	const away = { ok: false, error: { type: 'RelayUnreachable' } };
	expect(await phone.channel.wakeKey()).toEqual(away);
	expect(await phone.channel.keepWake(WISH, service.subscribe())).toEqual(away);
	expect(await phone.channel.dropWake(WISH)).toEqual(away);
});

test('a phone whose clock is a year off knows it once the relay has answered', async () => {
	const YEAR = 365 * 86_400_000;
	expect(await phone.channel.clockAhead()).toBe(0);
	phone.ahead = -YEAR;
	await phone.channel.wakeKey();
	// The relay tells whole seconds.
	expect(Math.abs((await phone.channel.clockAhead()) - YEAR)).toBeLessThan(60_000);
});
