import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { base64urlToBytes, bytesToBase64url, randomBytes } from '$platform/crypto';
import { bench, lockIsFree, readRows, readSlots, wipe, type OpenedBench } from './testing/bench';
import { diskName } from './names';

// Argon2id and strict transactions take their time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const [PIN, SECOND, WIPE, OTHER] = ['492716', '815302', '660417', '208854'] as const;
const DONE = { ok: true, value: null };
const OPEN = { ok: true, value: { damagedRows: 0 } };
const refused = (type: string) => ({ ok: false, error: { type } });
const opened: OpenedBench[] = [];
const start = async () => {
	const one = await bench('phone');
	opened.push(one);
	return one;
};
const endAll = async () => {
	for (const one of opened.splice(0)) one.end();
	await lockIsFree('phone');
};
const again = async () => {
	await endAll();
	return (await start()).vault;
};
const note = (text: string) => ({ collection: 'notes', id: text, value: { text } });
const notes = async (vault: OpenedBench['vault']) => (await vault.all('notes'))?.map(({ id }) => id);
const made = async () => {
	const { vault } = await start();
	await vault.create(PIN);
	await vault.save([note('hers')]);
	return vault;
};

beforeEach(async () => {
	await wipe('phone');
});
afterEach(endAll);

describe('a second secret and a wipe secret', () => {
	it('open other content, which knows nothing; and destroy this one, with nothing on disk changing in size', async () => {
		let vault = await made();
		expect(await vault.setWipe(PIN, WIPE)).toEqual(refused('NoSecond'));
		expect(await vault.setSecond(PIN, PIN)).toEqual(refused('SameSecret'));
		expect(await vault.setSecond(OTHER, SECOND)).toMatchObject(refused('WrongSecret'));
		expect(await vault.guards()).toEqual({ second: false, wipe: false, passkey: false });
		expect(await vault.setSecond(PIN, SECOND)).toEqual(DONE);
		expect(await vault.setWipe(PIN, SECOND)).toEqual(refused('SameSecret'));
		expect(await vault.setWipe(PIN, WIPE)).toEqual(DONE);
		expect(await vault.guards()).toEqual({ second: true, wipe: true, passkey: false });

		vault = await again();
		expect(await vault.unlock(SECOND)).toEqual(OPEN);
		expect(await vault.guards()).toEqual({ second: false, wipe: false, passkey: false });
		expect(await notes(vault)).toEqual([]);
		expect(await vault.save([note('decoy')])).toEqual(DONE);
		// Neither main's secret nor the wipe's is the secret of this: both are only wrong, and destroy nothing.
		expect(await vault.confirm(PIN)).toMatchObject(refused('WrongSecret'));
		expect(await vault.confirm(WIPE)).toMatchObject(refused('WrongSecret'));
		expect(await vault.confirm(SECOND)).toEqual(DONE);

		vault = await again();
		expect(await vault.unlock(PIN)).toEqual(OPEN);
		expect(await notes(vault)).toEqual(['hers']);
		expect(await vault.guards()).toEqual({ second: true, wipe: true, passkey: false });

		await endAll();
		const [rows, slots] = [await readRows('phone'), await readSlots('phone')];
		vault = await again();
		expect(await vault.unlock(WIPE)).toEqual(OPEN);
		expect(await notes(vault)).toEqual(['decoy']);
		expect(await vault.confirm(WIPE)).toEqual(DONE);
		expect(await readRows('phone')).toEqual(rows);
		expect((await readSlots('phone')).length).toBe(slots.length);
		vault = await again();
		expect(await vault.unlock(PIN)).toMatchObject(refused('WrongSecret'));
		expect(await vault.unlock(SECOND)).toEqual(OPEN);
		expect(await notes(vault)).toEqual(['decoy']);
	});

	it('are given another secret with the content kept, and dropped with it', async () => {
		let vault = await made();
		await vault.setSecond(PIN, SECOND);
		vault = await again();
		await vault.unlock(SECOND);
		await vault.save(Array.from({ length: 200 }, (_, at) => note(`decoy-${String(at)}`)));
		vault = await again();
		await vault.unlock(PIN);
		expect(await vault.setSecond(PIN, OTHER)).toEqual(DONE);
		vault = await again();
		expect(await vault.unlock(SECOND)).toMatchObject(refused('WrongSecret'));
		expect(await vault.unlock(OTHER)).toEqual(OPEN);
		expect(await notes(vault)).toHaveLength(200);
		const before = (await readRows('phone')).length;
		vault = await again();
		await vault.unlock(PIN);
		expect(await vault.dropSecond(PIN)).toEqual(DONE);
		expect(await vault.guards()).toEqual({ second: false, wipe: false, passkey: false });
		expect((await readRows('phone')).length).toBeLessThan(before);
		vault = await again();
		expect(await vault.unlock(OTHER)).toMatchObject(refused('WrongSecret'));
		expect(await vault.unlock(PIN)).toEqual(OPEN);
		expect(await notes(vault)).toEqual(['hers']);
	});
});

