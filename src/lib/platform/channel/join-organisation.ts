/** A caseworker's browser joins the organisation: a staff invite (protocol/invite.ts) is redeemed, once. */
import { bytesToBase64url, bytesToKey, hkdf, open, utf8 } from '$platform/crypto';
import { decodeCode } from '$protocol/code';
import {
	INVITE_KEY_BYTES,
	INVITE_KEY_INFO,
	INVITE_LOOKUP_BYTES,
	INVITE_LOOKUP_INFO,
	INVITE_SALT,
	INVITE_VERSION,
	inviteAad,
	unpadInviteName,
} from '$protocol/invite';
import { failed, ok, type Result } from '$protocol/result';
import type { ChannelError } from './contract';
import { randomId, type Core } from './core';
import { bytesOf } from './envelope';

/** The name the operator sealed under the code, or null when it does not open. */
async function openName(seed: Uint8Array, lookup: Uint8Array, sealed: string): Promise<string | null> {
	const key = bytesToKey(await hkdf(seed, INVITE_KEY_INFO, INVITE_KEY_BYTES, utf8(INVITE_SALT)));
	try {
		const bytes = bytesOf(sealed);
		if (bytes[0] !== INVITE_VERSION) return null;
		const padded = await open(key, bytes.subarray(1), inviteAad(lookup));
		return padded === null ? null : unpadInviteName(padded);
	} catch {
		return null;
	}
}

/** An invite is good once. Should there be no room to keep what it gave, it is kept here until there is. */
const unsaved = new WeakMap<Core, { lookup: string; staffToken: string; sealed: string }>();

async function redeem(core: Core, lookup: string) {
	const held = unsaved.get(core);
	if (held?.lookup === lookup) return ok(held);
	const redeemed = await core.relay.redeem(lookup);
	if (redeemed.ok) unsaved.set(core, { lookup, ...redeemed.value });
	return redeemed;
}

export async function joinOrganisation(core: Core, code: string): Promise<Result<null, ChannelError>> {
	const seed = decodeCode(code);
	if (seed === null) return failed({ type: 'CodeMistyped' });
	const lookup = await hkdf(seed, INVITE_LOOKUP_INFO, INVITE_LOOKUP_BYTES, utf8(INVITE_SALT));
	const redeemed = await redeem(core, bytesToBase64url(lookup));
	if (!redeemed.ok)
		return failed({ type: redeemed.error.type === 'Missing' ? 'InviteInvalid' : 'RelayUnreachable' });
	const name = await openName(seed, lookup, redeemed.value.sealed);
	if (name === null) return failed({ type: 'InviteInvalid' });
	const { staffToken } = redeemed.value;
	const result = await core.turn(() => {
		const id = core.store.staff.first()?.id ?? randomId(core.random);
		return core.store.save([core.store.staff.put(id, { name, staffToken })]);
	});
	if (result.ok) unsaved.delete(core);
	core.stir();
	return result.ok ? ok(null) : result;
}
