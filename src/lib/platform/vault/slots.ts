/**
 * From a secret to a compartment's key. One Argon2id run, one HKDF for each slot, all four slots tried every time with
 * no early return, so that the time taken does not tell which slot opened, or how many are in use.
 *
 * Inside a slot of version 2 (228 bytes): `kind (1) | order (4) | target (1) | passkey wanted (1) | compartment id (16)`,
 * then without a passkey `key (32)`, with one `sealed key (60) | length (1) | credential id (up to 128)`; the rest is
 * random. Version 1 held `kind (1) | compartment id (16) | key (32)`.
 */
import {
	argon2id,
	bytesToKey,
	concatBytes,
	hkdfKey,
	normaliseSecret,
	open,
	randomBelow,
	randomBytes,
	seal,
	SEAL_OVERHEAD,
	type Bytes,
	type Ciphertext,
	type SecretKey,
} from '$platform/crypto';
import { SLOT_BYTES, SLOT_COUNT, slotsHead, type SlotsHead, type SlotsPage } from './slots-format';

/**
 * What a slot opens. Of two that open under one secret the lower number counts: main before the decoy, and opening
 * before destroying. Numbers are never used again.
 */
export const SLOT_KINDS = { main: 1, second: 2, wipe: 3 } as const;
export type SlotKind = (typeof SLOT_KINDS)[keyof typeof SLOT_KINDS];

/** `own, for a second, for a wipe, never touched` by what this slot opens. Drawn by main, once, when a vault is made. */
export type SlotOrder = readonly [number, number, number, number];

export interface Compartment {
	/** 16 random bytes; part of every row's associated data. */
	id: Bytes;
	key: SecretKey;
}

export interface Passkey {
	/** The credential's id. */
	credential: Bytes;
	/** What its PRF gave. */
	secret: SecretKey;
}

export interface OpenSlot extends Compartment {
	kind: SlotKind;
	order: SlotOrder;
	/** The slot a wipe destroys; its own for the other kinds. */
	target: number;
	passkey: Passkey | null;
}

/** Open as far as the secret goes; without its passkey there is no key to be had from it. */
export interface FoundSlot extends Omit<OpenSlot, 'key' | 'passkey'> {
	key: SecretKey | null;
	wanted: { sealedKey: Bytes; credential: Bytes } | null;
}

export const MOST_CREDENTIAL_BYTES = 128;
const CONTENT_BYTES = SLOT_BYTES - SEAL_OVERHEAD;
const ID_BYTES = 16;
const SEALED_KEY_BYTES = 32 + SEAL_OVERHEAD;
const ID_AT = 7;
const KEY_AT = ID_AT + ID_BYTES;
const CREDENTIAL_AT = KEY_AT + SEALED_KEY_BYTES + 1;

/** The one slow step: what every slot's key is derived from. */
export const masterOf = (secret: string, { params, salt }: SlotsHead): Promise<SecretKey> =>
	argon2id(normaliseSecret(secret), salt, params);

const slotKey = (head: SlotsHead, master: SecretKey, slot: number) =>
	hkdfKey(master, `rosebay vault ${String(head.version)} slot ${String(slot)}`, head.salt);
const slotAad = (head: SlotsHead, slot: number) => concatBytes(slotsHead(head), Uint8Array.of(slot));
/** The passkey comes in after Argon2id, never in its place: both are needed for this key. */
const passkeyKey = (head: SlotsHead, master: SecretKey, passkey: SecretKey) =>
	hkdfKey(concatBytes(master, passkey), 'rosebay vault 2 passkey', head.salt);
const passkeyAad = (head: SlotsHead, slot: number) => concatBytes(slotAad(head, slot), Uint8Array.of(1));

/** Random bytes the size of a slot: what an unused slot is, and what a destroyed one becomes. */
export const noSlot = (): Bytes => randomBytes(SLOT_BYTES);

/** A fresh order of the slots that begins with `own` (or anywhere). */
export function drawOrder(own: number = randomBelow(SLOT_COUNT)): SlotOrder {
	const rest = [0, 1, 2, 3].filter((slot) => slot !== own);
	const draw = () => rest.splice(randomBelow(rest.length), 1)[0] ?? own;
	return [own, draw(), draw(), draw()];
}

/** Sealed to exactly one slot, the first of its order. @param page its version must be 2 */
export async function sealSlot(page: SlotsHead, master: SecretKey, inside: OpenSlot): Promise<Ciphertext> {
	const { kind, order, target, id, key, passkey } = inside;
	const [own] = order;
	const content = randomBytes(CONTENT_BYTES);
	content.set(concatBytes(Uint8Array.of(kind, ...order, target, passkey ? 1 : 0), id));
	if (passkey) {
		const under = await passkeyKey(page, master, passkey.secret);
		const { credential } = passkey;
		content.set(await seal(under, key, passkeyAad(page, own)), KEY_AT);
		content.set(concatBytes(Uint8Array.of(credential.length), credential), CREDENTIAL_AT - 1);
	} else content.set(key, KEY_AT);
	return seal(await slotKey(page, master, own), content, slotAad(page, own));
}

/** Every slot that opens under this master key. All four are tried, whatever opens. */
export async function openSlots(page: SlotsPage, master: SecretKey): Promise<FoundSlot[]> {
	const found: FoundSlot[] = [];
	for (const [slot, sealed] of page.slots.entries()) {
		const content = await open(await slotKey(page, master, slot), sealed, slotAad(page, slot));
		if (content) found.push(page.version === 1 ? firstVersion(content, slot) : contentToSlot(content));
	}
	return found;
}

/** The one that counts. */
export const seniorOf = (found: readonly FoundSlot[]): FoundSlot | undefined =>
	[...found].sort((a, b) => a.kind - b.kind)[0];

/** The whole slot; `null` while it wants another passkey than this. */
export async function withPasskey(
	page: SlotsPage,
	master: SecretKey,
	{ wanted, ...found }: FoundSlot,
	secret: SecretKey | undefined,
): Promise<OpenSlot | null> {
	if (found.key) return { ...found, key: found.key, passkey: null };
	if (!wanted || !secret) return null;
	const under = await passkeyKey(page, master, secret);
	const key = await open(under, wanted.sealedKey, passkeyAad(page, found.order[0]));
	return key && { ...found, key: bytesToKey(key), passkey: { credential: wanted.credential, secret } };
}

function contentToSlot(content: Bytes): FoundSlot {
	const [kind = 0, own = 0, second = 0, wipe = 0, never = 0, target = 0, wants = 0] = content;
	const ends = CREDENTIAL_AT + (content[CREDENTIAL_AT - 1] ?? 0);
	return {
		kind: kind as SlotKind,
		order: [own, second, wipe, never],
		target,
		id: content.slice(ID_AT, KEY_AT),
		key: wants ? null : bytesToKey(content.slice(KEY_AT, KEY_AT + 32)),
		wanted: wants
			? {
					sealedKey: content.slice(KEY_AT, KEY_AT + SEALED_KEY_BYTES),
					credential: content.slice(CREDENTIAL_AT, ends),
				}
			: null,
	};
}

/** Version 1 knew only main, and no order: it is drawn now. */
function firstVersion(content: Bytes, slot: number): FoundSlot {
	return {
		kind: SLOT_KINDS.main,
		order: drawOrder(slot),
		target: slot,
		id: content.slice(1, 17),
		key: bytesToKey(content.slice(17, 49)),
		wanted: null,
	};
}
