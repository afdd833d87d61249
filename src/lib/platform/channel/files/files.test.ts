import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomBytes } from '$platform/crypto';
import type { ChannelState } from '../contract';
import { type Device, twoWhoMet, type World } from '../../../../../tests/support/channel-world';
import { cut, MAX_FILE_BYTES, PART_BYTES, putTogether } from './format';

const sizes = [1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 5 * PART_BYTES + 7, MAX_FILE_BYTES];
/** WebCrypto gives at most 64 KiB at once. */
const someBytes = (length: number): Uint8Array<ArrayBuffer> => {
	const bytes = new Uint8Array(length);
	for (let at = 0; at < length; at += 65_536) bytes.set(randomBytes(Math.min(65_536, length - at)), at);
	return bytes;
};

const same = (one: Uint8Array | null, other: Uint8Array): boolean =>
	one !== null && Buffer.compare(one, other) === 0;

describe('a file in parts', () => {
	it.each(sizes)('of %i bytes is the same again', async (length) => {
		const bytes = someBytes(length);
		const { file, contents } = await cut(bytes, randomBytes);
		expect(file.parts).toHaveLength(Math.ceil(length / PART_BYTES));
		expect(file.bytes).toBe(length);
		expect(same(await putTogether(file, contents), bytes)).toBe(true);
	});

	it('is nothing with a part missing, damaged, in another’s place, of another file, or with another digest', async () => {
		const { file, contents } = await cut(someBytes(3 * PART_BYTES), randomBytes);
		const other = await cut(someBytes(3 * PART_BYTES), randomBytes);
		const [first = '', second = '', third = ''] = file.parts;
		const without = new Map(contents);
		without.delete(second);
		expect(await putTogether(file, without)).toBeNull();
		for (const at of [0, 1, 20, 40_000]) {
			const bent = new Uint8Array(contents.get(second) ?? []);
			bent[at] = (bent[at] ?? 0) ^ 1;
			expect(await putTogether(file, new Map([...contents, [second, bent]]))).toBeNull();
		}
		expect(await putTogether({ ...file, parts: [second, first, third] }, contents)).toBeNull();
		expect(await putTogether({ ...file, parts: [first, second] }, contents)).toBeNull();
		const foreign = other.contents.get(other.file.parts[1] ?? '') ?? new Uint8Array();
		expect(await putTogether(file, new Map([...contents, [second, foreign]]))).toBeNull();
		expect(await putTogether({ ...file, digest: other.file.digest }, contents)).toBeNull();
		expect(await putTogether({ ...file, bytes: file.bytes - 1 }, contents)).toBeNull();
	});

	it('is refused when it is empty or too large', async () => {
		for (const length of [0, MAX_FILE_BYTES + 1])
			await expect(cut(new Uint8Array(length), randomBytes)).rejects.toThrow(RangeError);
	});
});

describe('a picture', () => {
	let world: World;
	let worker: Device;
	let phone: Device;
	let ids: { worker: string; phone: string };
	beforeEach(async () => {
		({ world, worker, phone, ids } = await twoWhoMet());
	});
	afterEach(() => world.close());

	const picture = (bytes: Uint8Array) => ({
		...{ bytes, media: 'image/webp' as const, width: 640, height: 480 },
		...{ caption: 'The letter from the court', language: 'en' },
	});
	const attach = async (bytes: Uint8Array): Promise<string> => {
		const sent = await phone.channel.attach(ids.phone, picture(bytes));
		if (!sent.ok) throw new Error(sent.error.type);
		return sent.value.id;
	};
	const has = (id: string) => (state: ChannelState) => state.messages.find((one) => one.id === id);
	const rows = async (device: Device, collection: string) => (await device.shelf.all(collection)).length;

	it('of many parts travels, is receipted, and can be opened on both sides, also after a restart', async () => {
		const bytes = someBytes(4 * PART_BYTES + 99);
		const id = await attach(bytes);
		expect(same(await phone.channel.file(id), bytes)).toBe(true);
		const came = await worker.until('it', has(id), 8_000);
		expect(came.message).toMatchObject({
			type: 'attachment',
			body: { width: 640, file: { bytes: bytes.length } },
		});
		expect(same(await worker.channel.file(id), bytes)).toBe(true);
		await phone.until('its receipt', (state) => has(id)(state)?.delivery === 'delivered');
		expect(await rows(phone, 'outbox')).toBe(0);
		worker.stop();
		await worker.start();
		expect(same(await worker.channel.file(id), bytes)).toBe(true);
		expect(worker.state?.conversations[0]?.unreadable).toBe(0);
	}, 15_000);

	it('written offline goes later, its parts first; a lesson goes the same way', async () => {
		phone.offline();
		const bytes = someBytes(PART_BYTES + 1);
		const id = await attach(bytes);
		const lesson = await phone.channel.sendModule(ids.phone, {
			...{ bytes: someBytes(900), title: 'Breathing', language: 'en' },
		});
		phone.stop();
		phone.weather = () => 'fine';
		await phone.start();
		await worker.until('it', has(id), 8_000);
		expect(same(await worker.channel.file(id), bytes)).toBe(true);
		if (!lesson.ok) throw new Error(lesson.error.type);
		await worker.until('the lesson', has(lesson.value.id));
		expect((await worker.channel.file(lesson.value.id))?.length).toBe(900);
	}, 15_000);

	it('with a part lost on the way: the message is there, the picture is not', async () => {
		const mids: string[] = [];
		worker.tamper = (items) => {
			const big = items.filter(({ body }) => body.length > 80_000);
			mids.push(...big.map(({ mid }) => mid));
			return items.map((item) => (item.mid === mids[0] ? { ...item, body: 'AAAA' } : item));
		};
		const id = await attach(someBytes(2 * PART_BYTES));
		await worker.until('it', has(id), 8_000);
		expect(mids.length).toBeGreaterThan(0);
		expect(await worker.channel.file(id)).toBeNull();
		expect(await worker.channel.file('a'.repeat(22))).toBeNull();
	}, 15_000);

	it('asked back takes its parts along', async () => {
		const id = await attach(someBytes(2 * PART_BYTES));
		await worker.until('it', has(id), 8_000);
		expect(await rows(worker, 'parts')).toBe(2);
		await phone.channel.askBack([id]);
		await phone.until('gone', (state) => has(id)(state)?.askedBack === 'gone');
		expect(await rows(worker, 'parts')).toBe(0);
		expect(await rows(phone, 'parts')).toBe(2);
	}, 15_000);

	it('too large is said so, and nothing of it is kept', async () => {
		expect(await phone.channel.attach(ids.phone, picture(new Uint8Array(MAX_FILE_BYTES + 1)))).toEqual({
			ok: false,
			error: { type: 'TooLarge' },
		});
		expect(await rows(phone, 'parts')).toBe(0);
	});

	it('whose message never comes is dropped after a week', async () => {
		worker.tamper = (items) =>
			items.map((item) => (item.body.length > 80_000 ? item : { ...item, body: 'AAAA' }));
		await attach(someBytes(PART_BYTES));
		const deadline = Date.now() + 8_000;
		while ((await rows(worker, 'parts')) === 0 && Date.now() < deadline)
			await new Promise((resolve) => setTimeout(resolve, 20));
		expect(await rows(worker, 'parts')).toBe(1);
		worker.stop();
		worker.ahead = 8 * 86_400_000;
		await worker.start();
		expect(await rows(worker, 'parts')).toBe(0);
	}, 15_000);
});
