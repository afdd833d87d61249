/** A pack that is broken, or made to do harm: it is no directory, or one in which less is found. Never anything else. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Service } from '$protocol/directory';
import { openIndex, type IndexHeader } from '$protocol/directory-index';
import { MOST_BLOCK_BYTES, MOST_INDEX_BYTES } from '$protocol/directory-inflate';
import { directoryWords } from '$lib/server/directory/words';
import { PackBuilder } from '$lib/server/directory/pack/build';
import { Desk, type Asked } from './desk';

vi.setConfig({ testTimeout: 120_000 });

const SERVICES = 100;
const service = (number: number): Service => ({
	id: String(number),
	name: ['Tuesday circle', 'Legal aid', 'Night shelter', 'حلقة دعم'][number % 4] ?? '',
	description: `Free help, open to everyone, number ${number}`,
	status: 'active',
	phones: [],
	places: [
		{ exact: true, city: 'Willow Bay', region: 'X', lat: 1 + number / 100, lon: 2, zone: 'Europe/Paris' },
	],
	times: [{ repeats: 'weekly', days: ['TU'], opens: 600, closes: 700 }],
	languages: ['en', 'es'],
	kinds: ['legal', 'shelter'],
	terms: [{ name: 'Support' }],
});
type Bytes = Uint8Array<ArrayBuffer>;
/** The index as it is inflated, the texts as they are. */
let [plain, texts]: [Bytes, Bytes] = [new Uint8Array(), new Uint8Array()];
beforeAll(() => {
	const builder = new PackBuilder('2026-11-22');
	for (let number = 0; number < SERVICES; number += 1) builder.add(service(number));
	const made = builder.finish();
	plain = Uint8Array.from(inflateRawSync(made.index.content));
	texts = Uint8Array.from(made.texts.content);
});

const deflated = (bytes: Uint8Array): Bytes => Uint8Array.from(deflateRawSync(bytes, { level: 1 }));
const asked = (text: string, more: Partial<Asked> = {}): Asked => ({
	text,
	flags: [],
	kind: null,
	language: null,
	near: null,
	openAt: null,
	limit: 20,
	...more,
});

/** Everything a screen would ask of it. @returns how many services it showed, or null when it is no directory */
async function used(index: Bytes, itsTexts: Bytes): Promise<number | null> {
	const desk = await Desk.open(index, itsTexts, directoryWords, 'Europe/Paris');
	if (desk === null) return null;
	const { places, languages } = desk.facts();
	const [place] = places;
	let shown = 0;
	for (const each of [
		asked(''),
		asked('tusday circel'),
		asked('a lawyer in willow bay', { openAt: Date.parse('2026-11-24T10:00:00Z') }),
		asked('دعم', { language: languages[0] ?? 'en', kind: 'legal', flags: ['place'] }),
		...(place ? [asked('shelter', { near: { place: place.number, km: 50 } })] : []),
	]) {
		const { rows } = await desk.search(each, 'en');
		expect(rows.length).toBeLessThanOrEqual(20);
		shown += rows.length;
	}
	await Promise.all([0, SERVICES, -1, 2 ** 31, NaN].map((number) => desk.service(number)));
	return shown;
}

const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 40 });
function flipped(bytes: Bytes, where: readonly (readonly [number, number])[]): Bytes {
	const changed = bytes.slice();
	for (const [at, bits] of where) changed[at % changed.length] = (changed[at % changed.length] ?? 0) ^ bits;
	return changed;
}
/** The index with another header, which is put before columns that stay where they were. */
function headed(change: (header: IndexHeader) => unknown): Bytes {
	const length = new DataView(plain.buffer).getUint32(4, true);
	const said = new TextEncoder().encode(JSON.stringify(change(headerOf())));
	const more = Math.max(0, Math.ceil((said.length - length) / 4) * 4);
	const bytes = new Uint8Array(plain.length + more);
	bytes.set(plain.subarray(0, 4));
	new DataView(bytes.buffer).setUint32(4, said.length, true);
	bytes.set(plain.subarray(8 + length), 8 + length + more);
	bytes.set(said, 8);
	return bytes;
}

