import { beforeEach, describe, expect, it, vi } from 'vitest';
import { randomBytes, randomKey } from '$platform/crypto';
import { figure } from '../../../../tests/support/figure';
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

	it('in 1,000 of 1,500 rows at once: 1,000 are told, 500 open', { timeout: 60_000 }, async () => {
		const { rows, disk, used } = await filled(1500);
		const before = (await rows.all()).filter(({ id }) => used.includes(String(id)));
		await rows.commit({ put: before.slice(0, 1000).map(flip), gone: [] });
		const { damagedRows, shelf } = await disk.load(1);
		figure(
			'1,000 rows with a flipped bit, 500 without',
			`${String(damagedRows)} detected, ${String(found(shelf, 1500))} others open`,
			'all detected, the others open',
		);
		expect([damagedRows, found(shelf, 1500)]).toEqual([1000, 500]);
		disk.close();
	});
});

describe('two compartments over one store', () => {
	const second: Compartment = { id: randomBytes(16), key: randomKey() };
	const both = async () => {
		const { rows, disk, shelf, used } = await filled(40);
		const other = await SealedDisk.open(rows, second);
		const begun = await other.begin(1, 'further');
		const change = (id: string) => ({ collection: 'c0', id, value: id });
		const written = await other.write(planSave(begun, ['a', 'b'].map(change)), 1);
		return { rows, disk, shelf, used, other, written };
	};
	const idsOf = async (rows: Rows) => new Set((await rows.all()).map(({ id }) => String(id)));

	it('neither deletes a row that is not its own: not chaff, not the other one’s', async () => {
		const { rows, disk, shelf, other, written } = await both();
		const before = await idsOf(rows);
		const mine = new Set([...shelf.segments.values()].flatMap((one) => one.rows.map(String)));
		const gone = Array.from({ length: 40 }, (_, at) => ({
			collection: `c${String(at)}`,
			id: 'a',
			deleted: true as const,
		}));
		await disk.write(planSave(shelf, gone), 1);
		const after = await idsOf(rows);
		expect([...before].filter((id) => !after.has(id)).sort()).toEqual([...mine].sort());
		await other.write(planSave(written, [{ collection: 'c0', id: 'a', deleted: true }]), 1);
		expect((await other.load(1)).damagedRows).toBe(0);
		expect(recordsOf((await other.load(1)).shelf, 'c0')).toEqual([{ id: 'b', value: 'b' }]);
		disk.close();
	});

	it('each is told of its own damage only, also when its list has to be made anew', async () => {
		const { rows, disk, used, other } = await both();
		const all = await rows.all();
		const spoilt = all.filter(({ id }) => used.slice(0, 7).includes(String(id)));
		await rows.commit({ put: spoilt.map(flip), gone: [] });
		expect((await disk.load(1)).damagedRows).toBe(7);
		expect((await other.load(1)).damagedRows).toBe(0);
		// All that is neither the first one's records nor its seven: its list goes, and everything of nobody's.
		const chaffAndLists = all.filter(({ id }) => !used.includes(String(id)));
		await rows.commit({ put: chaffAndLists.map(flip), gone: [] });
		const rebuilt = await disk.load(1);
		expect([rebuilt.listDamaged, found(rebuilt.shelf, 40)]).toEqual([true, 33]);
		await disk.write({ shelf: rebuilt.shelf, write: [], gone: [] }, 1);
		expect(await idsOf(rows)).toEqual(new Set(all.map(({ id }) => String(id))));
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
