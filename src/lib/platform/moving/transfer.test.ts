/** Moving to another phone over a real relay: as it should go, and everything that somebody may do to it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { base64urlToBytes, bytesToBase64url, randomBytes, type Bytes } from '$platform/crypto';
import { decodeCode } from '$protocol/code';
import type { Item } from '$protocol/relay';
import { failed, ok } from '$protocol/result';
import { LARGEST_TRANSFER, parseTransfer, TRANSFER_PART_BYTES } from '$protocol/transfer';
import { figure } from '../../../../tests/support/figure';
import { Phone, TwoPhones } from '../../../../tests/support/two-phones';
import { derivePlace } from './keys';
import { Line } from './line';
import { createRelayClient } from '$platform/channel/relay-client';

vi.setConfig({ testTimeout: 120_000 });

let world: TwoPhones;
let old: Phone;
let fresh: Phone;
let got: Bytes | null;
beforeEach(() => {
	world = new TwoPhones();
	old = new Phone(world);
	fresh = new Phone(world);
	got = null;
});
afterEach(async () => {
	for (const phone of [old, fresh]) phone.transfer.stop();
	await world.close();
});

const HELD = { madeOn: '2026-11-22', records: 3, talked: true };
const unpack = (bytes: Bytes) => {
	got = bytes;
	return Promise.resolve(ok(HELD));
};
const cargo = (length = 65_536) => ({ bytes: randomBytes(length), talked: true });
const offered = async () => {
	void fresh.transfer.receive(unpack);
	return fresh.at('showing');
};
/** As far as the digits, with the typed code unless told otherwise. */
const met = async (sent = cargo(), by: 'code' | 'qr' = 'code') => {
	const shown = await offered();
	void old.transfer.sendTo(shown[by], sent);
	const digits = [(await old.at('comparing')).digits, (await fresh.at('comparing')).digits];
	return { sent, digits, shown };
};
/** By itself: comparing megabytes one by one would take longer than moving them. */
const expectAll = (sent: Uint8Array) => {
	expect(Buffer.compare(got ?? new Uint8Array(), sent)).toBe(0);
};
const bothSay = () => {
	old.transfer.compare(true);
	fresh.transfer.compare(true);
};
const turned = (item: Item, at = 40): Item => {
	const bytes = base64urlToBytes(item.body) ?? new Uint8Array();
	bytes[at] = (bytes[at] ?? 0) ^ 1;
	return { ...item, body: bytesToBase64url(bytes) };
};

describe('moving', () => {
	it.each(['code', 'qr'] as const)('brings all of it, when both have compared (%s)', async (by) => {
		const { sent, digits } = await met(cargo(3 * TRANSFER_PART_BYTES - 7), by);
		expect(digits[0]).toMatch(/^\d{6}$/);
		expect(digits[0]).toBe(digits[1]);
		bothSay();
		expect((await fresh.at('received')).held).toEqual(HELD);
		expectAll(sent.bytes);
		await old.at('sent');
		fresh.transfer.kept();
		expect(await old.at('arrived')).toMatchObject({ talked: true });
		// Nothing is left on the relay.
		await expect
			.poll(async () => (await statusOf((await offeredPlace()).log)).toString(), { timeout: 10_000 })
			.toBe('404');
	});

	it('takes the largest there may be, and says how far it is', async () => {
		const started = performance.now();
		const { sent } = await met(cargo(LARGEST_TRANSFER));
		bothSay();
		await fresh.at('received');
		expectAll(sent.bytes);
		figure('moving: 8 MiB over the relay on this machine, s', (performance.now() - started) / 1_000, '');
		for (const phone of [old, fresh]) {
			const done = phone.states.flatMap((state) => (state.step === 'moving' ? [state.done] : []));
			expect(done).toEqual([...done].sort((one, two) => one - two));
			expect(done.length).toBeGreaterThan(100);
		}
	});

	it('of more than goes this way nothing is sent, and nobody is asked', async () => {
		const shown = await offered();
		let asked = 0;
		old.network = (_, answer) => {
			asked += 1;
			return answer();
		};
		void old.transfer.sendTo(shown.code, cargo(LARGEST_TRANSFER + 1));
		expect(await old.failed()).toBe('TooMuch');
		expect([asked, fresh.transfer.state.step]).toEqual([0, 'showing']);
	});

	it('sends nothing before both have said that the digits are the same', async () => {
		const written = () => readdirSync(world.folder).reduce((sum, file) => sum + sizeOf(file), 0);
		const { sent } = await met(cargo(1_000_000));
		const before = written();
		old.transfer.compare(true);
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(old.transfer.state.step).toBe('comparing');
		expect(written() - before).toBeLessThan(100_000);
		fresh.transfer.compare(true);
		await fresh.at('received');
		expectAll(sent.bytes);
	});

	it('leaves nothing legible with the relay, who has the code reads no content either', async () => {
		const canary = new TextEncoder().encode('CANARY-'.repeat(9_000));
		const { shown } = await met({ bytes: canary, talked: false });
		const place = await placeOf(shown.code);
		bothSay();
		await fresh.at('received');
		for (const file of readdirSync(world.folder))
			expect(readFileSync(join(world.folder, file)).includes('CANARY-CANARY')).toBe(false);
		const listener = new Phone(world);
		const items = await itemsOf(place);
		expect(items.length).toBeGreaterThan(4);
		const { openEnvelope } = await import('$platform/channel/envelope');
		const legible = await Promise.all(
			items.map(({ log, mid, body }) =>
				openEnvelope(place.key, { log, mid }, base64urlToBytes(body) ?? new Uint8Array()),
			),
		);
		// The three that lead to the digits, and not one more.
		expect(legible.filter((one) => one !== null)).toHaveLength(3);
		listener.transfer.stop();
	});
});

