/**
 * What a compartment knows of those it made: four places of 256 bytes beside the slots, in the same page, so that a slot
 * and what is known of it change in one write. Each is sealed under a compartment's own key, or random: nobody else can
 * tell whether a compartment has others, or which.
 *
 * Inside (228 bytes): `1: there is a second (1) | its slot (1) | its id (16) | its key (32) | 1: there is a wipe (1) | its
 * slot (1) | first 16 bytes of the SHA-256 of that slot`, the rest random.
 */
import {
	bytesToKey,
	concatBytes,
	constantTimeEqual,
	hkdfKey,
	open,
	randomBytes,
	seal,
	SEAL_OVERHEAD,
	sha256,
	type Bytes,
	type SecretKey,
} from '$platform/crypto';
import type { Compartment } from './slots';
import { SLOT_BYTES, type SlotsPage } from './slots-format';

export interface Notes {
	second: (Compartment & { slot: number }) | null;
	/** `print` tells whether the slot is still what was put there. */
	wipe: { slot: number; print: Bytes } | null;
}

export const NO_NOTES: Notes = { second: null, wipe: null };
const CONTENT_BYTES = SLOT_BYTES - SEAL_OVERHEAD;
const WIPE_AT = 50;
const PRINT_BYTES = 16;

type Salted = Pick<SlotsPage, 'salt'>;
const notesKey = ({ salt }: Salted, key: SecretKey) => hkdfKey(key, 'rosebay vault 2 notes', salt);
const notesAad = ({ salt }: Salted, place: number) => concatBytes(Uint8Array.of(2, place), salt);

export const printOf = async (slot: Bytes): Promise<Bytes> => (await sha256(slot)).slice(0, PRINT_BYTES);

export async function sealNotes(page: Salted, key: SecretKey, place: number, notes: Notes): Promise<Bytes> {
	const { second, wipe } = notes;
	const content = randomBytes(CONTENT_BYTES);
	content[0] = second ? 1 : 0;
	if (second) content.set(concatBytes(Uint8Array.of(second.slot), second.id, second.key), 1);
	content[WIPE_AT] = wipe ? 1 : 0;
	if (wipe) content.set(concatBytes(Uint8Array.of(wipe.slot), wipe.print), WIPE_AT + 1);
	return seal(await notesKey(page, key), content, notesAad(page, place));
}

/** This compartment's notes and where they lie; `null` when there are none, or another compartment took their place. */
export async function openNotes(
	page: SlotsPage,
	key: SecretKey,
): Promise<{ place: number; notes: Notes } | null> {
	const under = await notesKey(page, key);
	let found: { place: number; notes: Notes } | null = null;
	for (const [place, sealed] of page.notes.entries()) {
		const content = await open(under, sealed, notesAad(page, place));
		if (content) found = { place, notes: contentToNotes(content) };
	}
	return found;
}

function contentToNotes(content: Bytes): Notes {
	const at = WIPE_AT + 2;
	return {
		second: content[0]
			? {
					slot: content[1] ?? 0,
					id: content.slice(2, 18),
					key: bytesToKey(content.slice(18, WIPE_AT)),
				}
			: null,
		wipe: content[WIPE_AT]
			? { slot: content[WIPE_AT + 1] ?? 0, print: content.slice(at, at + PRINT_BYTES) }
			: null,
	};
}

/** What of the notes still holds: a compartment further down may have taken a slot, and does not know whose it was. */
export async function stillThere(page: SlotsPage, { second, wipe }: Notes): Promise<Notes> {
	const [slot, print] = wipe ? [page.slots[wipe.slot], wipe.print] : [];
	return {
		second: second && (await openNotes(page, second.key)) ? second : null,
		wipe: slot && print && constantTimeEqual(await printOf(slot), print) ? wipe : null,
	};
}
