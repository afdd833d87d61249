/**
 * What lies in an envelope, by its first byte. An MLS message begins with its version, 0x00 0x01; everything else begins
 * with one of these, so that neither can be taken for the other.
 */
import { concatBytes, type Bytes } from '$platform/crypto';

export const CONTENT = {
	mls: 0x00,
	/** A part of a file (files/format.ts). */
	part: 0x10,
	/** Somebody asks to be let in again, and the way in (rejoin.ts). */
	rejoin: 0x11,
	welcome: 0x12,
} as const;

export const marked = (kind: number, bytes: Uint8Array): Bytes => concatBytes(Uint8Array.of(kind), bytes);
