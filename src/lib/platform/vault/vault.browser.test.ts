import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { figure } from '../../../../tests/support/figure';
import { bench, lockIsFree, readRows, readSlots, wipe, type OpenedBench } from './testing/bench';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const PIN = '492716';
const opened: OpenedBench[] = [];
const start = async (options: { next?: boolean } = {}) => {
	const one = await bench('phone', options);
	opened.push(one);
	return one;
};
const endAll = async () => {
	for (const one of opened.splice(0)) one.end();
	await lockIsFree('phone');
};
const note = (at: number) => ({
	collection: 'notes',
	id: `note-${String(at)}`,
	value: { text: `canary-${String(at)}` },
});

beforeEach(async () => {
	await wipe('phone');
});
afterEach(endAll);

describe('a vault', () => {
	it('is made, closed by ending its worker, and opened again with what was in it', async () => {
		const first = await start();
		expect(first.state).toBe('none');
		expect(await first.vault.create(PIN)).toEqual({ ok: true, value: { damagedRows: 0 } });
		expect(await first.vault.state()).toBe('open');
		expect(await first.vault.save([note(1), note(2)])).toEqual({ ok: true, value: null });
		expect(await first.vault.create(PIN)).toEqual({ ok: false, error: { type: 'AlreadyExists' } });
		await endAll();

		const second = await start();
		expect(second.state).toBe('locked');
		expect(await second.vault.all('notes')).toEqual([]);
		expect(await second.vault.save([note(3)])).toEqual({ ok: false, error: { type: 'NotOpen' } });
		expect(await second.vault.unlock(PIN)).toEqual({ ok: true, value: { damagedRows: 0 } });
		expect(await second.vault.all('notes')).toEqual([
			{ id: 'note-1', value: { text: 'canary-1' } },
			{ id: 'note-2', value: { text: 'canary-2' } },
		]);
	});

	it('opens for the same digits typed on an Arabic keyboard', async () => {
		await (await start()).vault.create(PIN);
		await endAll();
		expect(await (await start()).vault.unlock('٤٩٢٧١٦')).toMatchObject({ ok: true });
	});

	it('keeps 1,000 records in order, through changes and deletions', async () => {
		const first = await start();
		await first.vault.create(PIN);
		await first.vault.save(Array.from({ length: 1000 }, (_, at) => note(at)));
		await first.vault.save([{ collection: 'notes', id: 'note-500', value: { text: 'changed' } }]);
		await first.vault.save([{ collection: 'notes', id: 'note-501', deleted: true }]);
		const before = await first.vault.all('notes');
		await endAll();
		const second = await start();
		await second.vault.unlock(PIN);
		const after = await second.vault.all('notes');
		expect(after).toEqual(before);
		expect(after).toHaveLength(999);
		expect(after?.[500]).toEqual({ id: 'note-500', value: { text: 'changed' } });
		expect(after?.[501]?.id).toBe('note-502');
	});

	it('keeps a record of a megabyte that does not compress', async () => {
		const bytes = Array.from({ length: 16 }, () => crypto.getRandomValues(new Uint8Array(49_152)));
		const value = { photo: bytes.map((part) => btoa(String.fromCharCode(...part))).join('') };
		const first = await start();
		await first.vault.create(PIN);
		await first.vault.save([note(1), { collection: 'notes', id: 'photo', value }, note(2)]);
		await endAll();
		const second = await start();
		expect(await second.vault.unlock(PIN)).toEqual({ ok: true, value: { damagedRows: 0 } });
		expect((await second.vault.all('notes'))?.find(({ id }) => id === 'photo')?.value).toEqual(value);
		await second.vault.save([{ collection: 'notes', id: 'photo', deleted: true }]);
		expect((await readRows('phone')).length).toBeLessThan(24 + 17 + 4);
	});

	it('writes nothing that can be read, in rows of four sizes only, among chaff', async () => {
		const one = await start();
		await one.vault.create(PIN);
		const chaff = (await readRows('phone')).length - 1;
		expect(chaff).toBeGreaterThanOrEqual(24);
		expect(chaff).toBeLessThanOrEqual(40);
		await one.vault.save(Array.from({ length: 200 }, (_, at) => note(at)));
		for (const { id, sealed } of await readRows('phone')) {
			expect(id).toHaveLength(16);
			expect([1024, 4096, 16_384, 65_536]).toContain(sealed.length);
			const text = new TextDecoder('latin1').decode(sealed);
			for (const canary of ['canary', 'notes', 'note-']) expect(text).not.toContain(canary);
		}
	});

	it('carries records to a later schema version, once', async () => {
		const first = await start();
		await first.vault.create(PIN);
		await first.vault.save(Array.from({ length: 70 }, (_, at) => note(at)));
		await endAll();
		for (let again = 0; again < 2; again++) {
			const later = await start({ next: true });
			expect(await later.vault.unlock(PIN)).toEqual({ ok: true, value: { damagedRows: 0 } });
			const notes = await later.vault.all('notes');
			expect(notes).toHaveLength(70);
			expect(notes?.every(({ value }) => (value as { language: string }).language === 'en')).toBe(true);
			await endAll();
		}
	});
});

