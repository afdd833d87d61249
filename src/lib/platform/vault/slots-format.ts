/**
 * The slots file, format version 2. All numbers big-endian. Two pages of 4096 bytes, each:
 *
 * | at | bytes | what |
 * |---|---|---|
 * | 0 | 1 | format version |
 * | 1 | 1 | key derivation, 1 = Argon2id |
 * | 2 | 2 | zero |
 * | 4 | 4 | Argon2id memory, KiB |
 * | 8 | 4 | Argon2id passes |
 * | 12 | 4 | Argon2id lanes |
 * | 16 | 16 | salt |
 * | 32 | 8 | generation: the page with the higher one counts |
 * | 40 | 4 | wrong tries since the last right one |
 * | 44 | 4 | milliseconds still to wait |
 * | 48 | 1024 | four slots of 256 bytes (slots.ts) |
 * | 1072 | 1024 | four notes of 256 bytes (notes.ts); not in version 1 |
 * | 2096 | 32 | SHA-256 of everything before; in version 1 at 1072 |
 * | 2128 | 1968 | zero |
 *
 * The checksum finds torn and rotten pages; it is no protection against a person. The slots are: each is bound to the
 * first 32 bytes by its associated data, so lowered parameters or another salt open nothing. Version 1 is read for
 * ever, and turned into version 2 by the first opening, which is when its slot can be sealed anew.
 */
import {
	concatBytes,
	constantTimeEqual,
	isStrongEnough,
	sha256,
	type Argon2Params,
	type Bytes,
} from '$platform/crypto';
import { PAGE_BYTES } from './names';

export const SLOTS_VERSION = 2;
export const SLOT_COUNT = 4;
export const SLOT_BYTES = 256;
export const SALT_BYTES = 16;
const KDF_ARGON2ID = 1;
const HEAD_BYTES = 32;
const SLOTS_AT = 48;
const NOTES_AT = SLOTS_AT + SLOT_COUNT * SLOT_BYTES;
const SUM_AT = { 1: NOTES_AT, 2: NOTES_AT + SLOT_COUNT * SLOT_BYTES } as const;

export interface SlotsPage {
	version: 1 | typeof SLOTS_VERSION;
	params: Argon2Params;
	salt: Bytes;
	generation: number;
	tries: number;
	/** Milliseconds. */
	waitLeft: number;
	/** {@link SLOT_COUNT} slots of {@link SLOT_BYTES}, used or random: nothing here tells which. */
	slots: readonly Bytes[];
	/** As many notes of the same size, used or random; none in version 1. */
	notes: readonly Bytes[];
}

/** What slots are bound to. */
export type SlotsHead = Pick<SlotsPage, 'version' | 'params' | 'salt'>;

/** The bytes every slot is bound to: version, derivation, parameters, salt. */
export function slotsHead({ version, params, salt }: SlotsHead): Bytes {
	const head = new Uint8Array(HEAD_BYTES);
	const view = new DataView(head.buffer);
	head[0] = version;
	head[1] = KDF_ARGON2ID;
	view.setUint32(4, params.memory);
	view.setUint32(8, params.iterations);
	view.setUint32(12, params.parallelism);
	head.set(salt, 16);
	return head;
}

/** One page as it lies on disk, {@link PAGE_BYTES} long. */
export async function slotsPageToBytes(page: SlotsPage): Promise<Bytes> {
	const counters = new Uint8Array(SLOTS_AT - HEAD_BYTES);
	const view = new DataView(counters.buffer);
	view.setBigUint64(0, BigInt(page.generation));
	view.setUint32(8, page.tries);
	view.setUint32(12, Math.ceil(page.waitLeft));
	const body = concatBytes(slotsHead(page), counters, ...page.slots, ...page.notes);
	if (body.length !== SUM_AT[page.version]) throw new RangeError('Not a page of slots');
	const bytes = new Uint8Array(PAGE_BYTES);
	bytes.set(concatBytes(body, await sha256(body)));
	return bytes;
}

/** The page, or `null` when torn, rotten, of an unknown version, or with parameters under the floor. */
export async function bytesToSlotsPage(bytes: Uint8Array): Promise<SlotsPage | null> {
	const [version, derivation] = bytes;
	if (bytes.length !== PAGE_BYTES || derivation !== KDF_ARGON2ID) return null;
	if (version !== 1 && version !== SLOTS_VERSION) return null;
	const end = SUM_AT[version];
	const sum = await sha256(bytes.subarray(0, end));
	if (!constantTimeEqual(sum, bytes.subarray(end, end + sum.length))) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset);
	const params = {
		memory: view.getUint32(4),
		iterations: view.getUint32(8),
		parallelism: view.getUint32(12),
	};
	if (!isStrongEnough(params)) return null;
	const fours = (from: number) =>
		Array.from({ length: SLOT_COUNT }, (_, at) =>
			bytes.slice(from + at * SLOT_BYTES, from + (at + 1) * SLOT_BYTES),
		);
	return {
		version,
		params,
		salt: bytes.slice(16, HEAD_BYTES),
		generation: Number(view.getBigUint64(HEAD_BYTES)),
		tries: view.getUint32(40),
		waitLeft: view.getUint32(44),
		slots: fours(SLOTS_AT),
		notes: version === 1 ? [] : fours(NOTES_AT),
	};
}