describe('codes', () => {
	it('a slip, a code of nobody, and one of a caseworker', async () => {
		const { code } = await offered();
		void old.transfer.sendTo(`${code.startsWith('A') ? 'B' : 'A'}${code.slice(1)}`, cargo());
		expect(await old.failed()).toBe('CodeMistyped');
		void old.transfer.sendTo('040G-2081-040G-2081-040G-2081-NC', cargo());
		expect(await old.failed()).toBe('CodeExpired');
		expect(fresh.transfer.state.step).toBe('showing');
	});

	it('a QR code that promises another key is refused on both phones', async () => {
		const { qr } = await offered();
		const other = new Phone(world);
		void other.transfer.receive(unpack);
		const strange = (await other.at('showing')).qr;
		void old.transfer.sendTo(qr.slice(0, 30) + strange.slice(30), cargo());
		expect(await old.failed()).toBe('WrongKey');
		expect(await fresh.failed()).toBe('NotTheSame');
		other.transfer.stop();
	});

	it('whoever comes second is told, and so is the first: nothing is sent', async () => {
		const { shown } = await met();
		const second = new Phone(world);
		void second.transfer.sendTo(shown.code, cargo());
		expect(await second.failed()).toBe('CodeUsed');
		expect(await fresh.failed()).toBe('CodeUsed');
		expect(got).toBeNull();
		bothSay();
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(got).toBeNull();
	});

	it('a code is over after fifteen minutes', async () => {
		const { code } = await offered();
		world.now = () => Date.now() + 900_000;
		void old.transfer.sendTo(code, cargo());
		expect(await old.failed()).toBe('CodeExpired');
		expect(await fresh.failed()).toBe('CodeExpired');
	});
});

