/** A backup and back, and every file that is none: each refused by name, before anything costly and without a throw. */
import { describe, expect, it, vi } from 'vitest';
import { AGE_WORK, AGE_WORK_LIMIT, readAgeHeader, sealAge } from '$platform/crypto';
import { lookAt, openBackup, sealBackup } from './backup';
import { SMALLEST, type BackupRecord } from './format';

// scrypt takes its time, more so on a busy machine; so all but the first backup are made with little work.
vi.setConfig({ testTimeout: 120_000 });
const LITTLE = { now: new Date(2026, 10, 22), work: 2 };

const WORDS = 'lantern orchard window kettle river stone';
const note = (id: string, text: string): BackupRecord => ({ collection: 'notes', id, value: { text } });
const records = [note('a', 'one'), note('b', 'اثنان'), { collection: 'settings', id: 'c', value: 7 }];
const sealed = await sealBackup({ schema: 1, records }, WORDS, { now: new Date(2026, 10, 22) });
if (!sealed.ok) throw new Error(sealed.error.type);
const file = sealed.value;
const bytes = new Uint8Array(await file.arrayBuffer());
const light = await sealBackup({ schema: 1, records }, WORDS, LITTLE);
const quick = light.ok ? light.value : file;
const quickBytes = new Uint8Array(await quick.arrayBuffer());
const blob = (...parts: BlobPart[]) => new Blob(parts);
const headerText = (work: number | string) =>
	`age-encryption.org/v1\n-> scrypt ${'A'.repeat(22)} ${work}\n${'A'.repeat(43)}\n--- ${'A'.repeat(43)}\n`;
/** Any plain bytes, sealed as ours are, at the least work. */
const sealedPlain = async (plain: BlobPart[], words = WORDS) =>
	new Response(await sealAge(words, new Blob(plain).stream(), 1)).blob();
const refused = async (of: Blob, words = WORDS) => {
	const result = await openBackup(of, words, 1);
	return result.ok ? null : result.error.type;
};

describe('a backup', () => {
	it('brings back every record, in any spelling of its words', async () => {
		const opened = await openBackup(file, '  Lántern ORCHARD  window kettle river stone ', 1);
		expect(opened).toEqual({ ok: true, value: { schema: 1, madeOn: '2026-11-22', records } });
	});

	it('has one scrypt recipient, our work factor, and a size that tells its order of magnitude alone', async () => {
		expect(new TextDecoder('latin1').decode(bytes.subarray(0, 60))).toMatch(
			new RegExp(`^age-encryption\\.org/v1\\n-> scrypt \\S{22} ${AGE_WORK}\\n`),
		);
		const more = await sealBackup(
			{ schema: 1, records: [...records, note('d', 'x'.repeat(999))] },
			WORDS,
			LITTLE,
		);
		expect(more.ok && more.value.size).toBe(quick.size);
		expect(file.size - SMALLEST).toBeLessThan(300);
	});

	it('holds nothing in the clear', () => {
		const text = new TextDecoder('latin1').decode(bytes);
		for (const word of ['notes', 'settings', 'one', 'ROSEBAY', '2026']) expect(text).not.toContain(word);
	});

	it('is opened by `age` itself: the words without accents and capitals are its passphrase', async () => {
		const { Decrypter } = await import('age-encryption');
		const decrypter = new Decrypter();
		decrypter.addPassphrase(WORDS);
		const plain = await decrypter.decrypt(bytes);
		expect(new TextDecoder().decode(plain.subarray(0, 7))).toBe('ROSEBAY');
		expect(plain).toHaveLength(SMALLEST);
	});
});

