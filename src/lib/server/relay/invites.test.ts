import { expect, test } from 'vitest';
import { decodeCode } from '$protocol/code';
import {
	INVITE_KEY_BYTES,
	INVITE_KEY_INFO,
	INVITE_LOOKUP_BYTES,
	INVITE_LOOKUP_INFO,
	INVITE_NONCE_BYTES,
	INVITE_SALT,
	INVITE_SEALED_BYTES,
	INVITE_VERSION,
	inviteAad,
	unpadInviteName,
} from '$protocol/invite';
import { createInvite } from './invites';
import { tokenHash } from './tokens';

/** As a browser does it: WebCrypto, and nothing but the code as it was typed. */
async function open(typed: string, sealed: Uint8Array): Promise<{ lookup: Uint8Array; name: string | null }> {
	const seed = decodeCode(typed);
	if (seed === null) throw new Error('Not a code');
	const { subtle } = globalThis.crypto;
	const base = await subtle.importKey('raw', seed, 'HKDF', false, ['deriveBits']);
	const utf8 = (text: string) => new TextEncoder().encode(text);
	const derive = async (info: string, length: number) =>
		new Uint8Array(
			await subtle.deriveBits(
				{ name: 'HKDF', hash: 'SHA-256', salt: utf8(INVITE_SALT), info: utf8(info) },
				base,
				length * 8,
			),
		);
	const lookup = await derive(INVITE_LOOKUP_INFO, INVITE_LOOKUP_BYTES);
	const key = await subtle.importKey(
		'raw',
		await derive(INVITE_KEY_INFO, INVITE_KEY_BYTES),
		'AES-GCM',
		false,
		['decrypt'],
	);
	const iv = Uint8Array.from(sealed.subarray(1, 1 + INVITE_NONCE_BYTES));
	const rest = Uint8Array.from(sealed.subarray(1 + INVITE_NONCE_BYTES));
	const padded = await subtle.decrypt({ name: 'AES-GCM', iv, additionalData: inviteAad(lookup) }, key, rest);
	return { lookup, name: unpadInviteName(new Uint8Array(padded)) };
}

test('who has the code reads the name; the store has neither the code nor the lookup id nor the name', async () => {
	for (const name of ['Grace', 'نور الهدى', 'María José Ñandú', 'x'.repeat(254)]) {
		const { code, invite } = createInvite(name, 0);
		const { lookup, name: opened } = await open(code.toLowerCase(), invite.sealed);
		expect(opened).toBe(name);
		expect(invite.sealed).toHaveLength(INVITE_SEALED_BYTES);
		expect(invite.sealed[0]).toBe(INVITE_VERSION);
		expect(invite.lookupHash).toBe(tokenHash(Buffer.from(lookup).toString('base64url')));
		const kept = Buffer.concat([invite.sealed, Buffer.from(invite.lookupHash)]);
		for (const secret of [Buffer.from(lookup), Buffer.from(name), Buffer.from(code)])
			expect(kept.includes(secret)).toBe(false);
	}
});

test('a sealed name that was touched, or belongs to another code, does not open', async () => {
	const [one, two] = [createInvite('Grace', 0), createInvite('Ada', 0)];
	await expect(open(one.code, two.invite.sealed)).rejects.toThrow();
	for (const at of [1, 20, INVITE_SEALED_BYTES - 1]) {
		const touched = Uint8Array.from(one.invite.sealed);
		touched[at] = (touched[at] ?? 0) ^ 1;
		await expect(open(one.code, touched)).rejects.toThrow();
	}
});

const FROZEN = {
	code: '040G-2081-040G-2081-040G-2081-NC',
	sealed:
		'AQICAgICAgICAgICAmXgO7gz8gq0ZsKTTBplpLdSu9gyKTtsxNDHh7ptp0ssf9NEkXX2cLNC48Sb1mjco2YEafAxitEw1_Rey5JutlyX0QlGZhR2E74fPgqxPY5YZBl3r8p86wfNUjTvKBDSgR_ZEECUlqex3ELFNhjrCkSPoQPyqYC0DIW5aQxVyfh-8Re7NEqrA3tIdWfm_y3VPYkHoOuAYcVRUIhGSxkMaRaT0huYYe0iYOVzKchmi3iQxIdrDBFKiEEjfmxs0qvWbnZWO3al0UAusV2O-NtpLIa1M9JaVo4kaC4RAG3-odzNbUIpikmXS_6qLaTnijzvLTriMAWZfaLCU6JynH2O2ZUDzybPFKKuCf__b3vMiVAX',
};

test('opens for ever: an invite made by the first version', async () => {
	const sealed = Buffer.from(FROZEN.sealed, 'base64url');
	expect((await open(FROZEN.code, sealed)).name).toBe('Rosebay');
	let fill = 0;
	const made = createInvite('Rosebay', 0, (bytes) => new Uint8Array(bytes).fill((fill += 1)));
	expect({ code: made.code, sealed: Buffer.from(made.invite.sealed).toString('base64url') }).toEqual(FROZEN);
});
