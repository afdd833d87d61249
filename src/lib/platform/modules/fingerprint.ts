/** A key as two people can compare it aloud. */
import { base64urlToBytes, concatBytes, sha256, utf8 } from '$platform/crypto';

/**
 * Thirty digits in groups of five (99 bits): SHA-256 over `rosebay/signer/1 | 0x0a | key`, five bytes a group, each as a
 * number modulo 100,000. The same on every device; written left to right in any language.
 * @param key 32 bytes, base64url
 */
export async function fingerprintOf(key: string): Promise<string[]> {
	const label = utf8('rosebay/signer/1\n');
	const digest = await sha256(concatBytes(label, base64urlToBytes(key) ?? new Uint8Array()));
	return Array.from({ length: 6 }, (_, group) => {
		let value = 0;
		for (const byte of digest.subarray(group * 5, group * 5 + 5)) value = value * 256 + byte;
		return (value % 100_000).toString().padStart(5, '0');
	});
}
