import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesToKey, randomBytes, randomId, bytesToBase64url } from '$platform/crypto';
import type { Outgoing } from '$protocol/messages';
import { type Device, paired, twoWhoMet, type World } from '../../../../tests/support/channel-world';
import type { ChannelState } from './contract';
import { bytesOf, sealEnvelope } from './envelope';
import { groupRecord, type GroupRecord } from './records';

let world: World;
let worker: Device;
let phone: Device;
let ids: { worker: string; phone: string };
beforeEach(async () => {
	({ world, worker, phone, ids } = await twoWhoMet());
});
afterEach(() => world.close());

const appointment = (note: string): Outgoing => ({
	type: 'appointment',
	body: {
		appointment: randomId(),
		sequence: 0,
		template: 'lawyer',
		startsAt: '2026-12-01T09:30:00.000Z',
		zone: 'Europe/Vienna',
		place: 'Gürtel 3, 2nd floor',
		note,
	},
});

const notes = (state: ChannelState, from: 'me' | 'them'): string[] =>
	state.messages
		.filter((one) => one.from === from)
		.map(({ message }) => (message.type === 'appointment' ? message.body.note : message.type));

const deliveries = (state: ChannelState) =>
	state.messages.flatMap((one) => (one.from === 'me' ? [one.delivery] : []));

async function says(from: Device, note: string): Promise<string> {
	const sent = await from.channel.send(from === worker ? ids.worker : ids.phone, appointment(note));
	if (!sent.ok) throw new Error(sent.error.type);
	return sent.value.id;
}

/** The other side has exactly these, in this order, and we know that it has them. */
async function expectArrived(from: Device, to: Device, expected: string[]): Promise<void> {
	await to.until(`${expected.join()} to arrive`, (state) => notes(state, 'them').length >= expected.length);
	await from.until('receipts', (state) => deliveries(state).every((one) => one === 'delivered'));
	expect(notes(to.state!, 'them')).toEqual(expected);
	expect(notes(from.state!, 'me')).toEqual(expected);
}

async function groupOf(device: Device): Promise<GroupRecord> {
	const [row] = await device.shelf.all('groups');
	return groupRecord.parse(row?.value);
}

describe('a nudge and its answer', () => {
	it('travel sealed, and each side learns that the other has them', async () => {
		const sent = appointment('Bring the letter');
		if (sent.type !== 'appointment') throw new Error();
		expect((await worker.channel.send(ids.worker, sent)).ok).toBe(true);
		await expectArrived(worker, phone, ['Bring the letter']);
		const { appointment: id } = sent.body;
		await phone.channel.send(ids.phone, {
			type: 'reply',
			body: { appointment: id, sequence: 0, reply: 'coming' },
		});
		const reply = await worker.until('the answer', ({ messages }) =>
			messages.find((one) => one.from === 'them'),
		);
		expect(reply.message).toMatchObject({ type: 'reply', body: { appointment: id, reply: 'coming' } });
		await phone.until('its receipt', (state) => deliveries(state).every((one) => one === 'delivered'));
		for (const one of [worker, phone]) expect(one.state?.conversations[0]?.unreadable).toBe(0);
	});

	it('only in an open conversation', async () => {
		expect(await worker.channel.send(randomId(), appointment('x'))).toEqual({
			ok: false,
			error: { type: 'NotOpen' },
		});
	});

	it('the relay forgets what both have', async () => {
		await says(worker, 'one');
		await expectArrived(worker, phone, ['one']);
		const { log } = await groupOf(worker);
		await worker.until('nothing kept', () => world.seen.filter((call) => call.endsWith('/ack')).length > 4);
		const left = async () => {
			const request = { logs: [{ id: log.id, after: 0, token: log.readToken }], wait: 0 };
			const response = await world.answer(
				new Request('http://relay.test/api/relay/poll', {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify(request),
				}),
			);
			return ((await response.json()) as { items: unknown[] }).items.length;
		};
		const deadline = Date.now() + 3_000;
		while ((await left()) > 0 && Date.now() < deadline)
			await new Promise((resolve) => setTimeout(resolve, 20));
		expect(await left()).toBe(0);
	});
});

