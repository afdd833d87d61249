import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	argon2id,
	base64urlToBytes,
	bytesToBase64url,
	bytesToKey,
	bytesToNonce,
	calibrate,
	constantTimeEqual,
	hkdf,
	hmacSha256,
	isStrongEnough,
	LADDER,
	open,
	randomBelow,
	randomBytes,
	randomId,
	randomKey,
	seal,
	sha256,
	utf8,
	type Argon2Params,
} from './index';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const unhex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

describe('published vectors', () => {
	it('SHA-256 of "abc" (FIPS 180-4)', async () => {
		expect(hex(await sha256(utf8('abc')))).toBe(
			'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
		);
	});

	it('HKDF-SHA-256 (RFC 5869, A.1 and A.3)', async () => {
		const secret = new Uint8Array(22).fill(0x0b);
		const first = await hkdf(secret, unhex('f0f1f2f3f4f5f6f7f8f9'), 42, unhex('000102030405060708090a0b0c'));
		expect(hex(first)).toBe(
			'3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
		);
		expect(hex(await hkdf(secret, '', 42))).toBe(
			'8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
		);
	});

	it('HMAC-SHA-256 (RFC 4231, case 2)', async () => {
		expect(hex(await hmacSha256(utf8('Jefe'), utf8('what do ya want for nothing?')))).toBe(
			'5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
		);
	});

	it('AES-256-GCM (McGrew and Viega, test case 16)', async () => {
		const key = bytesToKey(unhex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308'));
		const nonce = bytesToNonce(unhex('cafebabefacedbaddecaf888'));
		const text = unhex(
			'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
		);
		const sealed = await seal(key, text, unhex('feedfacedeadbeeffeedfacedeadbeefabaddad2'), nonce);
		expect(hex(sealed)).toBe(
			'cafebabefacedbaddecaf888' +
				'522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662' +
				'76fc6ece0f4e1768cddf8853bb2d551b',
		);
	});
});

describe('sealing', () => {
	const aad = utf8('row 1');

	it('opens with the same key and associated data, and with nothing else', async () => {
		const key = randomKey();
		const sealed = await seal(key, utf8('hello'), aad);
		expect(await open(key, sealed, aad)).toEqual(utf8('hello'));
		expect(await open(randomKey(), sealed, aad)).toBeNull();
		expect(await open(key, sealed, utf8('row 2'))).toBeNull();
		expect(await open(key, sealed.subarray(0, 20), aad)).toBeNull();
	});

	it('notices every flipped bit', async () => {
		const key = randomKey();
		const sealed = await seal(key, utf8('hello'), aad);
		for (let bit = 0; bit < sealed.length * 8; bit++) {
			const changed = sealed.slice();
			changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
			expect(await open(key, changed, aad)).toBeNull();
		}
	});

	it('never seals the same way twice', async () => {
		const key = randomKey();
		expect(await seal(key, utf8('hello'), aad)).not.toEqual(await seal(key, utf8('hello'), aad));
	});

	it('takes 32 bytes as a key and no other length', () => {
		expect(() => bytesToKey(new Uint8Array(31))).toThrow(RangeError);
	});
});

describe('base64url', () => {
	it('goes there and back for any bytes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
				const text = bytesToBase64url(bytes);
				expect(text).toBe(Buffer.from(bytes).toString('base64url'));
				expect(base64urlToBytes(text)).toEqual(new Uint8Array(bytes));
			}),
		);
	});

	it('refuses a second spelling, padding, and other alphabets', () => {
		for (const text of ['AB', 'AA==', 'A', 'a+b/', 'AAAA ', 'é']) {
			const bytes = base64urlToBytes(text);
			if (bytes) expect(bytesToBase64url(bytes)).toBe(text);
			else expect(bytes).toBeNull();
		}
		expect(base64urlToBytes('AB')).toBeNull();
		expect(base64urlToBytes('AA')).toEqual(Uint8Array.of(0));
	});
});

describe('randomness', () => {
	it('comes in any amount, and ids are 22 characters', () => {
		expect(randomBytes(200_000)).toHaveLength(200_000);
		expect(randomId()).toMatch(/^[A-Za-z0-9_-]{22}$/);
	});

	it('leaves out what would favour small numbers', () => {
		const draws = [0xffffffff, 7];
		const source = () => {
			const bytes = new Uint8Array(4);
			new DataView(bytes.buffer).setUint32(0, draws.shift() ?? 0);
			return bytes;
		};
		expect(randomBelow(10, source)).toBe(7);
	});

	it('is compared without stopping early', () => {
		expect(constantTimeEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
		expect(constantTimeEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
		expect(constantTimeEqual(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
	});
});

describe('Argon2id', () => {
	const floor: Argon2Params = { memory: 19_456, iterations: 2, parallelism: 1 };

	it('gives what another implementation gives (@noble/hashes)', async () => {
		const key = await argon2id('password', utf8('somesaltsomesalt'), floor);
		expect(hex(key)).toBe('2b5dc4054886ec957ef59c73b661c54dd6fb274590b278f657c6d96aac8fa6d1');
	});

	it.each([
		[{ memory: 19_455, iterations: 2, parallelism: 1 }, false],
		[{ memory: 19_456, iterations: 1, parallelism: 1 }, false],
		[{ memory: 47_104, iterations: 1, parallelism: 1 }, true],
		[{ memory: 8, iterations: 1, parallelism: 1 }, false],
		[{ memory: 2 ** 31, iterations: 3, parallelism: 1 }, false],
		[{ memory: 65_536, iterations: 3, parallelism: 4 }, false],
	])('%j allowed: %s', async (params, allowed) => {
		expect(isStrongEnough(params)).toBe(allowed);
		if (!allowed) await expect(argon2id('x', new Uint8Array(16), params)).rejects.toThrow(RangeError);
	});

	it('has a ladder above the floor, strongest first', () => {
		expect(LADDER.every(isStrongEnough)).toBe(true);
		const work = LADDER.map(({ memory, iterations }) => memory * iterations);
		expect(work).toEqual([...work].sort((a, b) => b - a));
	});

	it.each([
		['a fast phone', 0.001, LADDER[0]],
		['a middling one', 0.0105, LADDER[1]],
		['a slow one', 0.03, LADDER[2]],
		['one that is slower than anything', 1, LADDER[3]],
	])('measured on %s', async (_, perUnit, expected) => {
		const tried: number[] = [];
		const chosen = await calibrate(({ memory, iterations }) => {
			tried.push(memory * iterations * perUnit);
			return Promise.resolve(memory * iterations * perUnit);
		});
		expect(chosen).toEqual(expected);
		// Set-up does not keep her waiting for rungs that are plainly out of reach.
		expect(tried.filter((time) => time > 1_500 * 1.6).length).toBeLessThanOrEqual(1);
	});
});
