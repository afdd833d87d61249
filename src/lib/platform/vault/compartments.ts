/**
 * Compartments in one page of slots: making, giving, dropping and destroying them. Pure: a page in, the next page out;
 * vault.ts writes it. Four slots are enough because each compartment uses at most two others, in the order that main
 * drew, and none that is not main ever touches main's:
 *
 * | opened | its own | a second goes to | a wipe goes to | never touched |
 * |---|---|---|---|---|
 * | main | m | a | b | c |
 * | the decoy | a | c | b | m |
 * | the decoy's decoy | c | b | a | m |
 *
 * So everything can be set up in a decoy that can be set up in main. What it costs: a wipe secret set up inside the decoy
 * takes the place of main's, which main then sees is gone.
 */
import { randomBytes, randomKey, type Argon2Params, type SecretKey } from '$platform/crypto';
import { NO_NOTES, openNotes, printOf, sealNotes, stillThere, type Notes } from './notes';
import {
	drawOrder,
	noSlot,
	openSlots,
	sealSlot,
	SLOT_KINDS,
	type Compartment,
	type OpenSlot,
	type SlotOrder,
} from './slots';
import { SALT_BYTES, SLOT_COUNT, SLOTS_VERSION, type SlotsHead, type SlotsPage } from './slots-format';

export const newCompartment = (): Compartment => ({ id: randomBytes(16), key: randomKey() });

/** What a new vault's secret is to be derived with. */
export const newHead = (params: Argon2Params): SlotsHead => ({
	version: SLOTS_VERSION,
	params,
	salt: randomBytes(SALT_BYTES),
});

/** A page with main in a random slot and random bytes in all the others. Its generation is 0: not written yet. */
export async function newPage(
	head: SlotsHead,
	master: SecretKey,
): Promise<{ page: SlotsPage; own: OpenSlot }> {
	const order = drawOrder();
	const own: OpenSlot = {
		...newCompartment(),
		kind: SLOT_KINDS.main,
		order,
		target: order[0],
		passkey: null,
	};
	return { page: await withMain({ ...head, generation: 0, tries: 0, waitLeft: 0 }, master, own), own };
}

/** A page of version 1 as version 2: main's slot sealed anew, everything that was random drawn anew. */
export const upgraded = (page: SlotsPage, master: SecretKey, own: OpenSlot): Promise<SlotsPage> =>
	withMain({ ...page, version: SLOTS_VERSION }, master, own);

async function withMain(
	page: Omit<SlotsPage, 'slots' | 'notes'>,
	master: SecretKey,
	own: OpenSlot,
): Promise<SlotsPage> {
	const random = () => Array.from({ length: SLOT_COUNT }, noSlot);
	return withNotes(await withSlot({ ...page, slots: random(), notes: random() }, master, own), own, NO_NOTES);
}

/** What the wipe secret does: the slot it names becomes random bytes, and its own from now on just opens the decoy. */
export async function wiped(page: SlotsPage, master: SecretKey, wipe: OpenSlot): Promise<SlotsPage> {
	const [own] = wipe.order;
	return withSlot(destroyed(page, [wipe.target]), master, { ...wipe, kind: SLOT_KINDS.second, target: own });
}

/** The same compartment under another secret or passkey. */
export const withSlot = async (page: SlotsPage, master: SecretKey, own: OpenSlot): Promise<SlotsPage> => {
	const sealed = await sealSlot(page, master, own);
	return { ...page, slots: page.slots.map((slot, at) => (at === own.order[0] ? sealed : slot)) };
};

/** What this compartment knows of others and what of it still holds. */
export async function notesOf(page: SlotsPage, { key }: Compartment): Promise<{ kept: Notes; alive: Notes }> {
	const kept = (await openNotes(page, key))?.notes ?? NO_NOTES;
	return { kept, alive: await stillThere(page, kept) };
}

