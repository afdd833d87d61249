/**
 * What {@link VaultGuards} does to the slots, each as the next page to be written. It is the same for main and for a
 * decoy, step for step: whoever watches one cannot tell it from the other.
 */
import {
	base64urlToBytes,
	bytesToBase64url,
	bytesToKey,
	concatBytes,
	KEY_BYTES,
	sha256,
	utf8,
	type Argon2Params,
	type SecretKey,
} from '$platform/crypto';
import { failed, ok, type Result } from '$protocol/result';
import * as compartments from './compartments';
import type { GuardError, Guards, PasskeyFactor, PasskeyNeeded } from './contract';
import {
	masterOf,
	MOST_CREDENTIAL_BYTES,
	SLOT_KINDS,
	type Compartment,
	type FoundSlot,
	type OpenSlot,
} from './slots';
import type { SlotsPage } from './slots-format';

/** An open compartment and the slot that the secret just given opened. */
export interface Held {
	page: SlotsPage;
	own: OpenSlot;
	master: SecretKey;
}

export interface Guarded {
	page: SlotsPage;
	/** Besides: its rows must be there before the page is written. */
	begin?: Compartment;
	/** Besides: its rows are nobody's once the page is written. */
	forget?: Compartment;
	/** How what is open is opened from now on. */
	own?: OpenSlot;
}

type Change<E extends { type: string } = never> = Promise<Result<Guarded, E>>;

export async function guardsOf(page: SlotsPage, own: OpenSlot): Promise<Guards> {
	const { alive } = await compartments.notesOf(page, own);
	return {
		second: alive.second !== null,
		wipe: alive.second !== null && alive.wipe !== null,
		passkey: own.passkey !== null,
	};
}

const work = ({ memory, iterations }: Argon2Params) => memory * iterations;

/**
 * Another secret. Stronger parameters come with it where only main's slot hangs on the old ones: a decoy cannot know
 * what else does, and main with a decoy would need the other secrets. Measured all the same, so that it takes as long.
 */
export async function changeSecret(
	{ page, own }: Held,
	next: string,
	measure: () => Promise<Argon2Params>,
): Change<GuardError> {
	const params = await measure();
	const master = await masterOf(next, page);
	if (await compartments.isTaken(page, own, master)) return failed({ type: 'SameSecret' });
	const { alive } = await compartments.notesOf(page, own);
	const alone = own.kind === SLOT_KINDS.main && !alive.second;
	if (!alone || work(params) <= work(page.params))
		return ok({ page: await compartments.withSlot(page, master, own) });
	const stronger = { ...page, params };
	return ok({ page: await compartments.withSlot(stronger, await masterOf(next, stronger), own) });
}

export async function setSecond({ page, own }: Held, secret: string): Change<GuardError> {
	const { kept, alive } = await compartments.notesOf(page, own);
	const master = await masterOf(secret, page);
	if (await compartments.isTaken(page, own, master, alive.second?.slot))
		return failed({ type: 'SameSecret' });
	const second = kept.second ?? compartments.newCompartment();
	const next = await compartments.withSecond(page, own, master, second);
	return ok(kept.second ? { page: next } : { page: next, begin: second });
}

export async function dropSecond({ page, own }: Held): Change {
	const { kept } = await compartments.notesOf(page, own);
	const next = await compartments.withoutSecond(page, own);
	return ok(kept.second ? { page: next, forget: kept.second } : { page: next });
}

export async function setWipe({ page, own }: Held, secret: string): Change<GuardError> {
	const { alive } = await compartments.notesOf(page, own);
	if (!alive.second) return failed({ type: 'NoSecond' });
	const master = await masterOf(secret, page);
	if (await compartments.isTaken(page, own, master, alive.wipe?.slot)) return failed({ type: 'SameSecret' });
	return ok({ page: await compartments.withWipe(page, own, master, alive.second) });
}

export async function dropWipe({ page, own }: Held): Change {
	return ok({ page: await compartments.withoutWipe(page, own) });
}

export async function setPasskey(
	{ page, own, master }: Held,
	factor: PasskeyFactor,
): Change<{ type: 'PasskeyUnfit' }> {
	const credential = base64urlToBytes(factor.credential);
	const secret = passkeyFrom(factor.secret);
	if (!credential || credential.length > MOST_CREDENTIAL_BYTES || !secret)
		return failed({ type: 'PasskeyUnfit' });
	const next = { ...own, passkey: { credential, secret } };
	return ok({ page: await compartments.withSlot(page, master, next), own: next });
}

export async function dropPasskey({ page, own, master }: Held): Change {
	const next = { ...own, passkey: null };
	return ok({ page: await compartments.withSlot(page, master, next), own: next });
}

/** What a passkey gave, as a key; `undefined` when it is none. */
export function passkeyFrom(text: string): SecretKey | undefined {
	const bytes = base64urlToBytes(text);
	return bytes?.length === KEY_BYTES ? bytesToKey(bytes) : undefined;
}

/** Public, and the same for ever: the passkey must give the same secret after every change of the other one. */
export const passkeySalt = async ({ salt }: SlotsPage): Promise<string> =>
	bytesToBase64url(await sha256(concatBytes(utf8('rosebay vault 2 passkey salt'), salt)));

export const passkeyNeeded = async (page: SlotsPage, { wanted }: FoundSlot): Promise<PasskeyNeeded> => ({
	type: 'PasskeyNeeded',
	credential: bytesToBase64url(wanted?.credential ?? new Uint8Array()),
	salt: await passkeySalt(page),
});