describe('a pack that is not as it should be', () => {
	it('is used whole when nothing is wrong with it', async () => {
		expect(await used(deflated(plain), texts)).toBeGreaterThan(60);
		expect(await used(deflated(headed((header) => header)), texts)).toBeGreaterThan(60);
	});

	it('cut off anywhere, is none', async () => {
		for (let length = 0; length < plain.length - 4; length += 1)
			expect(openIndex(plain.slice(0, length).buffer)).toBeNull();
		const whole = deflated(plain);
		await fc.assert(
			fc.asyncProperty(fc.nat({ max: whole.length - 1 }), async (length) => {
				expect(await used(whole.slice(0, length), texts)).toBeNull();
			}),
			{ numRuns: 50 },
		);
	});

	it('with other bits in its columns, packed or not, shows less or nothing', async () => {
		await fc.assert(
			fc.asyncProperty(flips, fc.boolean(), async (where, inside) => {
				const index = inside ? deflated(flipped(plain, where)) : flipped(deflated(plain), where);
				await used(index, texts);
			}),
			{ numRuns: 250 },
		);
	});

	it('with other texts, shows the ones that can be read', async () => {
		const index = deflated(plain);
		await fc.assert(
			fc.asyncProperty(flips, fc.nat({ max: texts.length }), async (where, length) => {
				expect(await used(index, flipped(texts, where))).not.toBeNull();
				expect(await used(index, texts.slice(0, length))).not.toBeNull();
			}),
			{ numRuns: 60 },
		);
	});

	it('with a header that lies, is none', async () => {
		const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(2 ** 31, 2 ** 32 - 1, 2 ** 53, -1));
		const named = fc.constantFrom('services', 'terms', 'places');
		await fc.assert(
			fc.asyncProperty(named, number, async (name, value) => {
				fc.pre(value !== (headerOf() as unknown as Record<string, number>)[name]);
				expect(await used(deflated(headed((header) => ({ ...header, [name]: value }))), texts)).toBeNull();
			}),
		);
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...Object.keys(headerOf().sections)),
				number,
				number,
				async (name, from, many) => {
					const lying = headed((header) => ({
						...header,
						sections: { ...header.sections, [name]: [from, many] },
					}));
					await used(deflated(lying), texts);
				},
			),
		);
		for (const lie of [
			null,
			[],
			{},
			{ ...headerOf(), languages: 'en' },
			{ ...headerOf(), zones: [1, {}] },
			{ ...headerOf(), zones: Array.from({ length: 300 }, () => 'Europe/Paris') },
			{ ...headerOf(), sections: {} },
		])
			expect(await used(deflated(headed(() => lie)), texts)).toBeNull();
	});

	it('of another form or nested without end, is none', async () => {
		const other = plain.slice();
		other[3] = '2'.charCodeAt(0);
		expect(openIndex(other.buffer)).toBeNull();
		const deep = new TextEncoder().encode(`rbd1\0\0\0\0${'['.repeat(500_000)}`);
		new DataView(deep.buffer).setUint32(4, deep.length - 8, true);
		expect(openIndex(deep.buffer)).toBeNull();
		expect(
			await used(deflated(plain), textsOf(deflated(new TextEncoder().encode('['.repeat(500_000))))),
		).toBe(0);
	});

	it('that would unpack to more than a phone has, is not unpacked', async () => {
		const index = deflated(new Uint8Array(MOST_INDEX_BYTES + 1));
		expect(index.length).toBeLessThan(2 ** 20);
		expect(await used(index, texts)).toBeNull();
		const block = JSON.stringify([{ ...service(0), description: 'x'.repeat(MOST_BLOCK_BYTES) }]);
		expect(await used(deflated(plain), textsOf(deflated(new TextEncoder().encode(block))))).toBe(0);
	});
});

function headerOf(): IndexHeader {
	const length = new DataView(plain.buffer).getUint32(4, true);
	return JSON.parse(new TextDecoder().decode(plain.subarray(8, 8 + length))) as IndexHeader;
}

/** Texts of one block. */
function textsOf(block: Bytes): Bytes {
	const bytes = new Uint8Array(20 + block.length);
	bytes.set(new TextEncoder().encode('rbt1'));
	const view = new DataView(bytes.buffer);
	view.setUint32(4, 1, true);
	view.setUint32(8, 20, true);
	view.setUint32(12, 20 + block.length, true);
	bytes.set(block, 20);
	return bytes;
}
