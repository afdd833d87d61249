import { describe, expect, it } from 'vitest';
import { bytesToBase64url } from '$platform/crypto';
import { x25519Pair, x25519Shared } from '$platform/crypto/x25519';
import { sealEnvelope } from '$platform/channel/envelope';
import { encodeCode } from '$protocol/code';
import { headToBytes, stopToBytes, transferToQr, withVersion } from '$protocol/transfer';
import vectors from '../../../../tests/vectors/transfer-v1.json';
import { agree, commitTo, derivePlace } from './keys';

const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (byte) => parseInt(byte, 16));
const numbered = (length: number, from: number) => new Uint8Array(length).map((_, at) => (at + from) & 255);
const text = bytesToBase64url;

/** Two phones whose randomness is known. */
async function all() {
	const seed = numbered(15, 1);
	const place = await derivePlace(seed);
	const old = x25519Pair(() => numbered(32, 40));
	const fresh = x25519Pair(() => numbered(32, 90));
	const shares = {
		old: { key: old.publicKey, nonce: numbered(32, 130) },
		fresh: { key: fresh.publicKey, nonce: numbered(32, 170) },
	};
	const commitment = await commitTo(place, shares.fresh);
	const sides = await Promise.all([old, fresh].map((pair) => agree(place, pair, { commitment, ...shares })));
	return { seed, place, shares, commitment, sides };
}

describe('moving, format 1, as it was written on the first day', () => {
	it('both phones come to the same, and it never changes', async () => {
		const { seed, place, shares, commitment, sides } = await all();
		const spelt = await Promise.all(
			sides.map(async (agreed) =>
				agreed === null
					? null
					: {
							digits: agreed.digits,
							fromOld: text(agreed.fromOld),
							fromNew: text(agreed.fromNew),
							mids: agreed.mids,
							parts: [await agreed.partMid(0), await agreed.partMid(128)],
						},
			),
		);
		expect(spelt[0]).toEqual(spelt[1]);
		const made = {
			code: encodeCode(seed),
			qr: transferToQr(seed, commitment),
			place: { ...place, logBytes: undefined, key: text(place.key) },
			keys: [text(shares.old.key), text(shares.fresh.key)],
			commitment: text(commitment),
			agreed: spelt[0],
			contents: {
				share: text(withVersion(shares.old.key, shares.old.nonce)),
				head: text(withVersion(headToBytes({ bytes: 65_536, parts: 2 }))),
				stop: text(withVersion(stopToBytes('different'))),
			},
		};
		expect(JSON.parse(JSON.stringify(made))).toEqual(vectors);
	});

	it('whatever is changed of what was said changes the digits and the keys', async () => {
		const { place, shares, commitment, sides } = await all();
		const right = sides[0];
		const fresh = x25519Pair(() => numbered(32, 90));
		const spoil = (bytes: Uint8Array) => bytes.map((byte, at) => (at === 3 ? byte ^ 1 : byte));
		const others = await Promise.all([
			agree(place, fresh, { ...shares, commitment: spoil(commitment) }),
			agree(place, fresh, { ...shares, commitment, old: { ...shares.old, key: spoil(shares.old.key) } }),
			agree(place, fresh, { ...shares, commitment, old: { ...shares.old, nonce: spoil(shares.old.nonce) } }),
			agree(place, fresh, {
				...shares,
				commitment,
				fresh: { ...shares.fresh, nonce: spoil(shares.fresh.nonce) },
			}),
			agree(await derivePlace(numbered(15, 2)), fresh, { ...shares, commitment }),
		]);
		for (const other of others) {
			expect(other?.digits).not.toBe(right?.digits);
			expect(other && text(other.fromOld)).not.toBe(right && text(right.fromOld));
		}
	});

	it('what lies under one mid does not open under another, nor in the other direction', async () => {
		const { place, sides } = await all();
		const agreed = sides[0];
		if (!agreed) throw new Error('unreachable');
		const { openEnvelope } = await import('$platform/channel/envelope');
		const here = { log: place.log, mid: await agreed.partMid(0) };
		const sealed = await sealEnvelope(agreed.fromOld, here, 0, withVersion(numbered(9, 1)));
		expect(await openEnvelope(agreed.fromOld, here, sealed)).not.toBeNull();
		expect(await openEnvelope(agreed.fromNew, here, sealed)).toBeNull();
		expect(await openEnvelope(agreed.fromOld, { ...here, mid: await agreed.partMid(1) }, sealed)).toBeNull();
	});
});

describe('X25519', () => {
	// RFC 7748, section 6.1.
	const a = hex('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a');
	const b = hex('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb');
	it('gives what RFC 7748 says', () => {
		const alice = x25519Pair(() => a);
		const bob = x25519Pair(() => b);
		expect(alice.publicKey).toEqual(hex('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a'));
		expect(bob.publicKey).toEqual(hex('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f'));
		const shared = hex('4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742');
		expect(x25519Shared(alice.secretKey, bob.publicKey)).toEqual(shared);
		expect(x25519Shared(bob.secretKey, alice.publicKey)).toEqual(shared);
	});

	it('refuses a key that would give everybody the same, and bytes that are no key', () => {
		for (const bad of [new Uint8Array(32), Uint8Array.of(1, ...new Uint8Array(31)), new Uint8Array(31)])
			expect(x25519Shared(numbered(32, 7), bad)).toBeNull();
	});
});
