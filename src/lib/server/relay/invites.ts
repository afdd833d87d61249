/**
 * The operator's side of staff invites; format and derivation stand in protocol/invite.ts. The code leaves this module
 * once, to be printed, and is kept nowhere: the store gets the hash of a lookup id and a sealed name.
 */
import { createCipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { CODE_SEED_BYTES, encodeCode, formatCode } from '$protocol/code';
import {
	INVITE_HOURS,
	INVITE_KEY_BYTES,
	INVITE_KEY_INFO,
	INVITE_LOOKUP_BYTES,
	INVITE_LOOKUP_INFO,
	INVITE_NONCE_BYTES,
	INVITE_SALT,
	INVITE_VERSION,
	inviteAad,
	padInviteName,
} from '$protocol/invite';
import type { Invite } from './store';

const derive = (seed: Uint8Array, info: string, length: number): Uint8Array =>
	new Uint8Array(hkdfSync('sha256', seed, INVITE_SALT, info, length));

/**
 * @param name How the worker signs, at most INVITE_NAME_BYTES in UTF-8.
 * @param now Milliseconds.
 * @param random Injected by tests.
 */
export function createInvite(
	name: string,
	now: number,
	random: (bytes: number) => Uint8Array = randomBytes,
): { code: string; invite: Invite } {
	const seed = random(CODE_SEED_BYTES);
	const nonce = random(INVITE_NONCE_BYTES);
	const lookup = derive(seed, INVITE_LOOKUP_INFO, INVITE_LOOKUP_BYTES);
	const cipher = createCipheriv('aes-256-gcm', derive(seed, INVITE_KEY_INFO, INVITE_KEY_BYTES), nonce);
	cipher.setAAD(inviteAad(lookup));
	const sealed = [cipher.update(padInviteName(name)), cipher.final(), cipher.getAuthTag()];
	return {
		code: formatCode(encodeCode(seed)),
		invite: {
			lookupHash: createHash('sha256').update(lookup).digest('base64url'),
			sealed: Buffer.concat([Uint8Array.of(INVITE_VERSION), nonce, ...sealed]),
			expiresAt: now + INVITE_HOURS * 3_600_000,
		},
	};
}
