import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToBase64url, bytesToKey, randomBytes, randomKey, utf8 } from '$platform/crypto';
import {
	ENVELOPE_OVERHEAD,
	ENVELOPE_SIZES,
	MAX_CONTENT_BYTES,
	padContent,
	unpadContent,
} from '$protocol/envelope';
import { parsePairing } from '$protocol/pairing';
import { openEnvelope, parseMessage, sealEnvelope, type Place } from './envelope';
import { createIdentity, createGroup, receive } from './group';

/** 400 by default; ROSEBAY_PROPERTY_RUNS=10000 for a long night. */
const numRuns = Number(process.env.ROSEBAY_PROPERTY_RUNS ?? 400);
/** The machine may be busy; a real hang shows all the same. Milliseconds. */
const LONG = 30_000 + numRuns * 20;
const place = (): Place => ({
	log: bytesToBase64url(randomBytes(16)),
	mid: bytesToBase64url(randomBytes(32)),
});
const content = fc.uint8Array({ maxLength: 6_000 });
const slot = fc.integer({ min: 0, max: 3 });

describe('an envelope', () => {
	const key = randomKey();

	it(
		'opens where it was put, to what was in it, and has one of four sizes',
		async () => {
			await fc.assert(
				fc.asyncProperty(content, slot, async (bytes, by) => {
					const where = place();
					const sealed = await sealEnvelope(key, where, by, bytes);
					expect(ENVELOPE_SIZES.map((size) => size + ENVELOPE_OVERHEAD)).toContain(sealed.length);
					expect(await openEnvelope(key, where, sealed)).toEqual({
						slot: by,
						content: new Uint8Array(bytes),
					});
				}),
				{ numRuns },
			);
		},
		LONG,
	);

	it(
		'with any bit turned, cut, moved to another log or mid, or under another key, does not open',
		async () => {
			await fc.assert(
				fc.asyncProperty(content, fc.nat(), fc.integer({ min: 0, max: 4 }), async (bytes, at, harm) => {
					const where = place();
					const sealed = await sealEnvelope(key, where, 0, bytes);
					const bit = at % (sealed.length * 8);
					const flipped = sealed.slice();
					flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
					const tries = [
						() => openEnvelope(key, where, flipped),
						() => openEnvelope(key, where, sealed.slice(0, at % sealed.length)),
						() => openEnvelope(key, { ...where, log: place().log }, sealed),
						() => openEnvelope(key, { ...where, mid: place().mid }, sealed),
						() => openEnvelope(randomKey(), where, sealed),
					];
					expect(await tries[harm]?.()).toBeNull();
				}),
				{ numRuns },
			);
		},
		LONG,
	);

	it(
		'padding has one spelling, and takes what it promises',
		() => {
			for (const size of ENVELOPE_SIZES) {
				expect(padContent(0, new Uint8Array(size - 5)).length).toBe(size);
				expect(unpadContent(padContent(3, new Uint8Array(size - 5)))?.content.length).toBe(size - 5);
			}
			expect(() => padContent(0, new Uint8Array(MAX_CONTENT_BYTES + 1))).toThrow(RangeError);
			const larger = new Uint8Array(4_096);
			larger.set(padContent(0, utf8('short')));
			expect(unpadContent(larger)).toBeNull();
			fc.assert(
				fc.property(fc.uint8Array({ maxLength: 1_100 }), (bytes) => {
					const read = unpadContent(new Uint8Array(bytes));
					if (read !== null) expect(padContent(read.slot, read.content)).toEqual(new Uint8Array(bytes));
				}),
				{ numRuns },
			);
		},
		LONG,
	);
});

describe('bytes and texts from outside', () => {
	it(
		'never throw in any parser of the channel',
		async () => {
			const identity = await createIdentity();
			const state = await createGroup(identity, randomBytes(16), Date.now());
			const key = bytesToKey(randomBytes(32));
			await fc.assert(
				fc.asyncProperty(
					fc.uint8Array({ maxLength: 2_000 }),
					fc.string({ unit: 'binary', maxLength: 100 }),
					async (bytes, text) => {
						expect(parseMessage(bytes)).toBeNull();
						expect(parsePairing(text)).toBeNull();
						expect(parsePairing(`RB1:${text}`)).toBeNull();
						expect(await openEnvelope(key, place(), bytes)).toBeNull();
						expect((await receive(state, bytes, [])).kind).toBe('unreadable');
						// As if it were MLS after all: version, PrivateMessage, and then anything.
						const dressed = Uint8Array.of(0, 1, 0, 2, ...bytes);
						expect(['unreadable', 'future']).toContain((await receive(state, dressed, [])).kind);
					},
				),
				{ numRuns },
			);
		},
		LONG,
	);

	it('a message with anything more, less or other than it should have is refused', () => {
		const good = {
			v: 1,
			id: 'AAAAAAAAAAAAAAAAAAAAAA',
			sentAt: '2026-11-22T05:00:00.000Z',
			type: 'reply',
			body: { appointment: 'AAAAAAAAAAAAAAAAAAAAAA', sequence: 0, reply: 'coming' },
		};
		const parse = (value: unknown) => parseMessage(utf8(JSON.stringify(value)));
		expect(parse(good)).toEqual(good);
		for (const bad of [
			{ ...good, v: 2 },
			{ ...good, extra: true },
			{ ...good, id: 'short' },
			{ ...good, sentAt: 'yesterday' },
			{ ...good, type: 'text' },
			{ ...good, body: { ...good.body, reply: 'perhaps' } },
			{ ...good, body: { ...good.body, proposed: [] } },
			{ ...good, body: { ...good.body, time: '2026-11-22' } },
			{ ...good, body: { ...good.body, html: '<b>' } },
			{ ...good, body: { ...good.body, sequence: -1 } },
			[good],
			null,
		])
			expect(parse(bad)).toBeNull();
	});
});