describe('another secret', () => {
	it('opens the same rows, not one of them rewritten', async () => {
		let vault = await made();
		const rows = await readRows('phone');
		expect(await vault.changeSecret(PIN, PIN)).toEqual(refused('SameSecret'));
		expect(await vault.changeSecret(PIN, OTHER)).toEqual(DONE);
		expect(await readRows('phone')).toEqual(rows);
		vault = await again();
		expect(await vault.unlock(PIN)).toMatchObject(refused('WrongSecret'));
		expect(await vault.unlock(OTHER)).toEqual(OPEN);
		expect(await notes(vault)).toEqual(['hers']);
	});

	it('comes with stronger parameters only while nothing else hangs on the old ones', async () => {
		const iterations = async () => {
			const bytes = await readSlots('phone');
			const front = new DataView(bytes.buffer);
			return [front.getUint32(8), front.getUint32(4096 + 8)];
		};
		let vault = await made();
		await vault.strengthen();
		expect(await vault.setSecond(PIN, SECOND)).toEqual(DONE);
		expect(await vault.changeSecret(PIN, OTHER)).toEqual(DONE);
		expect(await iterations()).toEqual([2, 2]);
		vault = await again();
		expect(await vault.unlock(SECOND)).toEqual(OPEN);
		await vault.strengthen();
		expect(await vault.changeSecret(SECOND, PIN)).toEqual(DONE);
		expect(await iterations()).toEqual([2, 2]);
		vault = await again();
		expect(await vault.unlock(OTHER)).toEqual(OPEN);
		await vault.strengthen();
		expect(await vault.dropSecond(OTHER)).toEqual(DONE);
		expect(await vault.changeSecret(OTHER, PIN)).toEqual(DONE);
		expect(await iterations()).toEqual([3, 3]);
		vault = await again();
		expect(await vault.unlock(PIN)).toEqual(OPEN);
		expect(await notes(vault)).toEqual(['hers']);
	});

	it('is not to be guessed on an open phone: wrong ones count on disk and are waited for', async () => {
		let vault = await made();
		for (let tries = 1; tries <= 3; tries++)
			expect(await vault.changeSecret(OTHER, SECOND)).toEqual({
				ok: false,
				error: { type: 'WrongSecret', tries, waitMs: tries < 3 ? 0 : 5_000 },
			});
		expect(await vault.confirm(PIN)).toMatchObject(refused('WaitFirst'));
		expect(await vault.save([note('still saved')])).toEqual(DONE);
		vault = await again();
		expect(await vault.unlock(PIN)).toMatchObject(refused('WaitFirst'));
		await vault.skip(5_001);
		expect(await vault.unlock(PIN)).toEqual(OPEN);
	});
});

