import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LADDER, open, randomBytes, randomKey, type SecretKey } from '$platform/crypto';
import {
	isTaken,
	newCompartment,
	newHead,
	newPage,
	notesOf,
	upgraded,
	wiped,
	withoutSecond,
	withoutWipe,
	withSecond,
	withSlot,
	withWipe,
} from './compartments';
import { openNotes } from './notes';
import { openSlots, seniorOf, SLOT_KINDS, withPasskey, type OpenSlot } from './slots';
import type { SlotsPage } from './slots-format';

const [, , , params] = LADDER;

/** What this master key opens, as a gate would take it. */
async function opens(page: SlotsPage, master: SecretKey, passkey?: SecretKey): Promise<OpenSlot | null> {
	const found = seniorOf(await openSlots(page, master));
	return found ? withPasskey(page, master, found, passkey) : null;
}
async function own(page: SlotsPage, master: SecretKey): Promise<OpenSlot> {
	const slot = await opens(page, master);
	if (!slot) throw new Error('does not open');
	return slot;
}
const plain = async (page: SlotsPage, master: SecretKey) => {
	const slot = await opens(page, master);
	return slot && { id: slot.id, key: slot.key };
};
const alone = async () => {
	const main = randomKey();
	return { main, page: (await newPage(newHead(params), main)).page };
};
/** Main with a decoy and a wipe secret. */
async function guarded() {
	const { main, page } = await alone();
	const [second, wipe] = [randomKey(), randomKey()];
	const mine = await own(page, main);
	const decoy = newCompartment();
	const two = await withSecond(page, mine, second, decoy);
	return { main, second, wipe, mine, decoy, page: await withWipe(two, mine, wipe, decoy) };
}
const opensAnything = async (page: SlotsPage, master: SecretKey) =>
	(await openSlots(page, master)).length > 0;

describe('slots', () => {
	it('open for their secret alone; a decoy has another id and key than main', async () => {
		const { page, main, second, mine, decoy } = await guarded();
		expect(await plain(page, main)).toEqual({ id: mine.id, key: mine.key });
		expect(await plain(page, second)).toEqual(decoy);
		expect(await opensAnything(page, randomKey())).toBe(false);
		expect(decoy.key).not.toEqual(mine.key);
	});

	it('put in one another’s places open nothing', async () => {
		const { page, main, second, wipe } = await guarded();
		for (let by = 1; by < 4; by++) {
			const slots = page.slots.map((_, at) => page.slots[(at + by) % 4] ?? randomBytes(256));
			for (const master of [main, second, wipe])
				expect(await opensAnything({ ...page, slots }, master)).toBe(false);
		}
	});

	it('open nothing with lowered parameters, another salt or another version', async () => {
		const { page, main } = await guarded();
		for (const forged of [
			{ ...page, params: { ...params, memory: params.memory - 1024 } },
			{ ...page, params: { ...params, iterations: 1 } },
			{ ...page, salt: randomBytes(16) },
			{ ...page, version: 1 as const },
		])
			expect(await opensAnything(forged, main)).toBe(false);
	});

	it('look alike, used or not', async () => {
		const { page } = await alone();
		for (const bytes of [...page.slots, ...page.notes]) {
			expect(bytes).toHaveLength(256);
			expect(new Set(bytes).size).toBeGreaterThan(130);
		}
	});
});

