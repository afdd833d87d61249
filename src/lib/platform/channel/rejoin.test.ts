import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesToBase64url, bytesToKey, randomBytes } from '$platform/crypto';
import type { Outgoing } from '$protocol/messages';
import { type Device, twoWhoMet, type World } from '../../../../tests/support/channel-world';
import { CONTENT, marked } from './content';
import { bytesOf, sealEnvelope } from './envelope';
import {
	addMember,
	commitEmpty,
	commitMid,
	createIdentity,
	createKeyPackage,
	type GroupState,
} from './group';
import { groupRecord, identityRecord, type GroupRecord } from './records';

let world: World;
let worker: Device;
let phone: Device;
let ids: { worker: string; phone: string };
beforeEach(async () => {
	({ world, worker, phone, ids } = await twoWhoMet());
});
afterEach(() => world.close());

const text = (words: string): Outgoing => ({ type: 'text', body: { text: words, language: 'en' } });
async function says(from: Device, words: string): Promise<string> {
	const sent = await from.channel.send(from === worker ? ids.worker : ids.phone, text(words));
	if (!sent.ok) throw new Error(sent.error.type);
	return sent.value.id;
}
const words = (device: Device, from: 'me' | 'them'): string[] =>
	(device.state?.messages ?? []).flatMap((one) =>
		one.from === from && one.message.type === 'text' ? [one.message.body.text] : [],
	);
const delivered = (device: Device) =>
	device.until('delivered', ({ messages }) =>
		messages.every((one) => one.from === 'them' || one.delivery === 'delivered'),
	);
async function groupOf(device: Device): Promise<GroupRecord> {
	const [row] = await device.shelf.all('groups');
	return groupRecord.parse(row?.value);
}
/** While the device is off. */
async function changeGroup(device: Device, change: (group: GroupRecord) => GroupRecord): Promise<void> {
	const [row] = await device.shelf.all('groups');
	if (row === undefined) throw new Error('No group');
	const value = change(groupRecord.parse(row.value));
	await device.shelf.save([{ collection: 'groups', id: row.id, value }]);
}
const quiet = () => new Promise((resolve) => setTimeout(resolve, 200));
/** Into the log, as the other side would. */
async function put(
	device: Device,
	content: Uint8Array<ArrayBuffer>,
	slot: number,
	mid?: string,
): Promise<void> {
	const { log } = await groupOf(device);
	const place = { log: log.id, mid: mid ?? bytesToBase64url(randomBytes(32)) };
	const body = await sealEnvelope(bytesToKey(bytesOf(log.key)), place, slot, content);
	const address = `http://relay.test/api/relay/logs/${log.id}/items/${place.mid}`;
	const headers = {
		authorization: `Bearer ${log.writeToken}`,
		'content-type': 'application/octet-stream',
	};
	const answer = await world.answer(new Request(address, { method: 'PUT', headers, body }));
	expect(answer.status).toBe(201);
}

describe('coming back', () => {
	it.each(['phone', 'worker'] as const)(
		'the %s has no keys any more: asks, is let in, and what was not delivered comes once',
		async (who) => {
			const [lost, other] = who === 'phone' ? [phone, worker] : [worker, phone];
			await says(other, 'before');
			await delivered(other);
			lost.stop();
			await says(other, 'meanwhile');
			await changeGroup(lost, (group) => ({ ...group, state: '', held: [] }));
			lost.weather = () => 'lost';
			await lost.start();
			await lost.until('rejoining', ({ conversations: [one] }) => one?.rejoining === true);
			expect(await lost.channel.safetyDigits(who === 'phone' ? ids.phone : ids.worker)).toBeNull();
			await says(lost, 'written without keys');
			await lost.online();
			await lost.until('back', ({ conversations: [one] }) => one?.rejoining === false, 8_000);
			await delivered(lost);
			await delivered(other);
			await says(other, 'after');
			await says(lost, 'and back');
			await delivered(lost);
			await delivered(other);
			expect(words(lost, 'them')).toEqual(['before', 'meanwhile', 'after']);
			expect(words(other, 'them')).toEqual(['written without keys', 'and back']);
			expect((await groupOf(lost)).joining).toBeNull();
			for (const one of [lost, other]) {
				expect(one.state?.conversations[0]).toMatchObject({ state: 'open', unreadable: 0 });
				expect(one.state?.conversations[0]?.members).toHaveLength(1);
			}
		},
		20_000,
	);

	it('a commit is gone from the relay: after ten minutes of waiting for it', async () => {
		await quiet();
		const { pinned, state } = await groupOf(worker);
		const mid = await commitMid(bytesOf(state) as GroupState);
		let lostOnWay = false;
		phone.tamper = (items) =>
			items.map((item) => {
				if (item.mid !== mid) return item;
				lostOnWay = true;
				return { ...item, body: 'AAAA' };
			});
		worker.stop();
		const made = await commitEmpty(bytesOf(state) as GroupState, pinned.map(bytesOf));
		await put(worker, made.commit, 0, mid);
		await changeGroup(worker, (group) => ({ ...group, state: bytesToBase64url(made.next) }));
		await worker.start();
		await phone.until('it is lost', () => lostOnWay);
		await says(worker, 'under keys she does not have');
		await phone.until('held', () => phone.shelf.dump().includes('"stuckSince":1'));
		expect(words(phone, 'them')).toEqual([]);
		phone.stop();
		phone.ahead = 601_000;
		await phone.start();
		await phone.until('the message', () => words(phone, 'them').length === 1, 8_000);
		expect(words(phone, 'them')).toEqual(['under keys she does not have']);
		await says(phone, 'back');
		await delivered(phone);
		await delivered(worker);
	}, 20_000);
});