describe('somebody in between, who overheard the code and owns the relay', () => {
	it('with keys of their own shows other digits, however often', async () => {
		for (let round = 0; round < 5; round += 1) {
			const shown = await offered();
			// To the new phone they are the old one, in its log; to the old one a new one, in a log under the same code.
			const elsewhere = new TwoPhones();
			const seed = decodeCode(shown.code);
			if (seed === null) throw new Error('unreachable');
			let first = true;
			const lure = new Phone(elsewhere, {
				random: (length) => {
					const asked = first;
					first = false;
					return asked ? new Uint8Array(seed) : randomBytes(length);
				},
			});
			void lure.transfer.receive(unpack);
			await lure.at('showing');
			const hers = new Phone(elsewhere);
			void hers.transfer.sendTo(shown.code, cargo());
			const mask = new Phone(world);
			void mask.transfer.sendTo(shown.code, cargo());
			const digits = [(await hers.at('comparing')).digits, (await fresh.at('comparing')).digits];
			expect(digits[0]).not.toBe(digits[1]);
			// She sees it, says so, and nothing was sent.
			fresh.transfer.compare(false);
			hers.transfer.compare(false);
			expect([await mask.failed(), await lure.failed()]).toEqual(['NotTheSame', 'NotTheSame']);
			expect(got).toBeNull();
			// The picture would have told them apart at once.
			const scanned = new Phone(elsewhere);
			void scanned.transfer.sendTo(shown.qr, cargo());
			expect(['WrongKey', 'CodeExpired', 'NotTheSame']).toContain(await scanned.failed());
			await elsewhere.close();
		}
	});

	it('who changes the key after having committed to another is refused', async () => {
		const shown = await offered();
		const place = await placeOf(shown.code);
		const { sealEnvelope } = await import('$platform/channel/envelope');
		const { withVersion } = await import('$protocol/transfer');
		const other = await sealEnvelope(
			place.key,
			{ log: place.log, mid: place.mids.reveal },
			1,
			withVersion(randomBytes(64)),
		);
		old.tamper = (items) =>
			items.map((item) =>
				item.mid === place.mids.reveal ? { ...item, body: bytesToBase64url(other) } : item,
			);
		void old.transfer.sendTo(shown.code, cargo());
		expect(await old.failed()).toBe('WrongKey');
		expect(await fresh.failed()).toBe('NotTheSame');
	});

	it.each([[new Uint8Array(32)], [Uint8Array.of(1, ...new Uint8Array(31))]])(
		'a key that gives everybody the same secret is refused',
		async (key) => {
			const shown = await offered();
			const place = await placeOf(shown.code);
			const line = strangerAt(place);
			await line.put(place.mids.share, place.key, key, randomBytes(32));
			expect(await fresh.failed()).toBe('WrongKey');
			line.close();
		},
	);
});

describe('on the way', () => {
	/** What came of a transfer whose parts were handled so on their way to the new phone. */
	const after = async (tamper: (items: Item[]) => Item[], sent = cargo(3 * TRANSFER_PART_BYTES)) => {
		await met(sent);
		fresh.tamper = tamper;
		bothSay();
		return sent;
	};
	const large = (item: Item) => item.body.length > 80_000;

	it('a flipped bit anywhere ends it on both phones, and nothing is taken in', async () => {
		await after((items) => items.map((item) => (large(item) ? turned(item, 30_000) : item)));
		expect(await fresh.failed()).toBe('Damaged');
		expect(await old.failed()).toBe('OtherStopped');
		expect(got).toBeNull();
	});

	it('what is no bytes at all ends it too', async () => {
		await after((items) => items.map((item) => ({ ...item, body: '=not base64=' })));
		expect(await fresh.failed()).toBe('Damaged');
	});

	it('what comes twice, or in another order, changes nothing', async () => {
		const seen: Item[] = [];
		const sent = await after((items) => {
			seen.push(...items);
			return [...seen].reverse();
		});
		await fresh.at('received');
		expectAll(sent.bytes);
	});

	it('a part in the place of another ends it', async () => {
		let first: Item | undefined;
		await after((items) =>
			items.map((item) => {
				if (!large(item)) return item;
				first ??= item;
				return { ...item, body: first.body };
			}),
		);
		expect(await fresh.failed()).toBe('Damaged');
		expect(await old.failed()).toBe('OtherStopped');
		expect(got).toBeNull();
	});

	it('what never comes to its end is never taken in', async () => {
		let count = 0;
		await after((items) => items.filter((item) => !large(item) || (count += 1) < 3));
		await expect
			.poll(() => old.transfer.state, { timeout: 60_000 })
			.toEqual({ step: 'moving', done: 3, of: 3, stalled: false });
		world.now = () => Date.now() + 900_000;
		expect(await fresh.failed()).toBe('CodeExpired');
		expect(await old.failed()).toBe('NotHeard');
		expect(got).toBeNull();
	});

	it('what was sent cannot be read on the new phone: both know', async () => {
		void fresh.transfer.receive(() => Promise.resolve(failed({ type: 'Newer' })));
		const { code } = await fresh.at('showing');
		void old.transfer.sendTo(code, cargo());
		await old.at('comparing');
		await fresh.at('comparing');
		bothSay();
		expect(await fresh.failed()).toBe('Newer');
		expect(await old.failed()).toBe('OtherStopped');
	});

	it('the relay goes away in the middle and comes back: it goes on by itself, and says so meanwhile', async () => {
		const { sent } = await met(cargo(20 * TRANSFER_PART_BYTES));
		let calls = 0;
		let away = false;
		for (const phone of [old, fresh])
			phone.network = async (request, answer) => {
				calls += 1;
				if (calls === 12) {
					away = true;
					setTimeout(() => (away = false), 400);
				}
				// Every third answer is lost as well: the relay did it, and nobody hears of it.
				if (away) return null;
				const response = await answer();
				return request.method === 'PUT' && calls % 3 === 0 ? null : response;
			};
		bothSay();
		await fresh.at('received');
		expectAll(sent.bytes);
		expect(old.states.some(({ stalled }) => stalled)).toBe(true);
		fresh.transfer.kept();
		await old.at('arrived');
		expect(old.transfer.state.stalled).toBe(false);
	});

	it('no network at the beginning is said soon', async () => {
		fresh.network = () => Promise.resolve(null);
		void fresh.transfer.receive(unpack);
		expect(await fresh.failed()).toBe('Unreachable');
		old.network = () => Promise.resolve(null);
		void old.transfer.sendTo('040G-2081-040G-2081-040G-2081-NC', cargo());
		expect(await old.failed()).toBe('Unreachable');
	});

	it('too many at once is said as that', async () => {
		fresh.network = async (request, answer) =>
			request.url.endsWith('/transfers') ? new Response(null, { status: 507 }) : answer();
		void fresh.transfer.receive(unpack);
		expect(await fresh.failed()).toBe('Busy');
	});
});

