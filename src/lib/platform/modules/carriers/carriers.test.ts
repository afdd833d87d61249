import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { SignedModule } from '$protocol/module';
import { concatBytes, randomBytes, utf8 } from '$platform/crypto';
import { addTranslation, moduleBytes, newSigningIdentity, signModule } from '..';
import { qrCells, scanFrame } from '../../channel/qr';
import { textsFor, unsignedModule } from '../../../../../tests/support/modules';
import { fileNameOf, Frames, framesOf, LINK_CHARACTERS, linkOf, readAny, readLink } from '.';
import { base45ToBytes, bytesToBase45 } from './base45';
import { FRAME_BYTES, ONE_CODE_BYTES } from './frames';
import { pack, unpack } from './pack';

const ORIGIN = 'https://help.example';
let signed: SignedModule;
let bytes: Uint8Array;
beforeAll(async () => {
	const texts = textsFor(unsignedModule().pages, (key) => `كلمات ${key}`);
	signed = await addTranslation(
		signModule(unsignedModule(), newSigningIdentity('An author')),
		{ language: 'ar', texts },
		newSigningIdentity('A translator'),
	);
	bytes = moduleBytes(signed);
});
const linkOrThrow = async (module: SignedModule): Promise<string> => {
	const link = await linkOf(ORIGIN, module);
	if (!link.ok) throw new Error(link.error.type);
	return link.value;
};

describe('packing', () => {
	it('gives back what it was given, in fewer bytes, or as it is where that is shorter', async () => {
		const packed = await pack(bytes);
		expect(packed[0]).toBe(1);
		expect(packed.length).toBeLessThan(bytes.length / 2);
		expect(await unpack(packed)).toEqual({ ok: true, value: bytes });
		const noise = randomBytes(500);
		expect((await pack(noise))[0]).toBe(0);
		expect(await unpack(await pack(noise))).toEqual({ ok: true, value: noise });
	});

	it('stops at 64 KiB, whatever a few bytes unfold into', async () => {
		const bomb = new Blob([new Uint8Array(50_000_000)])
			.stream()
			.pipeThrough(new CompressionStream('deflate-raw'));
		const deflated = new Uint8Array(await new Response(bomb).arrayBuffer());
		const small = concatBytes(Uint8Array.of(1), deflated);
		expect(small.length).toBeLessThan(60_000);
		expect(await unpack(small)).toEqual({ ok: false, error: { type: 'TooLarge' } });
	});

	it('tells what was cut or changed', async () => {
		const packed = await pack(bytes);
		expect(await unpack(packed.subarray(0, -9))).toMatchObject({ error: { type: 'Cut' } });
		expect(await unpack(Uint8Array.of(1, 255, 255))).toMatchObject({ error: { type: 'Cut' } });
		expect(await unpack(Uint8Array.of(7))).toMatchObject({ error: { type: 'Cut' } });
		expect(await unpack(new Uint8Array())).toMatchObject({ error: { type: 'Cut' } });
	});

	it('does without where a browser cannot deflate', async () => {
		const packed = await pack(bytes);
		vi.stubGlobal('CompressionStream', undefined);
		vi.stubGlobal('DecompressionStream', undefined);
		const asIs = await pack(bytes);
		expect(asIs[0]).toBe(0);
		expect(await unpack(asIs)).toEqual({ ok: true, value: bytes });
		expect(await unpack(packed)).toEqual({ ok: false, error: { type: 'CannotUnpack' } });
		vi.unstubAllGlobals();
	});
});