describe('a request is refused', () => {
	const request = (bytes: Uint8Array) => marked(CONTENT.rejoin, bytes);
	const own = async (device: Device) => {
		const [row] = await device.shelf.all('identity');
		const { publicKey, secretKey } = identityRecord.parse(row?.value);
		return { publicKey: bytesOf(publicKey), secretKey: bytesOf(secretKey) };
	};
	const untouched = async (unreadable: number) => {
		await worker.until('looked at', ({ conversations: [one] }) => one?.unreadable === unreadable);
		await quiet();
		expect((await groupOf(worker)).returning).toBeNull();
		await says(phone, 'still the same keys');
		await delivered(phone);
	};

	it('from a key that is not pinned', async () => {
		const stranger = await createIdentity();
		await put(phone, request((await createKeyPackage(stranger, Date.now())).public), 1);
		await untouched(1);
	});

	it('older than a day, or made ahead of time', async () => {
		const identity = await own(phone);
		for (const shift of [-25 * 3_600_000, 2 * 3_600_000])
			await put(phone, request((await createKeyPackage(identity, Date.now() + shift)).public), 1);
		await untouched(2);
	});

	it('with a bit turned, or cut short', async () => {
		const made = await createKeyPackage(await own(phone), Date.now());
		const at = made.public.length - 20;
		const bent = made.public.slice();
		bent[at] = (bent[at] ?? 0) ^ 1;
		await put(phone, request(bent), 1);
		await put(phone, request(made.public.slice(0, at)), 1);
		await untouched(2);
	});

	it('that was used before', async () => {
		phone.stop();
		await changeGroup(phone, (group) => ({ ...group, state: '' }));
		await phone.start();
		await phone.until('asked', ({ conversations: [one] }) => one?.rejoining === true);
		const { joining } = await groupOf(phone);
		await phone.until('back', ({ conversations: [one] }) => one?.rejoining === false, 8_000);
		await put(phone, request(bytesOf(joining?.public ?? '')), 1);
		await untouched(1);
	}, 15_000);

	it('in a conversation that was left', async () => {
		await worker.channel.leave(ids.worker, false);
		const made = await createKeyPackage(await own(phone), Date.now());
		const { log } = await groupOf(phone);
		expect(log.id).not.toBe('');
		await put(phone, request(made.public), 1);
		await quiet();
		expect(worker.state?.conversations[0]).toMatchObject({ state: 'closed', ended: 'left-me' });
		expect(await worker.shelf.all('groups')).toEqual([]);
	});
});

describe('a key that nobody here has compared', () => {
	it('stops the conversation at once: closed, its keys destroyed, and not a word more is sent', async () => {
		const stranger = await createIdentity();
		const made = await createKeyPackage(stranger, Date.now());
		await quiet();
		const { state, pinned } = await groupOf(worker);
		const all = [...pinned.map(bytesOf), stranger.publicKey];
		const added = await addMember(bytesOf(state) as GroupState, made.public, all, Date.now());
		if (!added.ok) throw new Error(added.error.type);
		worker.stop();
		await says(phone, 'before she knew');
		await put(worker, added.value.commit, 0, await commitMid(bytesOf(state) as GroupState));
		await phone.until('stopped', ({ conversations: [one] }) => one?.ended === 'key');
		expect(phone.state?.conversations[0]).toMatchObject({ state: 'closed', members: [] });
		expect(await phone.shelf.all('groups')).toEqual([]);
		expect(await phone.shelf.all('outbox')).toEqual([]);
		const puts = () => world.seen.filter((call) => call.startsWith('PUT')).length;
		const before = puts();
		expect(await phone.channel.send(ids.phone, text('x'))).toEqual({ ok: false, error: { type: 'NotOpen' } });
		await phone.channel.wake();
		await quiet();
		expect(puts()).toBe(before);
		expect(words(phone, 'me')).toEqual(['before she knew']);
	});
});