/** Does this secret open anything that `own` knows of? Says nothing of the others: that would betray them. */
export async function isTaken(
	page: SlotsPage,
	own: OpenSlot,
	master: SecretKey,
	but?: number,
): Promise<boolean> {
	const { alive } = await notesOf(page, own);
	const known = [own.order[0], alive.second?.slot, alive.wipe?.slot].filter((slot) => slot !== but);
	return (await openSlots(page, master)).some(({ order: [slot] }) => known.includes(slot));
}

/** The second compartment under this secret: a new one, or the one there was, with its content. */
export async function withSecond(
	page: SlotsPage,
	own: OpenSlot,
	master: SecretKey,
	inside: Compartment,
): Promise<SlotsPage> {
	const { kept, alive } = await notesOf(page, own);
	const slot = own.order[1];
	const { id, key } = inside;
	const child = { id, key, kind: SLOT_KINDS.second, order: orderOfSecond(own), target: slot, passkey: null };
	const bare = alive.second ? page : destroyed(page, [slot]);
	const there = alive.second ? bare : await withNotes(bare, child, NO_NOTES);
	return withNotes(await withSlot(there, master, child), own, { ...kept, second: { slot, id, key } });
}

/** A wipe secret. @param second what it opens */
export async function withWipe(
	page: SlotsPage,
	own: OpenSlot,
	master: SecretKey,
	second: Compartment,
): Promise<SlotsPage> {
	const { kept } = await notesOf(page, own);
	const [target, , slot] = own.order;
	const { id, key } = second;
	const child = { id, key, kind: SLOT_KINDS.wipe, order: orderOfWipe(own), target, passkey: null };
	const there = await withSlot(destroyed(page, [slot]), master, child);
	const print = await printOf(there.slots[slot] ?? noSlot());
	return withNotes(there, own, { ...kept, wipe: { slot, print } });
}

/** Main gives up every slot but its own, what was made inside its decoy too; another compartment only what it made. */
export async function withoutSecond(page: SlotsPage, own: OpenSlot): Promise<SlotsPage> {
	const { alive } = await notesOf(page, own);
	const made = [alive.second?.slot, alive.wipe?.slot];
	const gone = own.kind === SLOT_KINDS.main ? own.order.slice(1) : made.filter((slot) => slot !== undefined);
	return withNotes(destroyed(page, gone), own, NO_NOTES);
}

export async function withoutWipe(page: SlotsPage, own: OpenSlot): Promise<SlotsPage> {
	const { kept, alive } = await notesOf(page, own);
	const bare = alive.wipe ? destroyed(page, [alive.wipe.slot]) : page;
	return withNotes(bare, own, { ...kept, wipe: null });
}

const destroyed = (page: SlotsPage, gone: readonly number[]): SlotsPage => ({
	...page,
	slots: page.slots.map((slot, at) => (gone.includes(at) ? noSlot() : slot)),
	notes: page.notes.map((note, at) => (gone.includes(at) ? noSlot() : note)),
});

/** Notes lie at the place of the slot by which they were last written; where they lay before becomes random. */
async function withNotes(page: SlotsPage, own: OpenSlot, notes: Notes): Promise<SlotsPage> {
	const before = (await openNotes(page, own.key))?.place;
	const [place] = own.order;
	const sealed = await sealNotes(page, own.key, place, notes);
	const at = (one: number, note: SlotsPage['notes'][number]) =>
		one === place ? sealed : one === before ? noSlot() : note;
	return { ...page, notes: page.notes.map((note, one) => at(one, note)) };
}

const orderOfSecond = ({ kind, order: [own, second, wipe, never] }: OpenSlot): SlotOrder =>
	kind === SLOT_KINDS.main ? [second, never, wipe, own] : [second, wipe, own, never];
/** Once it has wiped, it is one more way into the second, and may use the slot that it destroyed. */
const orderOfWipe = ({ kind, order: [own, second, wipe, never] }: OpenSlot): SlotOrder =>
	kind === SLOT_KINDS.main ? [wipe, never, own, second] : [wipe, own, second, never];
