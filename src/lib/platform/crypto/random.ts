/** Randomness from the platform, in pieces of any size. */
import { bytesToBase64url, type Bytes } from './bytes';

/** Where random bytes come from; passed in where a test wants to know them beforehand. */
export type RandomSource = (length: number) => Bytes;

/** `crypto.getRandomValues`, which refuses more than 64 KiB at once. */
export const randomBytes: RandomSource = (length) => {
	const bytes = new Uint8Array(length);
	for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
	return bytes;
};

/** 128 random bits as 22 characters of base64url: the id of records, messages and logs. */
export const randomId = (): string => bytesToBase64url(randomBytes(16));

/** Uniform whole number from 0 to `below` - 1 (`below` up to 2^32), by rejection: no remainder bias. */
export function randomBelow(below: number, random: RandomSource = randomBytes): number {
	if (!Number.isInteger(below) || below < 1 || below > 2 ** 32)
		throw new RangeError('randomBelow: out of range');
	const limit = 2 ** 32 - (2 ** 32 % below);
	for (;;) {
		const drawn = new DataView(random(4).buffer).getUint32(0);
		if (drawn < limit) return drawn % below;
	}
}
