import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outgoing } from '$protocol/messages';
import type { Item } from '$protocol/relay';
import { type Device, twoWhoMet, type World } from '../../../../tests/support/channel-world';
import { figure } from '../../../../tests/support/figure';
import { bytesToBase64url, bytesToKey, randomBytes, utf8, utf8ToText, type Bytes } from '$platform/crypto';
import { bytesOf, openEnvelope, sealEnvelope } from './envelope';
import {
	addMember,
	createGroup,
	createIdentity,
	createKeyPackage,
	encrypt,
	joinGroup,
	receive,
	type GroupState,
} from './group';

const CASES = Number(process.env.ROSEBAY_CASES ?? 1_000);
const FLAPS = Number(process.env.ROSEBAY_FLAPS ?? 500);

const text = (words: string): Outgoing => ({ type: 'text', body: { text: words, language: 'en' } });

describe('the network drops what goes and what comes back', () => {
	let world: World;
	let worker: Device;
	let phone: Device;
	let ids: { worker: string; phone: string };
	beforeEach(async () => {
		({ world, worker, phone, ids } = await twoWhoMet());
	});
	afterEach(() => world.close());

	it(`${String(FLAPS)} times: each message once, in the order in which it was said`, async () => {
		let flaps = 0;
		for (const device of [worker, phone])
			device.weather = () => {
				const dice = randomBytes(1)[0] ?? 0;
				if (flaps >= FLAPS || dice < 100) return 'fine';
				flaps += 1;
				return dice < 178 ? 'lost' : 'unheard';
			};
		const said: string[] = [];
		while (flaps < FLAPS) {
			if (said.length < 60) {
				const words = `message ${String(said.length)}`;
				const [from, id] = said.length % 2 === 0 ? [worker, ids.worker] : [phone, ids.phone];
				const sent = await from.channel.send(id, text(words));
				if (!sent.ok) throw new Error(sent.error.type);
				said.push(words);
			}
			await Promise.all([worker.channel.wake(), phone.channel.wake()]);
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		const heard = (device: Device) =>
			(device.state?.messages ?? []).flatMap(({ from, message }) =>
				from === 'them' && message.type === 'text' ? [message.body.text] : [],
			);
		for (const device of [worker, phone])
			await device.until(
				'receipts',
				({ messages }) =>
					messages.every((one) => one.from === 'them' || one.delivery === 'delivered') ||
					void device.channel.wake(),
				60_000,
			);
		expect(heard(phone)).toEqual(said.filter((_, at) => at % 2 === 0));
		expect(heard(worker)).toEqual(said.filter((_, at) => at % 2 === 1));
		for (const device of [worker, phone]) expect(device.state?.conversations[0]?.unreadable).toBe(0);
		figure(
			'Network flaps: each message once',
			`${String(flaps)} flaps, ${String(said.length)} messages`,
			'each once, in order',
		);
	}, 180_000);
});

describe('a relay that lies', () => {
	interface Side {
		key: Bytes;
		state: GroupState;
		pinned: Bytes[];
		log: string;
	}
	/** A conversation of two, as the writer and as the reader have it. */
	async function conversation(): Promise<{ writer: Side; reader: Side }> {
		const [one, two] = [await createIdentity(), await createIdentity()];
		const made = await createKeyPackage(two, Date.now());
		const pinned = [one.publicKey, two.publicKey];
		const alone = await createGroup(one, randomBytes(16), Date.now());
		const added = await addMember(alone, made.public, pinned, Date.now());
		if (!added.ok) throw new Error(added.error.type);
		const joined = await joinGroup(added.value.welcome, made, two, pinned);
		if (!joined.ok) throw new Error(joined.error.type);
		const shared = { key: randomBytes(32), pinned, log: bytesToBase64url(randomBytes(16)) };
		return { writer: { ...shared, state: added.value.next }, reader: { ...shared, state: joined.value } };
	}
	async function write(side: Side, words: string): Promise<Item> {
		const sealed = await encrypt(side.state, utf8(words));
		side.state = sealed.state;
		const mid = bytesToBase64url(randomBytes(32));
		const body = await sealEnvelope(bytesToKey(side.key), { log: side.log, mid }, 0, sealed.message);
		return { log: side.log, mid, seq: 1, body: bytesToBase64url(body) };
	}
	/** What the reader makes of it: words, or null when it is refused. */
	async function read(side: Side, { mid, body }: Item): Promise<string | null> {
		const opened = await openEnvelope(bytesToKey(side.key), { log: side.log, mid }, bytesOf(body));
		if (opened === null) return null;
		const received = await receive(side.state, opened.content, side.pinned);
		if (received.kind !== 'message') return null;
		side.state = received.state;
		return utf8ToText(received.bytes);
	}
	const pick = (below: number) => new DataView(randomBytes(4).buffer).getUint32(0) % below;

	it(
		`replays, turned bits, other mids and other logs: all of ${String(CASES)} refused, and order or loss harms no other`,
		async () => {
			const [mine, other] = [await conversation(), await conversation()];
			let refused = 0;
			let cases = 0;
			const refuses = async (item: Item) => {
				cases += 1;
				if ((await read(mine.reader, item)) === null) refused += 1;
			};
			while (cases < CASES) {
				const sent = [
					await write(mine.writer, 'a'),
					await write(mine.writer, 'b'),
					await write(mine.writer, 'c'),
				];
				const [a, b, c] = sent;
				if (a === undefined || b === undefined || c === undefined) throw new Error('Nothing sent');
				const foreign = await write(other.writer, 'foreign');
				const bent = bytesOf(b.body);
				const at = pick(bent.length);
				bent[at] = (bent[at] ?? 0) ^ (1 << pick(8));
				await refuses({ ...b, body: bytesToBase64url(bent) });
				await refuses({ ...b, mid: a.mid });
				await refuses({ ...foreign, log: b.log });
				await refuses({ ...foreign, mid: b.mid });
				await refuses({ ...b, body: foreign.body });
				// The first is dropped; the others come in the wrong order, and again.
				expect(await read(mine.reader, c)).toBe('c');
				expect(await read(mine.reader, b)).toBe('b');
				for (const again of [b, c, b]) await refuses(again);
			}
			expect(refused).toBe(cases);
			figure(
				'Replay, drop, bit flip, swap between logs',
				`${String(refused)} of ${String(cases)} refused`,
				'all',
			);
		},
		60_000 + CASES * 60,
	);
});
