import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { randomBytes } from '.';
import { isSignedBy, newSigningKey, signBytes, signingKeyToPublic } from './ed25519';

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));

/** RFC 8032, section 7.1: secret, public key, message, signature. */
const RFC = [
	[
		'9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
		'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
		'',
		'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155' +
			'5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
	],
	[
		'4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
		'3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
		'72',
		'92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
			'085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
	],
	[
		'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
		'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
		'af82',
		'6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac' +
			'18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
	],
	[
		'833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42',
		'ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf',
		createHash('sha512').update('abc').digest('hex'),
		'dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589' +
			'09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704',
	],
] as const;

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const little = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
const toLittle = (number: bigint) => Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse();

/** Every spelling of the eight points of small order, for which anything is a signature; the last ones are not canonical. */
const SMALL = [
	'0100000000000000000000000000000000000000000000000000000000000000',
	'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
	'0000000000000000000000000000000000000000000000000000000000000000',
	'0000000000000000000000000000000000000000000000000000000000000080',
	'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
	'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
	'26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
	'26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
	'0100000000000000000000000000000000000000000000000000000000000080',
	'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
	'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
	'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
	'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
	'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
];

describe('Ed25519', () => {
	it('signs and verifies as in RFC 8032', () => {
		for (const [secret, key, message, signature] of RFC) {
			expect(signingKeyToPublic(hex(secret))).toEqual(hex(key));
			expect(signBytes(hex(message), hex(secret))).toEqual(hex(signature));
			expect(isSignedBy(hex(message), hex(signature), hex(key))).toBe(true);
		}
	});

	it('agrees with OpenSSL, both ways', () => {
		const pkcs8 = hex('302e020100300506032b657004220420');
		const spki = hex('302a300506032b6570032100');
		for (let round = 0; round < 20; round += 1) {
			const secret = newSigningKey();
			const message = randomBytes(round * 37);
			const key = createPrivateKey({ key: Buffer.concat([pkcs8, secret]), format: 'der', type: 'pkcs8' });
			const own = signBytes(message, secret);
			expect(own).toEqual(new Uint8Array(sign(null, message, key)));
			const open = createPublicKey({
				key: Buffer.concat([spki, signingKeyToPublic(secret)]),
				format: 'der',
				type: 'spki',
			});
			expect(verify(null, message, open, own)).toBe(true);
		}
	});

	it('takes no second spelling of a signature (S + L)', () => {
		for (const [, key, message, signature] of RFC) {
			const bytes = hex(signature);
			const other = new Uint8Array([
				...bytes.subarray(0, 32),
				...toLittle(little(bytes.subarray(32)) + ORDER),
			]);
			expect(isSignedBy(hex(message), other, hex(key))).toBe(false);
		}
	});

	it('takes no key of small order, for which one signature fits any text', () => {
		const zero = new Uint8Array(32);
		for (const key of SMALL)
			for (const start of SMALL)
				for (const text of ['a', 'b', 'c', 'd'])
					expect(
						isSignedBy(Buffer.from(text), new Uint8Array([...hex(start), ...zero]), hex(key)),
						`${key} ${start}`,
					).toBe(false);
	});

	it('is calm about bytes that are neither key nor signature', () => {
		const [, key, message, signature] = RFC[1];
		for (const bad of ['', '00', key.slice(2), `${key}00`, 'ff'.repeat(32), '02' + '00'.repeat(31)])
			expect(isSignedBy(hex(message), hex(signature), hex(bad))).toBe(false);
		for (const bad of ['', signature.slice(2), `${signature}00`, 'ff'.repeat(64), '00'.repeat(64)])
			expect(isSignedBy(hex(message), hex(bad), hex(key))).toBe(false);
		for (let bit = 0; bit < 512; bit += 1) {
			const turned = hex(signature);
			turned[bit >> 3]! ^= 1 << (bit & 7);
			expect(isSignedBy(hex(message), turned, hex(key))).toBe(false);
		}
	});
});
