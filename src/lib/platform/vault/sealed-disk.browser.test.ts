import { beforeEach, describe, expect, it, vi } from 'vitest';
import { randomBytes, randomKey } from '$platform/crypto';
import { Rows, type Row } from './rows';
import { SealedDisk } from './sealed-disk';
import { planSave, recordsOf, type Shelf } from './shelf';
import type { Compartment } from './slots';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const NAME = 'sealed-disk-test';
const compartment: Compartment = { id: randomBytes(16), key: randomKey() };

/** One row for each of `count` collections. */
async function filled(
	count: number,
): Promise<{ rows: Rows; disk: SealedDisk; shelf: Shelf; used: string[] }> {
	const rows = await Rows.open(NAME);
	const disk = await SealedDisk.open(rows, compartment);
	const changes = Array.from({ length: count }, (_, at) => ({
		collection: `c${String(at)}`,
		id: 'a',
		value: at,
	}));
	const shelf = await disk.write(planSave(await disk.begin(1, 'first'), changes), 1);
	return {
		rows,
		disk,
		shelf,
		used: [...shelf.segments.values()].flatMap((segment) => segment.rows.map(String)),
	};
}

const flip = (row: Row): Row => {
	const sealed = row.sealed.slice();
	const bit = Math.floor(Math.random() * sealed.length * 8);
	sealed[bit >> 3] = (sealed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
	return { ...row, sealed };
};
const found = (shelf: Shelf, count: number) =>
	Array.from({ length: count }, (_, at) => recordsOf(shelf, `c${String(at)}`).length).reduce(
		(sum, one) => sum + one,
		0,
	);

beforeEach(async () => {
	const rows = await Rows.open(NAME);
	await rows.commit({ put: [], gone: [], clear: true });
	rows.close();
});

describe('a flipped bit', () => {
	it('in each of 100 rows in turn is noticed, and the 99 others open', { timeout: 60_000 }, async () => {
		const { rows, disk, used } = await filled(100);
		const before = (await rows.all()).filter(({ id }) => used.includes(String(id)));
		expect(before).toHaveLength(100);
		for (const row of before) {
			await rows.commit({ put: [flip(row)], gone: [] });
			const loaded = await disk.load(1);
			expect([loaded.damagedRows, found(loaded.shelf, 100)]).toEqual([1, 99]);
			await rows.commit({ put: [row], gone: [] });
		}
		expect((await disk.load(1)).damagedRows).toBe(0);
		disk.close();
	});

	it('in 500 of 1,000 rows at once: 500 are told, 500 open', { timeout: 60_000 }, async () => {
		const { rows, disk, used } = await filled(1000);
		const before = (await rows.all()).filter(({ id }) => used.includes(String(id)));
		await rows.commit({ put: before.slice(0, 500).map(flip), gone: [] });
		const loaded = await disk.load(1);
		expect([loaded.damagedRows, found(loaded.shelf, 1000)]).toEqual([500, 500]);
		disk.close();
	});
});

describe('another vault', () => {
	it('opens no row of this one, and neither does the same key under another compartment', async () => {
		const { rows, disk } = await filled(5);
		for (const other of [
			{ ...compartment, key: randomKey() },
			{ ...compartment, id: randomBytes(16) },
		]) {
			const loaded = await (await SealedDisk.open(rows, other)).load(1);
			expect([loaded.listDamaged, found(loaded.shelf, 5)]).toEqual([true, 0]);
		}
		disk.close();
	});
});
