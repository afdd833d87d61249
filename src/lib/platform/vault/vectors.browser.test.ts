import { afterEach, describe, expect, it } from 'vitest';
import { base64urlToBytes, type Bytes } from '$platform/crypto';
import vector from '../../../../tests/vectors/vault-v1.json';
import { bench, lockIsFree, wipe, writeRows, writeSlots, type OpenedBench } from './testing/bench';
import { noise } from './testing/noise';

const bytes = (text: string): Bytes => {
	const decoded = base64urlToBytes(text);
	if (!decoded) throw new Error('The vector is damaged');
	return decoded;
};
let opened: OpenedBench | undefined;

afterEach(async () => {
	opened?.end();
	await lockIsFree('workshop');
});

describe('a vault of format version 1', () => {
	it.each([vector.secret, ' ٤٩٢٧١٦ '])(
		'opens with %j to what was put in, and is written to again',
		{ timeout: 30_000 },
		async (secret) => {
			await wipe('workshop');
			// The database as a vault of this version makes it, then the frozen rows and slots in place of its own.
			const maker = await bench('workshop');
			await maker.vault.create('another secret');
			maker.end();
			await lockIsFree('workshop');
			await writeRows(
				'workshop',
				vector.rows.map((row) => ({ id: bytes(row.id), sealed: bytes(row.sealed) })),
			);
			await writeSlots('workshop', bytes(vector.slots));

			opened = await bench('workshop');
			expect(opened.state).toBe('locked');
			expect(await opened.vault.attempts()).toEqual({ tries: 1, waitMs: 0 });
			expect(await opened.vault.unlock(secret)).toEqual({ ok: true, value: { damagedRows: 0 } });
			for (const [collection, records] of Object.entries(vector.records)) {
				expect(await opened.vault.all(collection)).toEqual(records);
			}
			expect(await opened.vault.all('photos')).toEqual([
				{ id: 'EEEEEEEEEEEEEEEEEEEEEE', value: { noise: noise(100_000) } },
			]);
			expect(await opened.vault.save([{ collection: 'notes', id: 'new', value: 1 }])).toEqual({
				ok: true,
				value: null,
			});
		},
	);
});