describe('a link', () => {
	it('holds the module behind the #, and is read out of a message around it', async () => {
		const link = await linkOrThrow(signed);
		expect(link).toMatch(/^https:\/\/help\.example\/#m=1[\w-]+$/);
		expect(await readLink(new URL(link).hash)).toEqual({ ok: true, value: bytes });
		expect(await readAny(`Look at this, it may help: ${link}\nSee you`)).toEqual({ ok: true, value: signed });
	});

	it('is not made longer than a chat takes; in fewer languages it may fit', async () => {
		let seed = 1;
		// Words that do not deflate well, as four languages do not.
		const noise = () =>
			Array.from({ length: 60 }, () => (seed = (seed * 48_271) % 2_147_483_647).toString(36)).join(' ');
		const long = signModule(
			unsignedModule({ texts: textsFor(unsignedModule().pages, noise) }),
			newSigningIdentity('An author'),
		);
		const link = await linkOf(ORIGIN, long);
		expect(link).toMatchObject({ ok: false, error: { type: 'TooLongForLink' } });
		if (!link.ok) expect(link.error.characters).toBeGreaterThan(LINK_CHARACTERS);
	});

	it('that lost its end, or was never one, is said to be so', async () => {
		const link = await linkOrThrow(signed);
		for (const cut of [-1, -2, -3, -40])
			expect(await readLink(link.slice(0, cut))).toMatchObject({ error: { type: 'Cut' } });
		for (const none of ['', '#', '#m=', '#m=2abc', '#x=1abc', 'https://help.example/'])
			expect(await readLink(none)).toEqual({ ok: false, error: { type: 'NothingHere' } });
		expect(await readLink(`#m=0${'A'.repeat(90_000)}`)).toMatchObject({ error: { type: 'TooLarge' } });
	});
});

it('base45 is RFC 9285', () => {
	// The RFC's own examples (sections 4.3 and 4.4).
	for (const [plain, spelt] of [
		['AB', 'BB8'],
		['Hello!!', '%69 VD92EX0'],
		['base-45', 'UJCLQE7W581'],
		['ietf!', 'QED8WEX0'],
	] as const) {
		expect(bytesToBase45(utf8(plain))).toBe(spelt);
		expect(base45ToBytes(spelt)).toEqual(utf8(plain));
	}
	for (const wrong of ['GGW', ':::', 'A', 'ABCD', 'ab8', '::', 'BB8\n'])
		expect(base45ToBytes(wrong)).toBeNull();
});

describe('codes', () => {
	const shuffled = <T>(list: readonly T[]): T[] =>
		list.toSorted((a, b) => String(b).localeCompare(String(a)));

	it('one for a small module, several of one size beyond that; each is drawn and read', async () => {
		const small = randomBytes(ONE_CODE_BYTES - 1);
		expect(await framesOf(small)).toHaveLength(1);
		const frames = await framesOf(randomBytes(5_000));
		expect(frames).toHaveLength(Math.ceil(5_001 / FRAME_BYTES));
		expect(new Set(frames.slice(0, -1).map((text) => text.length)).size).toBe(1);
		const side = (text: string) => qrCells(text).length;
		expect(new Set(frames.slice(0, -1).map(side))).toEqual(new Set([17 + 4 * 15]));
		const [first = ''] = frames;
		const cells = qrCells(first);
		const size = (cells.length + 8) * 4;
		const data = new Uint8ClampedArray(size * size * 4).fill(255);
		for (let y = 0; y < size; y += 1)
			for (let x = 0; x < size; x += 1)
				if (cells[Math.floor(y / 4) - 4]?.[Math.floor(x / 4) - 4])
					data.fill(20, (y * size + x) * 4, (y * size + x) * 4 + 3);
		expect(await scanFrame({ data, width: size, height: size, colorSpace: 'srgb' })).toBe(first);
	});

	it('are gathered in any order, however often', async () => {
		const module = randomBytes(3_000);
		const frames = shuffled(await framesOf(module));
		const gathering = new Frames();
		for (const [at, text] of frames.entries()) {
			const taken = await gathering.take(text);
			expect(taken).toMatchObject({ ok: true, value: { of: frames.length, have: at + 1 } });
			if (at < frames.length - 1) expect(await gathering.take(text)).toEqual(taken);
			else if (taken.ok) expect(taken.value.done).toEqual(module);
		}
	});

	it('of another module are told apart, and taken once they alone are shown', async () => {
		const [one, other] = [await framesOf(randomBytes(2_000)), await framesOf(randomBytes(2_000))];
		const gathering = new Frames();
		await gathering.take(one[0] ?? '');
		const strange = { ok: false, error: { type: 'OtherModule' } };
		expect(await gathering.take(other[0] ?? '')).toEqual(strange);
		expect(await gathering.take(other[1] ?? '')).toEqual(strange);
		expect(await gathering.take(one[1] ?? '')).toMatchObject({ value: { have: 2 } });
		expect(await gathering.take(other[0] ?? '')).toEqual(strange);
		expect(await gathering.take(other[1] ?? '')).toEqual(strange);
		expect(await gathering.take(other[2] ?? '')).toMatchObject({ value: { have: 1 } });
		gathering.startAgain();
		expect(await gathering.take(one[0] ?? '')).toMatchObject({ value: { have: 1 } });
	});

	it('that were changed under a module’s name do not pass for it, and no amount of them fills the memory', async () => {
		const frames = await framesOf(randomBytes(2_000));
		const raw = base45ToBytes((frames[0] ?? '').slice(3)) ?? new Uint8Array();
		raw[40] = (raw[40] ?? 0) ^ 1;
		const forged = `M1:${bytesToBase45(raw)}`;
		const gathering = new Frames();
		for (const text of [forged, ...frames.slice(1, -1)]) expect((await gathering.take(text)).ok).toBe(true);
		expect(await gathering.take(frames.at(-1) ?? '')).toEqual({ ok: false, error: { type: 'Cut' } });
		expect(await gathering.take(frames[0] ?? '')).toMatchObject({ value: { have: 1 } });
		const heavy = new Frames();
		const pieces = Array.from(
			{ length: 40 },
			(_, number) =>
				`M1:${bytesToBase45(concatBytes(new Uint8Array(8), Uint8Array.of(number, 255), randomBytes(2_000)))}`,
		);
		const types = new Set<string>();
		for (const text of pieces) {
			const taken = await heavy.take(text);
			if (!taken.ok) types.add(taken.error.type);
		}
		expect([...types]).toEqual(['TooLarge']);
		for (const no of ['', 'M1:', 'RB1:ABC', 'M1:ABC', forged.toLowerCase(), `M1:${'0'.repeat(5_000)}`])
			expect(await heavy.take(no)).toEqual({ ok: false, error: { type: 'NotFrame' } });
	});
});

describe('whatever comes', () => {
	it('a file, with a mark at its front, in UTF-16, packed, or with a link in it', async () => {
		const text = new TextDecoder().decode(bytes);
		const utf16 = new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (unit) => unit.charCodeAt(0)).buffer);
		const ways = [
			...[bytes, text, `${text}\r\n`, utf8(`\uFEFF${text}\n`), utf16, await pack(bytes)],
			...[await linkOrThrow(signed), utf8(`Hello\n${await linkOrThrow(signed)}\n`)],
		];
		for (const came of ways) expect(await readAny(came)).toEqual({ ok: true, value: signed });
		const small = signModule(
			unsignedModule({
				pages: [{ id: 'p1', blocks: [{ id: 'b1', type: 'text' }] }],
				texts: { title: 'T', summary: 'S', 'p1.title': 'P', 'b1.text': 'W' },
			}),
			newSigningIdentity('An author'),
		);
		const frames = await framesOf(moduleBytes(small));
		expect(await readAny(frames[0] ?? '')).toEqual({ ok: true, value: small });
	});

	it('anything else is nothing, calmly', async () => {
		for (const none of ['', ' ', 'hello', '<html></html>', randomBytes(300).fill(0xc3), utf8('plain words')])
			expect(await readAny(none)).toEqual({ ok: false, error: { type: 'NothingHere' } });
		expect(await readAny('{"a":1}')).toEqual({ ok: false, error: { type: 'NotModule' } });
		expect(await readAny(new Uint8Array(300_000))).toEqual({ ok: false, error: { type: 'TooLarge' } });
		const [code = ''] = await framesOf(randomBytes(3_000));
		expect(await readAny(code)).toEqual({ ok: false, error: { type: 'Cut' } });
	});

	it('a file’s name says nothing of the app', () => {
		expect(fileNameOf(signed)).toBe('lesson-aaaaa-1.txt');
		expect(fileNameOf(signed)).not.toMatch(/rosebay/i);
	});
});
