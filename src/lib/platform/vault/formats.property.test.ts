import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { randomBytes, randomKey } from '$platform/crypto';
import { waitAfter, Wait } from './backoff';
import { SealedList } from './list';
import { lastVersion, MIGRATIONS, SCHEMA_VERSION } from './migrations';
import {
	BUCKETS,
	chaff,
	contentToPiece,
	openRow,
	ROW_CAPACITY,
	sealRow,
	segmentToPieces,
	type RowSeal,
} from './row-format';
import { bytesToSegment, segmentToBytes } from './segment';
import { planSave, recordsOf, rowsOf, withWritten, type Shelf } from './shelf';
import { bytesToSlotsPage, slotsPageToBytes } from './slots-format';

// Properties are tried hundreds of times, each in many small awaits: long on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const key = randomKey();
const compartment = randomBytes(16);
const records: RowSeal = { key, use: 'records', compartment };
const list = new SealedList(key, compartment);
const bytes = (length: number) =>
	fc.uint8Array({ minLength: length, maxLength: length }).map((one) => new Uint8Array(one));
const json = fc.jsonValue().map((value) => JSON.stringify(value));

describe('segments', () => {
	it('come back as they went, whatever the records are', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.string({ unit: 'grapheme' }),
				fc.nat(),
				fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), json), { maxLength: 40 }),
				async (collection, serial, entries) => {
					const content = { collection, serial, records: new Map(entries) };
					expect(await bytesToSegment(await segmentToBytes(content))).toEqual(content);
				},
			),
		);
	});

	it('that are no segments are null, never an error', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (noise) => {
				expect(await bytesToSegment(new Uint8Array(noise))).toBeNull();
			}),
		);
	});

	it('go through rows of the four sizes in pieces and back', async () => {
		const lengths = fc.oneof(
			fc.nat(5000),
			fc.constantFrom(972, 973, ROW_CAPACITY - 24, ROW_CAPACITY - 23, 200_000),
		);
		await fc.assert(
			fc.asyncProperty(lengths, async (length) => {
				const whole = randomBytes(length);
				const found = [];
				for (const content of segmentToPieces(randomBytes(16), whole)) {
					const row = await sealRow(records, randomBytes(16), 1, content);
					expect(BUCKETS).toContain(row.sealed.length);
					const opened = await openRow(records, row, 1);
					found.push(opened && contentToPiece(opened));
				}
				expect(found.map((piece) => [piece?.index, piece?.count])).toEqual(
					found.map((_, at) => [at, found.length]),
				);
				expect(Buffer.concat(found.map((piece) => piece?.bytes ?? new Uint8Array())).equals(whole)).toBe(
					true,
				);
			}),
			{ numRuns: 40 },
		);
	});

	it('with numbers that make no sense are no pieces', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 100 }), (noise) => {
				const piece = contentToPiece(new Uint8Array(noise));
				if (piece) expect(piece.index).toBeLessThan(piece.count);
			}),
		);
	});
});

describe('a row', () => {
	it('opens only under its own id, schema version, use, compartment and key', async () => {
		const row = await sealRow(records, randomBytes(16), 1, randomBytes(10));
		expect(await openRow(records, row, 1)).not.toBeNull();
		expect(await openRow(records, { ...row, id: randomBytes(16) }, 1)).toBeNull();
		expect(await openRow(records, row, 2)).toBeNull();
		expect(await openRow({ ...records, use: 'list' }, row, 1)).toBeNull();
		expect(await openRow({ ...records, compartment: randomBytes(16) }, row, 1)).toBeNull();
		expect(await openRow({ ...records, key: randomKey() }, row, 1)).toBeNull();
	});

	it('of chaff is as long as a real one and opens for nobody', async () => {
		const rows = chaff();
		expect(rows.length).toBeGreaterThanOrEqual(24);
		expect(rows.length).toBeLessThanOrEqual(40);
		expect(new Set(rows.map(({ sealed }) => sealed.length)).size).toBeGreaterThan(1);
		for (const row of rows) {
			expect(BUCKETS).toContain(row.sealed.length);
			expect(await openRow(records, row, 1)).toBeNull();
		}
	});
});

describe('the list', () => {
	it.each([0, 1, 62, 4093, 4094, 9000])(
		'of %i rows comes back, from as many rows as it needs',
		async (count) => {
			const rows = Array.from({ length: count }, () => randomBytes(16));
			const sealed = await list.toRows({ serial: 2 ** 40, schema: 7, rows });
			const byId = new Map(sealed.map((row) => [Buffer.from(row.id).toString('base64url'), row]));
			expect(await list.fromRows(byId)).toEqual({ serial: 2 ** 40, schema: 7, rows });
			const last = [...byId.keys()].at(-1) ?? '';
			byId.delete(last);
			expect(await list.fromRows(byId)).toBeNull();
		},
	);
});