describe('a passkey', () => {
	it('is asked for after the right secret, and only there; a missing one is no wrong try', async () => {
		let vault = await made();
		const salt = (await vault.passkeySalt()) ?? '';
		expect(base64urlToBytes(salt)).toHaveLength(32);
		const credential = bytesToBase64url(randomBytes(32));
		const secret = bytesToBase64url(randomBytes(32));
		for (const unfit of [
			{ credential: bytesToBase64url(randomBytes(129)), secret },
			{ credential, secret: bytesToBase64url(randomBytes(31)) },
		])
			expect(await vault.setPasskey(PIN, unfit)).toEqual(refused('PasskeyUnfit'));
		await vault.setSecond(PIN, SECOND);
		expect(await vault.setPasskey(PIN, { credential, secret })).toEqual(DONE);
		expect(await vault.guards()).toEqual({ second: true, wipe: false, passkey: true });

		vault = await again();
		const needed = { ok: false, error: { type: 'PasskeyNeeded', credential, salt } };
		for (let at = 0; at < 4; at++) expect(await vault.unlock(PIN)).toEqual(needed);
		expect(await vault.unlock(PIN, bytesToBase64url(randomBytes(32)))).toEqual(needed);
		expect(await vault.attempts()).toEqual({ tries: 0, waitMs: 0 });
		expect(await vault.unlock(OTHER, secret)).toMatchObject(refused('WrongSecret'));
		expect(await vault.unlock(PIN, secret)).toEqual(OPEN);
		expect(await notes(vault)).toEqual(['hers']);
		// It stays with another secret, and its salt too.
		expect(await vault.changeSecret(PIN, OTHER)).toEqual(DONE);
		vault = await again();
		expect(await vault.unlock(SECOND)).toEqual(OPEN);
		expect(await vault.guards()).toEqual({ second: false, wipe: false, passkey: false });
		vault = await again();
		expect(await vault.unlock(OTHER)).toEqual(needed);
		expect(await vault.unlock(OTHER, secret)).toEqual(OPEN);
		expect(await vault.dropPasskey(OTHER)).toEqual(DONE);
		vault = await again();
		expect(await vault.unlock(OTHER)).toEqual(OPEN);
	});
});

describe('deleting', () => {
	it('forgets collections, and leaves the others', async () => {
		let vault = await made();
		await vault.save([{ collection: 'plans', id: 'a', value: 1 }]);
		expect(await vault.forget(['notes', 'nothing'])).toEqual(DONE);
		expect(await notes(vault)).toEqual([]);
		vault = await again();
		await vault.unlock(PIN);
		expect([await notes(vault), (await vault.all('plans'))?.length]).toEqual([[], 1]);
	});

	it.each(['open', 'locked'])(
		'destroys everything from an %s vault; a new one can be made at once',
		async (state) => {
			let vault = await made();
			await vault.setSecond(PIN, SECOND);
			if (state === 'locked') vault = await again();
			expect(await vault.destroy()).toEqual(DONE);
			expect(await vault.state()).toBe('none');
			const root = await navigator.storage.getDirectory();
			await expect(root.getDirectoryHandle(diskName('phone'))).rejects.toThrow();
			expect((await indexedDB.databases()).some(({ name }) => name === diskName('phone'))).toBe(false);
			expect(await vault.create(OTHER)).toEqual(OPEN);
			expect(await notes(vault)).toEqual([]);
			vault = await again();
			for (const gone of [PIN, SECOND])
				expect(await vault.unlock(gone)).toMatchObject(refused('WrongSecret'));
			expect(await vault.unlock(OTHER)).toEqual(OPEN);
		},
	);

	it('is refused while another tab has the vault', async () => {
		await made();
		const { vault, state } = await start();
		expect(state).toBe('elsewhere');
		expect(await vault.destroy()).toEqual(refused('OpenElsewhere'));
		expect(await vault.changeSecret(PIN, OTHER)).toEqual(refused('OpenElsewhere'));
	});
});