describe('two tabs', () => {
	it('lets one write; the other says so and takes over when the first goes', async () => {
		const first = await start();
		await first.vault.create(PIN);
		const second = await start();
		expect(second.state).toBe('elsewhere');
		expect(await second.vault.unlock(PIN)).toEqual({ ok: false, error: { type: 'OpenElsewhere' } });
		await first.vault.save([note(1)]);
		first.end();
		await expect.poll(() => second.vault.states()).toEqual(['locked']);
		expect(await second.vault.unlock(PIN)).toMatchObject({ ok: true });
		expect(await second.vault.all('notes')).toHaveLength(1);
	});

	it('takes the vault from a tab that is locked, which then says so', async () => {
		const maker = await start();
		await maker.vault.create(PIN);
		await endAll();
		const forgotten = await start();
		expect(forgotten.state).toBe('locked');
		const newer = await start();
		await expect.poll(() => newer.vault.state()).toBe('locked');
		expect(await forgotten.vault.states()).toEqual(['elsewhere']);
		expect(await newer.vault.unlock(PIN)).toMatchObject({ ok: true });
	});
});

describe('wrong secrets', () => {
	const wrong = async (vault: OpenedBench['vault']) => vault.unlock('000000');

	it('are counted on disk, and waited for from the third on', async () => {
		const first = await start();
		await first.vault.create(PIN);
		await endAll();
		for (let tries = 1; tries <= 3; tries++) {
			const { vault } = await start();
			expect(await wrong(vault)).toEqual({
				ok: false,
				error: { type: 'WrongSecret', tries, waitMs: tries < 3 ? 0 : 5_000 },
			});
			await endAll();
		}
		const { vault } = await start();
		expect(await vault.attempts()).toMatchObject({ tries: 3 });
		expect(await vault.unlock(PIN)).toMatchObject({ ok: false, error: { type: 'WaitFirst' } });
		await vault.skip(5_001);
		expect(await vault.unlock(PIN)).toMatchObject({ ok: true });
		expect(await vault.attempts()).toEqual({ tries: 0, waitMs: 0 });
	});

	it.each([365 * 86_400_000, -365 * 86_400_000])(
		'wait as long with the clock moved by %i ms',
		async (moved) => {
			const first = await start();
			await first.vault.create(PIN);
			await endAll();
			const one = await start();
			for (let tries = 0; tries < 3; tries++) await wrong(one.vault);
			await one.vault.moveClock(moved);
			expect((await one.vault.attempts())?.waitMs).toBeGreaterThan(4_000);
			await endAll();
			const again = await start();
			await again.vault.moveClock(moved);
			expect((await again.vault.attempts())?.waitMs).toBeGreaterThan(4_000);
			const opening = await again.vault.unlock(PIN);
			const cut = opening?.ok === false && opening.error.type === 'WaitFirst' ? 'not shortened' : 'SHORTENED';
			figure(
				`backoff with the clock moved by ${String(Math.round(moved / 86_400_000))} days`,
				cut,
				'not shortened',
			);
			expect(opening).toMatchObject({ error: { type: 'WaitFirst' } });
		},
	);

	it('count even when the worker is ended in the middle of the try', async () => {
		const first = await start();
		await first.vault.create(PIN);
		await endAll();
		const one = await start();
		void wrong(one.vault);
		await expect.poll(async () => new DataView((await readSlots('phone')).buffer).getUint32(40)).toBe(1);
		await endAll();
		expect(await (await start()).vault.attempts()).toMatchObject({ tries: 1 });
	});
});

describe('a device without room', () => {
	const quota = (size?: number) =>
		cdp().send('Storage.overrideQuotaForOrigin', {
			origin: location.origin,
			...(size ? { quotaSize: size } : {}),
		});
	/** Chromium goes by the room it last saw for up to half a minute. */
	const forgetsRoom = () => new Promise((resolve) => setTimeout(resolve, 31_000));
	const noise = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(49_152))));
	const photo = { collection: 'photos', id: 'photo', value: Array.from({ length: 40 }, noise) };

	it(
		'says so, keeps what was there, opens all the same, and saves again once there is room',
		{ timeout: 120_000 },
		async () => {
			const one = await start();
			await one.vault.create(PIN);
			await one.vault.save([note(1)]);
			const rows = (await readRows('phone')).length;
			await quota(1_000);
			await forgetsRoom();
			try {
				expect(await one.vault.save([note(1), note(2), photo])).toEqual({
					ok: false,
					error: { type: 'StorageFull' },
				});
				expect(await one.vault.all('notes')).toHaveLength(1);
				expect(await readRows('phone')).toHaveLength(rows);
				await endAll();
				const again = await start();
				expect(await again.vault.unlock('000000')).toMatchObject({
					error: { type: 'WrongSecret', tries: 1 },
				});
				const opening = await again.vault.unlock(PIN);
				figure(
					'quota exceeded',
					`StorageFull; vault ${opening?.ok ? 'opens' : 'does not open'}`,
					'clear error, vault still opens',
				);
				expect(opening).toEqual({ ok: true, value: { damagedRows: 0 } });
				expect(await again.vault.all('notes')).toHaveLength(1);
				await quota();
				expect(await again.vault.save([note(2), photo])).toEqual({ ok: true, value: null });
				expect(await again.vault.all('notes')).toHaveLength(2);
			} finally {
				await quota();
			}
		},
	);
});
