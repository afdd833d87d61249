/** What is frozen: one module in its one spelling, and the published vectors of what it stands on. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { utf8 } from '$platform/crypto';
import type { SignedModule } from '$protocol/module';
import {
	addReview,
	addTranslation,
	fingerprintOf,
	moduleBytes,
	ofModule,
	readModule,
	signerOf,
	signModule,
	type SigningIdentity,
} from '.';
import { canonicalText, hashOf } from './canonical';
import { Frames, readAny } from './carriers';

interface Vector {
	identities: Record<'author' | 'translator' | 'reviewer', SigningIdentity>;
	signers: Record<'author' | 'translator' | 'reviewer', { key: string; fingerprint: string }>;
	hashes: { module: string; translation: string };
	signatures: { author: string; translation: string; review: string };
	canonical: string;
	link: string;
	frames: string[];
}
const vector = JSON.parse(
	readFileSync(new URL('../../../../tests/vectors/module-v1.json', import.meta.url), 'utf8'),
) as Vector;
const bytes = utf8(vector.canonical);
const signed = JSON.parse(vector.canonical) as SignedModule;

describe('rosebay/module/1', () => {
	it('is read for ever: the file, the link, the codes in any order', async () => {
		const whole = { ok: true, value: signed };
		expect(await readModule(bytes)).toEqual(whole);
		expect(await readAny(vector.link)).toEqual(whole);
		const gathering = new Frames();
		for (const frame of vector.frames.slice(1)) expect((await gathering.take(frame)).ok).toBe(true);
		const taken = await gathering.take(vector.frames[0] ?? '');
		expect(taken).toMatchObject({ ok: true, value: { done: bytes } });
	});

	it('is spelt, hashed and signed for ever as it was', async () => {
		expect(new TextDecoder().decode(moduleBytes(signed))).toBe(vector.canonical);
		const { author: _author, ...unsigned } = signed.module;
		const [{ translation }, { review }] = [signed.translations[0]!, signed.reviews[0]!];
		const { author, translator, reviewer } = vector.identities;
		const again = await addReview(
			await addTranslation(signModule(unsigned, author), translation, translator),
			['ar'],
			review.on,
			reviewer,
		);
		expect(new TextDecoder().decode(moduleBytes(again))).toBe(vector.canonical);
		expect({
			author: again.signature,
			translation: again.translations[0]?.signature,
			review: again.reviews[0]?.signature,
		}).toEqual(vector.signatures);
		expect({
			module: (await ofModule(signed.module)).hash,
			translation: await hashOf(translation),
		}).toEqual(vector.hashes);
		expect(translation.of.hash).toBe(vector.hashes.module);
		expect(review.translations).toEqual({ ar: vector.hashes.translation });
	});

	it('knows its signers by the same digits for ever', async () => {
		for (const role of ['author', 'translator', 'reviewer'] as const) {
			const { key, fingerprint } = vector.signers[role];
			expect(signerOf(vector.identities[role]).key).toBe(key);
			expect((await fingerprintOf(key)).join(' ')).toBe(fingerprint);
		}
	});
});

describe('RFC 8785', () => {
	it('as in its section 3.2', () => {
		const input =
			'{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
			'"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}';
		expect(canonicalText(JSON.parse(input))).toBe(
			'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
				'"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
		);
	});

	it('keys by their UTF-16 units, as in its section 3.2.3', () => {
		const input =
			'{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",' +
			'"\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}';
		const spelt = canonicalText(JSON.parse(input));
		expect(Object.values(JSON.parse(spelt) as object).length).toBe(7);
		expect([...spelt.matchAll(/:"(\w+)/g)].map(([, first]) => first)).toEqual([
			...['Carriage', 'One', 'Control', 'Latin', 'Euro', 'Emoji', 'Hebrew'],
		]);
	});

	it('numbers, as in its appendix B', () => {
		const numbers: [string, string][] = [
			['0000000000000000', '0'],
			['8000000000000000', '0'],
			['0000000000000001', '5e-324'],
			['8000000000000001', '-5e-324'],
			['7fefffffffffffff', '1.7976931348623157e+308'],
			['ffefffffffffffff', '-1.7976931348623157e+308'],
			['4340000000000000', '9007199254740992'],
			['c340000000000000', '-9007199254740992'],
			['4430000000000000', '295147905179352830000'],
			['44b52d02c7e14af5', '9.999999999999997e+22'],
			['44b52d02c7e14af6', '1e+23'],
			['44b52d02c7e14af7', '1.0000000000000001e+23'],
			['444b1ae4d6e2ef4e', '999999999999999700000'],
			['444b1ae4d6e2ef4f', '999999999999999900000'],
			['444b1ae4d6e2ef50', '1e+21'],
			['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
			['3eb0c6f7a0b5ed8d', '0.000001'],
			['41b3de4355555553', '333333333.3333332'],
			['41b3de4355555554', '333333333.33333325'],
			['41b3de4355555555', '333333333.3333333'],
			['41b3de4355555556', '333333333.3333334'],
			['41b3de4355555557', '333333333.33333343'],
			['becbf647612f3696', '-0.0000033333333333333333'],
			['43143ff3c1cb0959', '1424953923781206.2'],
		];
		const double = (hex: string) => Buffer.from(hex, 'hex').readDoubleBE();
		for (const [hex, spelt] of numbers) expect(canonicalText(double(hex)), hex).toBe(spelt);
		for (const none of ['7fffffffffffffff', '7ff0000000000000'])
			expect(() => canonicalText(double(none))).toThrow();
	});
});