describe('a decoy', () => {
	it('knows of nothing: it has notes of its own, without a word, and cannot read main’s', async () => {
		const { page, second, mine } = await guarded();
		const decoy = await own(page, second);
		expect((await notesOf(page, decoy)).kept).toEqual({ second: null, wipe: null });
		const mains = await openNotes(page, mine.key);
		expect(mains?.notes.second?.id).toEqual(decoy.id);
		for (const note of page.notes) expect(await open(decoy.key, note, new Uint8Array())).toBeNull();
		expect((await openNotes(page, decoy.key))?.place).not.toBe(mains?.place);
	});

	it('gets no word about secrets it does not know: only its own is taken', async () => {
		const { page, main, second, wipe } = await guarded();
		const decoy = await own(page, second);
		expect(await isTaken(page, decoy, second)).toBe(true);
		expect(await isTaken(page, decoy, main)).toBe(false);
		expect(await isTaken(page, decoy, wipe)).toBe(false);
		const mine = await own(page, main);
		for (const master of [main, second, wipe]) expect(await isTaken(page, mine, master)).toBe(true);
	});

	it('takes main’s secret for its own: main is what opens', async () => {
		const { page, main, second, mine } = await guarded();
		const clash = await withSlot(page, main, await own(page, second));
		expect(await plain(clash, main)).toEqual({ id: mine.id, key: mine.key });
		// Nor does a decoy's decoy, wherever it lies.
		const inner = await withSecond(page, await own(page, second), main, newCompartment());
		expect(await plain(inner, main)).toEqual({ id: mine.id, key: mine.key });
	});

	it('takes the wipe’s secret for its own: nothing is destroyed by it', async () => {
		const { page, second, wipe } = await guarded();
		const clash = await withSlot(page, wipe, await own(page, second));
		expect((await own(clash, wipe)).kind).toBe(SLOT_KINDS.second);
	});

	it('has a decoy and a wipe of its own, which open and destroy it, and main sees only that its wipe is gone', async () => {
		const { page, main, second, mine } = await guarded();
		const [third, innerWipe] = [randomKey(), randomKey()];
		const decoy = await own(page, second);
		const inner = newCompartment();
		const two = await withSecond(page, decoy, third, inner);
		expect((await notesOf(two, mine)).alive).toMatchObject({ second: { id: decoy.id }, wipe: {} });
		const three = await withWipe(two, decoy, innerWipe, inner);
		expect((await notesOf(three, decoy)).alive).toMatchObject({ second: { id: inner.id }, wipe: {} });
		expect((await notesOf(three, mine)).alive).toMatchObject({ second: { id: decoy.id }, wipe: null });

		const after = await wiped(three, innerWipe, await own(three, innerWipe));
		expect(await opensAnything(after, second)).toBe(false);
		expect(await plain(after, innerWipe)).toEqual(inner);
		expect(await plain(after, third)).toEqual(inner);
		expect(await plain(after, main)).toEqual({ id: mine.id, key: mine.key });
		expect((await notesOf(after, mine)).alive).toEqual({ second: null, wipe: null });
	});

	it('is dropped with all that was made inside it, and given back its content under another secret', async () => {
		const { page, main, second, mine, decoy } = await guarded();
		const third = randomKey();
		const two = await withSecond(page, await own(page, second), third, newCompartment());
		const again = await withSecond(two, mine, main, decoy);
		expect(await opensAnything(again, second)).toBe(false);
		const other = randomKey();
		expect(await plain(await withSecond(two, mine, other, decoy), other)).toEqual(decoy);
		const none = await withoutSecond(two, mine);
		for (const master of [second, third]) expect(await opensAnything(none, master)).toBe(false);
		expect((await notesOf(none, mine)).kept).toEqual({ second: null, wipe: null });
		expect(await plain(none, main)).toEqual({ id: mine.id, key: mine.key });
	});
});

describe('a wipe', () => {
	it('opens the decoy and leaves no slot and no note that main’s secret or key opens', async () => {
		const { page, main, second, wipe, mine, decoy } = await guarded();
		const after = await wiped(page, wipe, await own(page, wipe));
		expect(await opensAnything(after, main)).toBe(false);
		expect(await openNotes(after, mine.key)).toBeNull();
		expect(await plain(after, wipe)).toEqual(decoy);
		expect(await plain(after, second)).toEqual(decoy);
		expect([after.slots, after.notes].map((all) => all.map(({ length }) => length))).toEqual([
			[256, 256, 256, 256],
			[256, 256, 256, 256],
		]);
		// From now on it is one more way in, and destroys nothing.
		expect((await own(after, wipe)).kind).toBe(SLOT_KINDS.second);
	});

	it('dropped opens nothing, and main stays', async () => {
		const { page, main, second, wipe, mine, decoy } = await guarded();
		const none = await withoutWipe(page, mine);
		expect(await opensAnything(none, wipe)).toBe(false);
		expect(await plain(none, second)).toEqual(decoy);
		expect(await plain(none, main)).toEqual({ id: mine.id, key: mine.key });
	});
});

