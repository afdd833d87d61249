/**
 * From a secret to a compartment's key. One Argon2id run, one HKDF for each slot, all four slots tried every time with
 * no early return, so that the time taken does not tell which slot opened, or how many are in use.
 */
import {
	argon2id,
	concatBytes,
	hkdfKey,
	normaliseSecret,
	open,
	randomBelow,
	randomBytes,
	randomKey,
	bytesToKey,
	seal,
	SEAL_OVERHEAD,
	type Argon2Params,
	type Bytes,
	type Ciphertext,
	type SecretKey,
} from '$platform/crypto';
import { SALT_BYTES, SLOT_BYTES, SLOT_COUNT, slotsHead, type SlotsPage } from './slots-format';

/** What a slot opens. More kinds come with the decoy; numbers are never used again. */
export const SLOT_KINDS = { main: 1 } as const;

export interface Compartment {
	kind: number;
	/** 16 random bytes; part of every row's associated data. */
	id: Bytes;
	key: SecretKey;
}

const CONTENT_BYTES = SLOT_BYTES - SEAL_OVERHEAD;
const ID_BYTES = 16;

type Lock = Pick<SlotsPage, 'params' | 'salt'>;

const slotKey = (secret: SecretKey, salt: Bytes, slot: number) =>
	hkdfKey(secret, `rosebay vault 1 slot ${String(slot)}`, salt);
const slotAad = (lock: Lock, slot: number) => concatBytes(slotsHead(lock), Uint8Array.of(slot));

/** `kind (1) | compartment id (16) | key (32) | random`, sealed to exactly one slot. */
async function sealSlot(
	lock: Lock,
	secret: SecretKey,
	slot: number,
	inside: Compartment,
): Promise<Ciphertext> {
	const content = randomBytes(CONTENT_BYTES);
	content.set(concatBytes(Uint8Array.of(inside.kind), inside.id, inside.key));
	return seal(await slotKey(secret, lock.salt, slot), content, slotAad(lock, slot));
}

/** A fresh page with one compartment in a random slot, the others random bytes. */
export async function createSlots(
	secret: string,
	params: Argon2Params,
): Promise<{ page: SlotsPage; compartment: Compartment }> {
	const lock: Lock = { params, salt: randomBytes(SALT_BYTES) };
	const compartment = { kind: SLOT_KINDS.main, id: randomBytes(ID_BYTES), key: randomKey() };
	const slots: Bytes[] = Array.from({ length: SLOT_COUNT }, () => randomBytes(SLOT_BYTES));
	const used = randomBelow(SLOT_COUNT);
	slots[used] = await sealSlot(
		lock,
		await argon2id(normaliseSecret(secret), lock.salt, params),
		used,
		compartment,
	);
	return { page: { ...lock, generation: 1, tries: 0, waitLeft: 0, slots }, compartment };
}

/** The compartment this secret opens, or `null`. Takes the time of one Argon2id run either way. */
export async function openSlots(page: SlotsPage, secret: string): Promise<Compartment | null> {
	const master = await argon2id(normaliseSecret(secret), page.salt, page.params);
	let found: Compartment | null = null;
	for (const [slot, sealed] of page.slots.entries()) {
		const content = await open(await slotKey(master, page.salt, slot), sealed, slotAad(page, slot));
		const idEnd = 1 + ID_BYTES;
		if (content)
			found = {
				kind: content[0] ?? 0,
				id: content.slice(1, idEnd),
				key: bytesToKey(content.slice(idEnd, idEnd + 32)),
			};
	}
	return found;
}
