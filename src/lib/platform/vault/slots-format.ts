/**
 * The slots file, format version 1. All numbers big-endian. Two pages of 4096 bytes, each:
 *
 * | at | bytes | what |
 * |---|---|---|
 * | 0 | 1 | format version, 1 |
 * | 1 | 1 | key derivation, 1 = Argon2id |
 * | 2 | 2 | zero |
 * | 4 | 4 | Argon2id memory, KiB |
 * | 8 | 4 | Argon2id passes |
 * | 12 | 4 | Argon2id lanes |
 * | 16 | 16 | salt |
 * | 32 | 8 | generation: the page with the higher one counts |
 * | 40 | 4 | wrong tries since the last right one |
 * | 44 | 4 | milliseconds still to wait |
 * | 48 | 1024 | four slots of 256 bytes |
 * | 1072 | 32 | SHA-256 of everything before |
 * | 1104 | 2992 | zero |
 *
 * The checksum finds torn and rotten pages; it is no protection against a person. The slots are: each is bound to the
 * first 32 bytes by its associated data, so lowered parameters or another salt open nothing.
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

export const SLOTS_VERSION = 1;
export const SLOT_COUNT = 4;
export const SLOT_BYTES = 256;
export const SALT_BYTES = 16;
const KDF_ARGON2ID = 1;
const HEAD_BYTES = 32;
const SLOTS_AT = 48;
const SUM_AT = SLOTS_AT + SLOT_COUNT * SLOT_BYTES;

export interface SlotsPage {
	params: Argon2Params;
	salt: Bytes;
	generation: number;
	tries: number;
	/** Milliseconds. */
	waitLeft: number;
	/** {@link SLOT_COUNT} slots of {@link SLOT_BYTES}, used or random: nothing here tells which. */
	slots: readonly Bytes[];
}

/** The bytes every slot is bound to: version, derivation, parameters, salt. */
export function slotsHead({ params, salt }: Pick<SlotsPage, 'params' | 'salt'>): Bytes {
	const head = new Uint8Array(HEAD_BYTES);
	const view = new DataView(head.buffer);
	head[0] = SLOTS_VERSION;
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
	const body = concatBytes(slotsHead(page), counters, ...page.slots);
	const bytes = new Uint8Array(PAGE_BYTES);
	bytes.set(concatBytes(body, await sha256(body)));
	return bytes;
}

/** The page, or `null` when torn, rotten, of an unknown version, or with parameters under the floor. */
export async function bytesToSlotsPage(bytes: Uint8Array): Promise<SlotsPage | null> {
	if (bytes.length !== PAGE_BYTES || bytes[0] !== SLOTS_VERSION || bytes[1] !== KDF_ARGON2ID) return null;
	const sum = await sha256(bytes.subarray(0, SUM_AT));
	if (!constantTimeEqual(sum, bytes.subarray(SUM_AT, SUM_AT + sum.length))) return null;
	const view = new DataView(bytes.buffer, bytes.byteOffset);
	const params = {
		memory: view.getUint32(4),
		iterations: view.getUint32(8),
		parallelism: view.getUint32(12),
	};
	if (!isStrongEnough(params)) return null;
	return {
		params,
		salt: new Uint8Array(bytes.subarray(16, HEAD_BYTES)),
		generation: Number(view.getBigUint64(HEAD_BYTES)),
		tries: view.getUint32(40),
		waitLeft: view.getUint32(44),
		slots: Array.from({ length: SLOT_COUNT }, (_, slot) => {
			const at = SLOTS_AT + slot * SLOT_BYTES;
			return new Uint8Array(bytes.subarray(at, at + SLOT_BYTES));
		}),
	};
}