describe('a file that is no backup', () => {
	it.each<[string, Blob, string]>([
		['a picture', blob(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), new Uint8Array(5_000)), 'NotABackup'],
		['nothing at all', blob(), 'NotABackup'],
		['text', blob('Dear diary, '.repeat(50)), 'NotABackup'],
		['the beginning of one', blob(bytes.slice(0, 40)), 'Truncated'],
		['a header and no more', blob(bytes.slice(0, 150)), 'Truncated'],
		['armour', blob(`-----BEGIN AGE ENCRYPTED FILE-----\n${'A'.repeat(300)}`), 'OtherKind'],
		['somebody’s key', blob(headerText(16).replace('scrypt', 'X25519'), new Uint8Array(99)), 'OtherKind'],
		['a later age', blob(headerText(16).replace('v1', 'v2'), new Uint8Array(99)), 'OtherKind'],
		['too much work', blob(headerText(AGE_WORK_LIMIT + 1), new Uint8Array(99)), 'TooMuchWork'],
		['far too much work', blob(headerText(99), new Uint8Array(99)), 'TooMuchWork'],
		['work that is no number', blob(headerText('016'), new Uint8Array(99)), 'Damaged'],
		['two recipients', blob(headerText(16).replace('---', '-> scrypt A 16'), new Uint8Array(99)), 'Damaged'],
		['lines without end', blob('age-encryption.org/v1\n-> scrypt ', 'A'.repeat(100_000)), 'Damaged'],
	])('%s is refused by its outside alone', async (_, of, type) => {
		expect(await lookAt(of)).toEqual({ ok: false, error: { type } });
	});

	it('a huge one is refused before a byte of it is read', async () => {
		const huge = Object.assign(Object.create(Blob.prototype) as Blob, {
			slice: () => {
				throw new Error('read');
			},
		});
		Object.defineProperty(huge, 'size', { value: 2 ** 40 });
		expect(await lookAt(huge)).toEqual({ ok: false, error: { type: 'TooLarge' } });
	});

	it('wrong words, changed bytes, a missing end: each says so', async () => {
		expect(await refused(quick, 'six other words than those given')).toBe('WrongWords');
		expect(await refused(quick, '')).toBe('WrongWords');
		expect(await refused(blob(quickBytes.slice(0, -1)))).toBe('Damaged');
		expect(await refused(blob(quickBytes.slice(0, 200)))).toBe('Damaged');
		expect(await refused(blob(quickBytes, 'x'))).toBe('Damaged');
		const flipped = quickBytes.slice();
		flipped[40_000] = (flipped[40_000] ?? 0) ^ 1;
		expect(await refused(blob(flipped))).toBe('Damaged');
	});

	it('an age file of something else opens and is refused', async () => {
		const text = (version: number) => ['ROSEBAY', Uint8Array.of(version)];
		expect(await refused(await sealedPlain(['Dear diary']))).toBe('NotABackup');
		expect(await refused(await sealedPlain([]))).toBe('NotABackup');
		expect(await refused(await sealedPlain([...text(1), Uint8Array.of(0, 0, 0, 9, 1)]))).toBe('NotABackup');
		expect(await refused(await sealedPlain([...text(2), new Uint8Array(99)]))).toBe('Newer');
		expect(await refused(await sealedPlain([...text(0), new Uint8Array(99)]))).toBe('NotABackup');
	});

	it('records of shapes to come are refused, older ones are taken', async () => {
		expect(await openBackup(quick, WORDS, 2)).toMatchObject({ ok: true, value: { schema: 1 } });
		const later = await sealBackup({ schema: 3, records }, WORDS, LITTLE);
		expect(later.ok && (await refused(later.value))).toBe('Newer');
	});

	it('a small file that swells without end is put down', async () => {
		const parts = ['ROSEBAY', Uint8Array.of(1)] as BlobPart[];
		const zeros = new Blob([`{"schema":1,"madeOn":"2026-01-01","records":1}\n["a","b","`]).stream();
		const bomb = await new Response(
			new ReadableStream<Uint8Array<ArrayBuffer>>({
				start: async (controller) => {
					for await (const part of zeros) controller.enqueue(part);
					const block = new Uint8Array(1 << 20).fill(0x61);
					for (let count = 0; count < 200; count++) controller.enqueue(block);
					controller.close();
				},
			}).pipeThrough(new CompressionStream('deflate-raw')),
		).arrayBuffer();
		const length = new Uint8Array(4);
		new DataView(length.buffer).setUint32(0, bomb.byteLength);
		expect(bomb.byteLength).toBeLessThan(400_000);
		const opened = await refused(await sealedPlain([...parts, length, bomb, new Uint8Array(4)]));
		expect(opened).toBe('TooLarge');
	});
});

it('the header parser asks for no more than its 160 bytes', () => {
	expect(readAgeHeader(bytes.subarray(0, 160), bytes.length).ok).toBe(true);
	expect(readAgeHeader(bytes.subarray(0, 149), bytes.length).ok).toBe(false);
});