describe('the network comes and goes', () => {
	it('what was written offline is sent later, in order, once', async () => {
		worker.offline();
		phone.offline();
		for (const note of ['one', 'two', 'three']) await says(worker, note);
		for (const note of ['eins', 'zwei']) await says(phone, note);
		await worker.until('all waiting', (state) => deliveries(state).join() === 'waiting,waiting,waiting');
		await worker.until('offline', ({ reachability }) => reachability === 'offline');
		worker.stop();
		phone.stop();
		worker.weather = phone.weather = () => 'fine';
		await worker.start();
		await worker.until('sent', (state) => deliveries(state).every((one) => one === 'sent'));
		await phone.start();
		await expectArrived(worker, phone, ['one', 'two', 'three']);
		await expectArrived(phone, worker, ['eins', 'zwei']);
	});

	it('the relay is stopped and started again', async () => {
		await world.relayDown();
		await says(worker, 'one');
		await worker.until('offline', ({ reachability }) => reachability === 'offline');
		await worker.until('waiting', (state) => deliveries(state)[0] === 'waiting');
		world.relayUp();
		await Promise.all([worker.online(), phone.online()]);
		await expectArrived(worker, phone, ['one']);
		await worker.until('online', ({ reachability }) => reachability === 'online');
	});

	it('comes back by itself, without anybody waking it', async () => {
		worker.offline();
		await says(worker, 'one');
		await worker.until('offline', ({ reachability }) => reachability === 'offline');
		worker.weather = () => 'fine';
		await worker.until('delivered', (state) => deliveries(state).every((one) => one === 'delivered'), 8_000);
	}, 12_000);

	it('the relay lost the log: the worker opens it again, and nothing is lost or doubled', async () => {
		await says(worker, 'before');
		await expectArrived(worker, phone, ['before']);
		phone.offline();
		await says(worker, 'lost by the relay');
		await worker.until('sent', (state) => deliveries(state).at(-1) === 'sent');
		worker.offline();
		await world.loseLog((await groupOf(worker)).log.id);
		await phone.online();
		await phone.until('a look', () => phone.shelf.dump().includes('"cursor":0'));
		await worker.online();
		await phone.until('all of it', (state) => notes(state, 'them').length === 2 || void phone.channel.wake());
		await says(phone, 'and back');
		await expectArrived(worker, phone, ['before', 'lost by the relay']);
		await expectArrived(phone, worker, ['and back']);
	});

	it('a wall that answers in the relay’s place never makes anything look gone', async () => {
		const { log, cursor } = await groupOf(phone);
		phone.wall = true;
		await phone.channel.wake();
		await says(worker, 'one');
		await phone.until('offline', ({ reachability }) => reachability === 'offline');
		expect(await phone.channel.join('RB1:')).toMatchObject({ error: { type: 'CodeMistyped' } });
		phone.wall = false;
		await phone.online();
		await expectArrived(worker, phone, ['one']);
		expect((await groupOf(phone)).cursor).toBeGreaterThan(cursor);
		expect((await groupOf(phone)).log).toEqual(log);
	});
});

describe('a crash at any moment', () => {
	it('after the save and before the sending: sent once, after the restart', async () => {
		worker.weather = () => 'lost';
		await says(worker, 'one');
		worker.stop();
		worker.weather = () => 'fine';
		await worker.start();
		await expectArrived(worker, phone, ['one']);
	});

	it('after the sending and before the relay’s answer was heard: the same envelope again, shown once', async () => {
		worker.weather = (request) => (request.method === 'PUT' ? 'unheard' : 'fine');
		await says(worker, 'one');
		await phone.until('one', (state) => notes(state, 'them').length === 1);
		worker.stop();
		worker.weather = () => 'fine';
		await worker.start();
		await says(worker, 'two');
		await expectArrived(worker, phone, ['one', 'two']);
	});

	it('power lost after each single save of a busy time: every message once, in order', async () => {
		const said: string[] = [];
		for (let round = 1; round <= 8; round += 1) {
			for (const device of [worker, phone]) {
				const stopAt = device.shelf.saves + round;
				device.shelf.afterSave = (saves) => {
					if (saves === stopAt) device.stop();
				};
			}
			const note = `round ${String(round)}`;
			// When it cannot be saved any more the person is told, and it was never said.
			const sent = await worker.channel.send(ids.worker, appointment(note));
			if (sent.ok) said.push(note);
			await new Promise((resolve) => setTimeout(resolve, 60));
			for (const device of [worker, phone]) {
				device.shelf.afterSave = () => undefined;
				device.stop();
				await device.start();
			}
		}
		await expectArrived(worker, phone, said);
	}, 20_000);

	it('storage is full: says so, nothing is taken from the relay, and it arrives when there is room', async () => {
		phone.shelf.full = true;
		await says(worker, 'one');
		await phone.until('the trouble', ({ trouble }) => trouble === 'StorageFull');
		expect(await phone.channel.send(ids.phone, appointment('x'))).toEqual({
			ok: false,
			error: { type: 'StorageFull' },
		});
		phone.shelf.full = false;
		await phone.channel.wake();
		await expectArrived(worker, phone, ['one']);
		expect(phone.state?.trouble).toBeNull();
	}, 10_000);
});