describe('a passkey', () => {
	const withIt = async () => {
		const all = await guarded();
		const passkey = { credential: randomBytes(128), secret: randomKey() };
		return { ...all, passkey, page: await withSlot(all.page, all.main, { ...all.mine, passkey }) };
	};

	it('is needed besides the secret, never instead of it', async () => {
		const { page, main, mine, passkey } = await withIt();
		expect(await opens(page, main)).toBeNull();
		expect(await opens(page, main, randomKey())).toBeNull();
		expect(await opens(page, randomKey(), passkey.secret)).toBeNull();
		expect(await opens(page, passkey.secret, passkey.secret)).toBeNull();
		expect(await opens(page, main, passkey.secret)).toEqual({ ...mine, passkey });
	});

	it('is named only under the secret', async () => {
		const { page, main, passkey } = await withIt();
		expect(seniorOf(await openSlots(page, main))?.wanted?.credential).toEqual(passkey.credential);
		const all = Buffer.concat([...page.slots, ...page.notes]);
		expect(all.includes(Buffer.from(passkey.credential.subarray(0, 8)))).toBe(false);
	});

	it('is not asked for by the decoy or the wipe', async () => {
		const { page, main, second, wipe, decoy } = await withIt();
		expect(await plain(page, second)).toEqual(decoy);
		const after = await wiped(page, wipe, await own(page, wipe));
		expect(await plain(after, wipe)).toEqual(decoy);
		expect(await opensAnything(after, main)).toBe(false);
	});
});

describe('any number of changes, from anywhere', () => {
	/** Which door is gone through, and what is done there. */
	const step = fc.record({
		door: fc.nat(),
		act: fc.constantFrom('second', 'wipe', 'drop second', 'drop wipe', 'secret', 'open'),
	});

	it(
		'never harm main: its secret opens it after each, until its own wipe secret is used',
		{ timeout: 60_000 },
		async () => {
			await fc.assert(
				fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
					const start = await alone();
					let { page } = start;
					const { id } = await own(page, start.main);
					const doors = [start.main];
					for (const { door, act } of steps) {
						const master = doors[door % doors.length] ?? start.main;
						const slot = await opens(page, master);
						if (!slot) continue;
						const wipesMain =
							slot.kind === SLOT_KINDS.wipe && slot.target === (await own(page, start.main)).order[0];
						if (wipesMain) {
							const after = await wiped(page, master, slot);
							expect(await opensAnything(after, start.main)).toBe(false);
							continue;
						}
						if (slot.kind === SLOT_KINDS.wipe) page = await wiped(page, master, slot);
						else {
							const next = randomKey();
							const { kept, alive } = await notesOf(page, slot);
							if (act === 'second') {
								const inside = kept.second ?? newCompartment();
								page = await withSecond(page, slot, next, inside);
								expect(await plain(page, next)).toEqual({ id: inside.id, key: inside.key });
								expect((await notesOf(page, slot)).alive.second?.id).toEqual(inside.id);
								doors.push(next);
							} else if (act === 'wipe' && alive.second) {
								page = await withWipe(page, slot, next, alive.second);
								expect((await own(page, next)).kind).toBe(SLOT_KINDS.wipe);
								expect((await notesOf(page, slot)).alive.wipe).not.toBeNull();
								doors.push(next);
							} else if (act === 'drop second') page = await withoutSecond(page, slot);
							else if (act === 'drop wipe') page = await withoutWipe(page, slot);
							else if (act === 'secret' && master !== start.main) {
								page = await withSlot(page, next, slot);
								doors.push(next);
								expect(await opensAnything(page, master)).toBe(false);
							}
							// What was changed from stays open.
							if (act !== 'secret') expect((await own(page, master)).id).toEqual(slot.id);
						}
						expect((await own(page, start.main)).id).toEqual(id);
					}
				}),
				{ numRuns: 40 },
			);
		},
	);
});

describe('a page of version 1', () => {
	it('becomes one of version 2 with the same compartment, and nothing else in it', async () => {
		const { page, main, mine } = await guarded();
		const next = await upgraded({ ...page, version: 1, notes: [], tries: 2 }, main, mine);
		expect(next).toMatchObject({ version: 2, tries: 2, salt: page.salt, params });
		expect(await plain(next, main)).toEqual({ id: mine.id, key: mine.key });
		expect((await openSlots(next, main)).length).toBe(1);
	});
});
