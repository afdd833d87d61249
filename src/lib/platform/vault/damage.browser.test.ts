import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
	bench,
	lockIsFree,
	readRows,
	readSlots,
	wipe,
	writeRows,
	writeSlots,
	type OpenedBench,
} from './testing/bench';
import type { Row } from './rows';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const PIN = '492716';
const RECORDS = 320;
const opened: OpenedBench[] = [];
const start = async () => {
	const one = await bench('desk');
	opened.push(one);
	return one;
};
const endAll = async () => {
	for (const one of opened.splice(0)) one.end();
	await lockIsFree('desk');
};
const record = (at: number) => ({
	collection: `c${String(at % 10)}`,
	id: `r${String(at)}`,
	value: { at, text: 'word '.repeat(at % 7) },
});

/** Unlock a fresh worker over the disk as it lies now. */
async function reopen() {
	await endAll();
	const { vault } = await start();
	const unlocked = await vault.unlock(PIN);
	if (!unlocked?.ok) throw new Error(JSON.stringify(unlocked));
	const found: number[] = [];
	for (let at = 0; at < 10; at++) {
		for (const { value } of (await vault.all(`c${String(at)}`)) ?? [])
			found.push((value as { at: number }).at);
	}
	return { vault, damagedRows: unlocked.value.damagedRows, found };
}

/** Rows before, with chaff and list, and after the records came. */
async function filled(): Promise<{ rows: Row[]; used: Row[]; list: Row }> {
	const { vault } = await start();
	await vault.create(PIN);
	const key = (row: Row) => [...row.id].join();
	const before = new Map((await readRows('desk')).map((row) => [key(row), row]));
	for (let at = 0; at < 10; at++) {
		const changes = Array.from({ length: RECORDS }, (_, one) => record(one)).filter(
			({ collection }) => collection === `c${String(at)}`,
		);
		await vault.save(changes);
	}
	await endAll();
	const rows = await readRows('desk');
	const used = rows.filter((row) => !before.has(key(row)));
	const list = rows.find((row) => {
		const earlier = before.get(key(row));
		return earlier?.sealed.some((byte, at) => byte !== row.sealed[at]);
	});
	if (!list) throw new Error('no list');
	return { rows, used, list };
}

