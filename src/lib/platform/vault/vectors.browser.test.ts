import { afterEach, describe, expect, it } from 'vitest';
import { base64urlToBytes, type Bytes } from '$platform/crypto';
import vector from '../../../../tests/vectors/vault-v1.json';
import second from '../../../../tests/vectors/vault-v2.json';
import { bench, lockIsFree, readSlots, wipe, writeRows, writeSlots, type OpenedBench } from './testing/bench';
import { noise } from './testing/noise';

const bytes = (text: string): Bytes => {
	const decoded = base64urlToBytes(text);
	if (!decoded) throw new Error('The vector is damaged');
	return decoded;
};
let opened: OpenedBench | undefined;

/** The database as a vault makes it, then the frozen rows and slots in place of its own. */
async function layOut(frozen: { slots: string; rows: readonly { id: string; sealed: string }[] }) {
	await wipe('workshop');
	const maker = await bench('workshop');
	await maker.vault.create('another secret');
	maker.end();
	await lockIsFree('workshop');
	await writeRows(
		'workshop',
		frozen.rows.map((row) => ({ id: bytes(row.id), sealed: bytes(row.sealed) })),
	);
	await writeSlots('workshop', bytes(frozen.slots));
}

async function again() {
	opened?.end();
	await lockIsFree('workshop');
	opened = await bench('workshop');
	return opened.vault;
}

afterEach(async () => {
	opened?.end();
	await lockIsFree('workshop');
	// Whoever comes next finds nothing.
	await wipe('workshop');
});

describe('a vault of format version 1', () => {
	it.each([vector.secret, ' ٤٩٢٧١٦ '])(
		'opens with %j to what was put in, and is written to again',
		{ timeout: 30_000 },
		async (secret) => {
			await layOut(vector);
			let vault = await again();
			expect(opened?.state).toBe('locked');
			expect(await vault.attempts()).toEqual({ tries: 1, waitMs: 0 });
			expect(await vault.unlock(secret)).toEqual({ ok: true, value: { damagedRows: 0 } });
			for (const [collection, records] of Object.entries(vector.records)) {
				expect(await vault.all(collection)).toEqual(records);
			}
			expect(await vault.all('photos')).toEqual([
				{ id: 'EEEEEEEEEEEEEEEEEEEEEE', value: { noise: noise(100_000) } },
			]);
			expect(await vault.save([{ collection: 'notes', id: 'new', value: 1 }])).toEqual({
				ok: true,
				value: null,
			});
			// From now on it is of version 2, in both pages, and opens as before.
			const slots = await readSlots('workshop');
			expect([slots[0], slots[4096]]).toEqual([2, 2]);
			vault = await again();
			expect(await vault.unlock(secret)).toEqual({ ok: true, value: { damagedRows: 0 } });
			expect(await vault.setSecond(secret, '815302')).toEqual({ ok: true, value: null });
		},
	);

	it('stays one while only wrong secrets are tried, and opens when its becoming another was cut off', async () => {
		await layOut(vector);
		let vault = await again();
		expect(await vault.unlock('000000')).toMatchObject({ error: { type: 'WrongSecret', tries: 2 } });
		const before = await readSlots('workshop');
		expect([before[0], before[4096]]).toEqual([1, 1]);
		expect(await vault.unlock(vector.secret)).toMatchObject({ ok: true });
		const after = await readSlots('workshop');
		for (const [front, back] of [
			[after, before],
			[before, after],
		] as const) {
			opened?.end();
			await lockIsFree('workshop');
			await writeSlots('workshop', new Uint8Array([...front.subarray(0, 4096), ...back.subarray(4096)]));
			vault = await again();
			expect(await vault.unlock(vector.secret)).toEqual({ ok: true, value: { damagedRows: 0 } });
		}
	}, 60_000);
});

describe('a vault of format version 2', () => {
	it('opens its two compartments, wants its passkey, and is wiped', { timeout: 60_000 }, async () => {
		await layOut(second);
		const { secrets, passkey, records } = second;
		let vault = await again();
		expect(await vault.attempts()).toEqual({ tries: 1, waitMs: 0 });
		expect(await vault.unlock(secrets.main)).toMatchObject({
			error: { type: 'PasskeyNeeded', credential: passkey.credential },
		});
		expect(await vault.unlock(secrets.main, passkey.secret)).toEqual({ ok: true, value: { damagedRows: 0 } });
		expect(await vault.guards()).toEqual({ second: true, wipe: true, passkey: true });
		expect(await vault.all('notes')).toEqual(records.main);
		for (const secret of [secrets.second, secrets.wipe]) {
			vault = await again();
			expect(await vault.unlock(secret)).toEqual({ ok: true, value: { damagedRows: 0 } });
			expect(await vault.guards()).toEqual({ second: false, wipe: false, passkey: false });
			expect(await vault.all('notes')).toEqual(records.second);
		}
		vault = await again();
		expect(await vault.unlock(secrets.main, passkey.secret)).toMatchObject({
			error: { type: 'WrongSecret' },
		});
	});
});