describe('the slots page', () => {
	const page = fc.record({
		version: fc.constant(2 as const),
		params: fc.constantFrom(
			{ memory: 65_536, iterations: 3, parallelism: 1 },
			{ memory: 19_456, iterations: 2, parallelism: 1 },
		),
		salt: bytes(16),
		generation: fc.nat(),
		tries: fc.nat(),
		waitLeft: fc.nat({ max: 900_000 }),
		slots: fc.array(bytes(256), { minLength: 4, maxLength: 4 }),
		notes: fc.array(bytes(256), { minLength: 4, maxLength: 4 }),
	});

	it('comes back as it went, and with one changed byte in what counts it is refused', async () => {
		await fc.assert(
			fc.asyncProperty(page, fc.nat(2127), fc.integer({ min: 1, max: 255 }), async (one, at, change) => {
				const written = await slotsPageToBytes(one);
				expect(written).toHaveLength(4096);
				expect(await bytesToSlotsPage(written)).toEqual(one);
				written[at] = (written[at] ?? 0) ^ change;
				expect(await bytesToSlotsPage(written)).toBeNull();
			}),
		);
	});

	it('made of anything else is null, never an error', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (noise) => {
				expect(await bytesToSlotsPage(noise)).toBeNull();
			}),
		);
	});
});

describe('waiting', () => {
	it('is nothing twice, then 5 s doubling to a quarter of an hour', () => {
		expect([0, 1, 2, 3, 4, 5, 9, 10, 11, 1000].map(waitAfter)).toEqual([
			0, 0, 0, 5_000, 10_000, 20_000, 320_000, 640_000, 900_000, 900_000,
		]);
	});

	it('only ever gets shorter by time that passed, whatever the clock says', () => {
		fc.assert(
			fc.property(
				fc.nat(900_000),
				fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 })),
				(left, steps) => {
					let now = 0;
					const wait = new Wait(() => now);
					wait.set(left);
					for (const step of steps) {
						now += step;
						expect(wait.left).toBe(Math.min(left, Math.max(0, left - Math.max(0, now))));
					}
				},
			),
		);
	});
});

describe('a shelf', () => {
	const change = fc.oneof(
		fc.record({
			collection: fc.constantFrom('a', 'b'),
			id: fc.constantFrom('1', '2', '3', '4'),
			value: fc.nat(),
		}),
		fc.record({
			collection: fc.constantFrom('a', 'b'),
			id: fc.constantFrom('1', '2', '3', '4'),
			deleted: fc.constant(true as const),
		}),
	);

	it('holds after any saves what a plain map would', () => {
		fc.assert(
			fc.property(fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 8 }), (saves) => {
				let shelf: Shelf = { segments: new Map(), lost: [], serial: 0 };
				const plain = new Map<string, number>();
				for (const changes of saves) {
					({ shelf } = planSave(shelf, changes));
					for (const one of changes) {
						if ('deleted' in one) plain.delete(one.collection + one.id);
						else plain.set(one.collection + one.id, one.value);
					}
				}
				const held = ['a', 'b'].flatMap((name) =>
					recordsOf(shelf, name).map(({ id, value }) => [name + id, value]),
				);
				expect(new Map(held as [string, number][])).toEqual(plain);
				expect(held).toHaveLength(plain.size);
			}),
		);
	});

	it('fills what lies on disk to 32 records, and what is new to 128 at once', () => {
		let shelf: Shelf = { segments: new Map(), lost: [], serial: 0 };
		const one = (at: number) => ({ collection: 'a', id: String(at), value: at });
		const save = (changes: ReturnType<typeof one>[]) => {
			const plan = planSave(shelf, changes);
			const written = plan.write.map((segment) => ({ ...segment, rows: [randomBytes(16)] }));
			shelf = withWritten(plan.shelf, written);
			return written.map(({ records: { size } }) => size);
		};
		for (let at = 0; at < 40; at++) save([one(at)]);
		expect([...shelf.segments.values()].map(({ records: { size } }) => size)).toEqual([32, 8]);
		expect(save(Array.from({ length: 300 }, (_, at) => one(100 + at)))).toEqual([32, 128, 128, 20]);
		// The last of those grows one by one, as any other, up to 32.
		expect(save([one(1000)])).toEqual([21]);
		expect(rowsOf(shelf)).toHaveLength(5);
	});

	it('lays a large record alone, and what is new takes no more than 32,768 characters', () => {
		const empty: Shelf = { segments: new Map(), lost: [], serial: 0 };
		const many = Array.from({ length: 70 }, (_, at) => ({ collection: 'a', id: String(at), value: at }));
		const large = { collection: 'a', id: 'large', value: 'x'.repeat(9_000) };
		const { shelf, write } = planSave(empty, [...many, large, { collection: 'a', id: 'last', value: 0 }]);
		expect(write.map(({ records: { size } }) => size)).toEqual([71, 1]);
		expect(rowsOf(shelf)).toEqual([]);
		const pages = many.map((page) => ({ ...page, value: 'x'.repeat(4_096) }));
		expect(planSave(empty, pages).write.map(({ records: { size } }) => size)).toEqual([
			...Array.from({ length: 8 }, () => 8),
			6,
		]);
	});

	it('refuses what JSON cannot hold', () => {
		const empty: Shelf = { segments: new Map(), lost: [], serial: 0 };
		expect(() => planSave(empty, [{ collection: 'a', id: '1', value: undefined }])).toThrow(TypeError);
	});
});

describe('migrations', () => {
	it('are numbered from 1 without a gap, and the last is the schema version', () => {
		expect(MIGRATIONS.at(-1)?.to).toBe(SCHEMA_VERSION);
		expect(() => lastVersion([...MIGRATIONS, { to: 9, changes: () => [] }])).toThrow();
	});
});