describe('keys are made new', () => {
	it('after fifty messages, and both go on', async () => {
		const before = (await groupOf(worker)).lastCommitAt;
		const all = Array.from({ length: 55 }, (_, at) => `note ${String(at)}`);
		for (const note of all) await says(worker, note);
		await phone.until('all', (state) => notes(state, 'them').length === all.length, 15_000);
		await expectArrived(worker, phone, all);
		const { sinceCommit, lastCommitAt } = await groupOf(phone);
		expect(sinceCommit).toBeLessThan(50);
		expect(lastCommitAt).toBeGreaterThan(before);
		await says(phone, 'back');
		await expectArrived(phone, worker, ['back']);
	}, 30_000);

	it('after a day, also by both at once: one commit counts, both read on', async () => {
		await says(worker, 'one');
		await expectArrived(worker, phone, ['one']);
		worker.stop();
		phone.stop();
		worker.ahead = phone.ahead = 25 * 3_600_000;
		worker.weather = phone.weather = (request) => (request.url.endsWith('/poll') ? 'lost' : 'fine');
		await Promise.all([worker.start(), phone.start()]);
		await new Promise((resolve) => setTimeout(resolve, 200));
		await Promise.all([worker.online(), phone.online()]);
		await says(worker, 'two');
		await says(phone, 'zwei');
		await expectArrived(worker, phone, ['one', 'two']);
		await expectArrived(phone, worker, ['zwei']);
		for (const one of [worker, phone]) expect(one.state?.conversations[0]?.unreadable).toBe(0);
		const [mine, hers] = [await groupOf(worker), await groupOf(phone)];
		expect(mine.lastCommitAt).toBeGreaterThan(Date.now() + 24 * 3_600_000);
		expect(hers.lastCommitAt).toBeGreaterThan(Date.now() + 24 * 3_600_000);
	}, 15_000);
});

describe('a relay that lies', () => {
	it('by order, repetition, turned bits and items under another mid: each message once, and nothing made up', async () => {
		phone.offline();
		const said = Array.from({ length: 8 }, (_, at) => `note ${String(at)}`);
		for (const note of said) await says(worker, note);
		await worker.until('sent', (state) => deliveries(state).every((one) => one === 'sent'));
		let seq = 1_000;
		let told = false;
		phone.tamper = (items) => {
			if (items.length === 0 || told) return items.map((item) => ({ ...item, seq: (seq += 1) }));
			told = true;
			const flip = ({ body }: { body: string }) => (body.startsWith('B') ? 'C' : 'B') + body.slice(1);
			const bent = items.map((item) => ({
				...item,
				body: item.body.slice(0, 200) + flip({ body: item.body.slice(200) }),
			}));
			const swapped = items.map((item, at) => ({ ...item, body: items[(at + 1) % items.length]!.body }));
			const back = [...items].reverse();
			return [...back, ...bent, ...items, ...swapped, ...back].map((item) => ({ ...item, seq: (seq += 1) }));
		};
		phone.weather = () => 'fine';
		await phone.channel.wake();
		await phone.until('all', (state) => notes(state, 'them').length >= said.length);
		await worker.until('receipts', (state) => deliveries(state).every((one) => one === 'delivered'));
		expect([...notes(phone.state!, 'them')].sort()).toEqual(said);
		expect(phone.state?.conversations[0]?.unreadable).toBeGreaterThanOrEqual(2 * said.length);
		await says(phone, 'still here');
		await worker.until('an answer', (state) => notes(state, 'them').includes('still here'));
	});

	it('items of another conversation do not open in this one', async () => {
		const other = await world.device();
		const { log: mine } = await groupOf(phone);
		await paired(await world.worker('Bea'), other);
		other.tamper = (items) => items;
		const stolen: { mid: string; body: string }[] = [];
		other.tamper = (items) => {
			stolen.push(...items);
			return items;
		};
		await other.channel.wake();
		phone.tamper = (items) => [
			...items,
			...stolen.splice(0).map((item, at) => ({ ...item, log: mine.id, seq: 5_000 + at })),
		];
		const before = phone.state?.messages.length;
		await phone.channel.wake();
		await says(worker, 'one');
		await phone.until('one', (state) => notes(state, 'them').includes('one'));
		expect(phone.state?.messages.length).toBe((before ?? 0) + 1);
	});
});

describe('what nobody can open', () => {
	it('is counted, and nothing else is lost by it', async () => {
		const { log } = await groupOf(phone);
		const put = (mid: string, body: Uint8Array<ArrayBuffer>) =>
			world.answer(
				new Request(`http://relay.test/api/relay/logs/${log.id}/items/${mid}`, {
					method: 'PUT',
					headers: { authorization: `Bearer ${log.writeToken}`, 'content-type': 'application/octet-stream' },
					body,
				}),
			);
		const mids = [1, 2, 3].map(() => bytesToBase64url(randomBytes(32)));
		await put(mids[0]!, randomBytes(1_053));
		await put(mids[1]!, randomBytes(7));
		const key = bytesToKey(bytesOf(log.key));
		await put(mids[2]!, await sealEnvelope(key, { log: log.id, mid: mids[2]! }, 0, randomBytes(300)));
		await says(worker, 'one');
		await expectArrived(worker, phone, ['one']);
		expect(phone.state?.conversations[0]?.unreadable).toBe(3);
		phone.stop();
		await phone.start();
		await phone.until('the count kept', ({ conversations: [c] }) => c?.unreadable === 3);
	});
});