const flipped = (row: Row, bit: number): Row => {
	const sealed = row.sealed.slice();
	sealed[bit >> 3] = (sealed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
	return { ...row, sealed };
};
const random = (below: number) => Math.floor(Math.random() * below);

beforeEach(async () => {
	await wipe('desk');
});
afterEach(endAll);

describe('damaged rows', () => {
	it('are told one by one, whichever bit flips, and all other records open', async () => {
		const { rows, used } = await filled();
		expect(used.length).toBeGreaterThanOrEqual(10);
		for (const row of used.slice(0, 3)) {
			const bit = random(row.sealed.length * 8);
			await writeRows(
				'desk',
				rows.map((one) => (one === row ? flipped(one, bit) : one)),
			);
			const { damagedRows, found } = await reopen();
			expect(damagedRows).toBe(1);
			expect(found).toHaveLength(RECORDS - RECORDS / 10);
		}
	});

	it('are told when they are gone, again at the next opening, and saving goes on', async () => {
		const { rows, used } = await filled();
		await writeRows(
			'desk',
			rows.filter((row) => row !== used[0] && row !== used[1]),
		);
		const { vault, damagedRows, found } = await reopen();
		expect([damagedRows, found.length]).toEqual([2, RECORDS - 64]);
		await vault.save([{ collection: 'c0', id: 'new', value: { at: 1000 } }]);
		const again = await reopen();
		expect(again.damagedRows).toBe(2);
		expect(again.found).toHaveLength(RECORDS - 64 + 1);
		// A row that comes back (a disk that failed once) is read again.
		await endAll();
		const kept = await readRows('desk');
		await writeRows('desk', [...kept, ...(used[0] ? [used[0]] : [])]);
		expect((await reopen()).damagedRows).toBe(1);
	});

	it('are not told for chaff: nobody, not even the vault, knows it', async () => {
		const { rows, used, list } = await filled();
		const kept = rows.map((row) => (used.includes(row) || row === list ? row : flipped(row, 5)));
		await writeRows('desk', kept);
		expect(await reopen()).toMatchObject({ damagedRows: 0 });
	});

	it('do not include the records when only the list is gone or damaged: it is made anew', async () => {
		const { rows, list } = await filled();
		for (const damaged of [
			rows.filter((row) => row !== list),
			rows.map((row) => (row === list ? flipped(row, 99) : row)),
		]) {
			await writeRows('desk', damaged);
			const { damagedRows, found } = await reopen();
			expect(damagedRows).toBe(1);
			expect([...found].sort((a, b) => a - b)).toEqual(Array.from({ length: RECORDS }, (_, at) => at));
			expect(await reopen()).toMatchObject({ damagedRows: 0 });
		}
	});
});

describe('attacks on rows', () => {
	it('exchanging the contents of two rows opens neither', async () => {
		const { rows, used } = await filled();
		const [a, b] = used;
		if (!a || !b) throw new Error('too few rows');
		await writeRows(
			'desk',
			rows.map((row) =>
				row === a ? { ...a, sealed: b.sealed } : row === b ? { ...b, sealed: a.sealed } : row,
			),
		);
		const { damagedRows, found } = await reopen();
		expect([damagedRows, found.length]).toEqual([2, RECORDS - 64]);
	});

	it('putting an old row back beside the new one changes nothing', async () => {
		const { used } = await filled();
		const { vault } = await reopen();
		await vault.save([{ collection: 'c0', id: 'r0', value: { at: 2000 } }]);
		await endAll();
		await writeRows('desk', [...(await readRows('desk')), ...used]);
		const { damagedRows, found } = await reopen();
		expect([damagedRows, found.includes(2000), found.includes(0)]).toEqual([0, true, false]);
	});

	it('and even without the list the newer save of a record wins', async () => {
		const { used, list } = await filled();
		const { vault } = await reopen();
		await vault.save([{ collection: 'c0', id: 'r0', value: { at: 2000 } }]);
		await endAll();
		const now = (await readRows('desk')).filter((row) => row.id.join() !== list.id.join());
		const missing = used.filter((row) => !now.some((one) => one.id.join() === row.id.join()));
		expect(missing).toHaveLength(1);
		await writeRows('desk', [...now, ...missing]);
		const { found } = await reopen();
		expect([found.includes(2000), found.includes(0), found.length]).toEqual([true, false, RECORDS]);
	});
});

describe('the slots file', () => {
	const made = async () => {
		const { vault } = await start();
		await vault.create(PIN);
		await vault.save([record(1)]);
		await endAll();
		return readSlots('desk');
	};
	const stateAfter = async (bytes: Uint8Array<ArrayBuffer>) => {
		await writeSlots('desk', bytes);
		const { state, vault } = await start();
		const opening = await vault.unlock(PIN);
		await endAll();
		return { state, opens: opening?.ok === true, error: opening?.ok === false ? opening.error.type : null };
	};

	it('is two pages, one of them whole at every step of a torn write', async () => {
		const before = await made();
		expect(before).toHaveLength(8192);
		await stateAfter(before);
		const after = await readSlots('desk');
		// An opening writes the counter twice: first one page, then the other. Tear each write everywhere.
		const half = new Uint8Array([...after.subarray(0, 4096), ...before.subarray(4096)]);
		for (const [from, to, at] of [
			[before, half, 0],
			[half, after, 4096],
		] as const) {
			for (const cut of [0, 1, 33, 40, 48, 300, 1071, 1080, 2095, 2127, 4095]) {
				const torn = from.slice();
				torn.set(to.subarray(at, at + cut), at);
				expect(await stateAfter(torn)).toMatchObject({ state: 'locked', opens: true });
			}
		}
	});

	it('holds nothing yet when its making was torn', async () => {
		const whole = await made();
		for (const cut of [0, 1, 1000, 1103])
			expect(await stateAfter(whole.slice(0, cut))).toMatchObject({ state: 'none' });
		// From the end of the first page on, the vault is there.
		for (const cut of [4096, 5000, 8192])
			expect(await stateAfter(whole.slice(0, cut))).toMatchObject({ state: 'locked', opens: true });
	});

	it('damaged in both pages is said to be damaged, not absent', async () => {
		const bytes = await made();
		for (const at of [500, 4096 + 500]) bytes[at] = (bytes[at] ?? 0) ^ 1;
		expect(await stateAfter(bytes)).toEqual({ state: 'locked', opens: false, error: 'SlotsDamaged' });
	});

	/** As an attacker would: change something in both pages and make the checksum fit again. */
	const forged = async (change: (page: Uint8Array) => void) => {
		const bytes = await made();
		for (const at of [0, 4096]) {
			const page = bytes.subarray(at, at + 4096);
			change(page);
			page.set(new Uint8Array(await crypto.subtle.digest('SHA-256', page.slice(0, 2096))), 2096);
		}
		return bytes;
	};

	it('with parameters lowered under the floor is refused', async () => {
		const bytes = await forged((page) => {
			new DataView(page.buffer, page.byteOffset).setUint32(4, 8);
		});
		expect(await stateAfter(bytes)).toMatchObject({ opens: false, error: 'SlotsDamaged' });
	});

	it.each([
		[
			'other parameters above the floor',
			(page: Uint8Array) => {
				page.set([0, 0, 0, 3], 8);
			},
		],
		[
			'another salt',
			(page: Uint8Array) => {
				page[20] = (page[20] ?? 0) ^ 1;
			},
		],
	])('with %s opens nothing', async (_, change) => {
		expect(await stateAfter(await forged(change))).toMatchObject({ opens: false, error: 'WrongSecret' });
	});

	it.each([1, 2, 3])(
		'with every slot moved %i places opens nothing: a slot is bound to its own place',
		async (by) => {
			const bytes = await forged((page) => {
				const slots = page.slice(48, 48 + 1024);
				page.set([...slots.subarray(by * 256), ...slots.subarray(0, by * 256)], 48);
			});
			expect(await stateAfter(bytes)).toMatchObject({ opens: false, error: 'WrongSecret' });
		},
	);

	it('has four slots that look alike', async () => {
		const bytes = await made();
		for (let slot = 0; slot < 4; slot++) {
			const content = bytes.subarray(48 + slot * 256, 48 + (slot + 1) * 256);
			// Random bytes: about 162 different values among 256.
			expect(new Set(content).size).toBeGreaterThan(130);
		}
	});
});

describe('a worker ended in the middle of saves', () => {
	it('leaves the old record or the new one, thirty times', { timeout: 120_000 }, async () => {
		const value = (at: number) => ({ at, text: 'x'.repeat(3000) });
		const both = (at: number) => [
			{ collection: 'c0', id: 'a', value: value(at) },
			{ collection: 'c1', id: 'b', value: value(at) },
		];
		const first = await start();
		await first.vault.create(PIN);
		await first.vault.save(both(0));
		let { vault } = await reopen();
		let known = 0;
		for (let round = 0; round < 30; round++) {
			let saved = known;
			const saving = vault;
			void (async () => {
				for (let at = known + 1; ; at++) {
					await saving.save(both(at));
					saved = at;
				}
			})();
			await new Promise((resolve) => setTimeout(resolve, 5 + random(40)));
			const after = await reopen();
			expect(after.damagedRows).toBe(0);
			// Both records are of one save, and nothing that was said to be saved is lost.
			expect(after.found).toHaveLength(2);
			expect(after.found[0]).toBe(after.found[1]);
			expect(after.found[0]).toBeGreaterThanOrEqual(saved);
			known = after.found[0] ?? 0;
			({ vault } = after);
		}
		expect(known).toBeGreaterThan(0);
	});
});
