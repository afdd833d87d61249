/**
 * A staff invite: the operator runs `rosebay staff invite NAME` and gives the code to the caseworker, whose browser
 * redeems it once. The relay must not learn who works there, so the name is sealed under the code itself, which the
 * relay never sees; it keeps only a hash of the lookup id, the sealed name, and when it expires.
 *
 * Derivation (RFC 5869, HKDF-SHA-256), the input key being the code's 15 bytes (see code.ts):
 *
 *   lookup  = HKDF(seed, salt = utf8(INVITE_SALT), info = utf8(INVITE_LOOKUP_INFO), 16 bytes)
 *   key     = HKDF(seed, salt = utf8(INVITE_SALT), info = utf8(INVITE_KEY_INFO),    32 bytes)
 *
 * Sealed name, as `sealed` in the relay's answer (base64url):
 *
 *   version (1 byte, 1) || nonce (12 bytes) || AES-256-GCM(key, nonce, aad, padded name) with its 16-byte tag last
 *   aad         = version (1 byte) || lookup (16 bytes)
 *   padded name = length (2 bytes, big endian) || utf8(name) || zeros, 256 bytes in all: nothing shows in its length
 *
 * Redeeming: `POST /api/relay/staff { lookup }` answers `{ staffToken, sealed }` once and deletes the invite. A wrong,
 * used or expired lookup answers `not-found`, each the same.
 *
 * No cryptography here: the server's side is in server/relay/invites.ts, the browser's in the channel over platform/crypto.
 */
export const INVITE_SALT = 'rosebay invite v1';
export const INVITE_LOOKUP_INFO = 'lookup';
export const INVITE_KEY_INFO = 'name';
export const INVITE_LOOKUP_BYTES = 16;
export const INVITE_KEY_BYTES = 32;
export const INVITE_VERSION = 1;
export const INVITE_NONCE_BYTES = 12;
/** An invite not used within this many hours is void. */
export const INVITE_HOURS = 24;

const PADDED_BYTES = 256;
/** Longest name in UTF-8 bytes. */
export const INVITE_NAME_BYTES = PADDED_BYTES - 2;
/** Every sealed name has this length, in bytes. */
export const INVITE_SEALED_BYTES = 1 + INVITE_NONCE_BYTES + PADDED_BYTES + 16;

/** What is authenticated beside the name: format version and lookup id. */
export function inviteAad(lookup: Uint8Array): Uint8Array<ArrayBuffer> {
	return Uint8Array.of(INVITE_VERSION, ...lookup);
}

/**
 * The name as it is sealed: 256 bytes whatever its length.
 * @throws {RangeError} when it is longer than INVITE_NAME_BYTES in UTF-8.
 */
export function padInviteName(name: string): Uint8Array<ArrayBuffer> {
	const text = new TextEncoder().encode(name);
	if (text.length > INVITE_NAME_BYTES) throw new RangeError('Name too long');
	const padded = new Uint8Array(PADDED_BYTES);
	padded.set([text.length >> 8, text.length & 0xff]);
	padded.set(text, 2);
	return padded;
}

/** The name out of its 256 bytes, or `null` when they are not such. Never throws. */
export function unpadInviteName(padded: Uint8Array): string | null {
	const [high, low] = padded;
	if (padded.length !== PADDED_BYTES || high === undefined || low === undefined) return null;
	const length = high * 256 + low;
	if (length > INVITE_NAME_BYTES || padded.subarray(2 + length).some((byte) => byte !== 0)) return null;
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(padded.subarray(2, 2 + length));
	} catch {
		return null;
	}
}