describe('stopping', () => {
	it.each(['old', 'fresh'] as const)('on one phone (%s) is told on the other, at any step', async (who) => {
		const [mine, theirs] = who === 'old' ? [old, fresh] : [fresh, old];
		await met();
		mine.transfer.stop();
		expect(await theirs.failed()).toBe('OtherStopped');
		expect(mine.transfer.state.step).toBe('none');
		await met();
		mine.transfer.compare(false);
		expect([await mine.failed(), await theirs.failed()]).toEqual(['NotTheSame', 'NotTheSame']);
	});

	it('before anybody came takes the code back', async () => {
		const { code } = await offered();
		fresh.transfer.stop();
		await new Promise((resolve) => setTimeout(resolve, 200));
		void old.transfer.sendTo(code, cargo());
		expect(await old.failed()).toBe('CodeExpired');
	});

	it('after all has come, the new phone needs nobody any more', async () => {
		await met();
		bothSay();
		await fresh.at('received');
		await old.at('sent');
		old.transfer.stop();
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(fresh.transfer.state.step).toBe('received');
	});

	it('a new beginning leaves the one before behind', async () => {
		const { code } = await offered();
		void fresh.transfer.receive(unpack);
		await expect
			.poll(() => fresh.transfer.state.step === 'showing' && fresh.transfer.state.code !== code)
			.toBe(true);
		await met();
	});
});

const sizeOf = (file: string) => readFileSync(join(world.folder, file)).length;
const placeOf = async (text: string) => derivePlace(parseTransfer(text)?.seed ?? new Uint8Array(15));
const offeredPlace = async () => {
	const shown = fresh.states.find((state) => state.step === 'showing');
	return placeOf(shown?.step === 'showing' ? shown.code : '');
};
const call = (path: string, json: unknown) =>
	world.relay.handle(
		new Request(`http://relay.test/api/relay${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(json),
		}),
		'192.0.2.99',
	);
type Place = Awaited<ReturnType<typeof placeOf>>;
const itemsOf = async (place: Place): Promise<Item[]> => {
	const logs = [{ id: place.log, after: 0, token: place.readToken }];
	const answer = (await (await call('/poll', { logs, wait: 0 })).json()) as { items: Item[] };
	return answer.items;
};
const statusOf = async (log: string) => {
	const { readToken } = await offeredPlace();
	const logs = [{ id: log, after: 0, token: readToken }];
	const answer = (await (await call('/poll', { logs, wait: 0 })).json()) as { missing: string[] };
	return answer.missing.includes(log) ? 404 : 200;
};
const strangerAt = (place: Place) =>
	new Line(
		{
			relay: createRelayClient(
				'http://relay.test',
				(input, init) => world.relay.handle(new Request(input, init), '192.0.2.98'),
				Date.now,
				() => undefined,
			),
			pause: () => Promise.resolve(),
		},
		place,
		'old',
		{ ended: () => undefined, stalled: () => undefined },
	);
