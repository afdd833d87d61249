/**
 * One try at opening, from the counted try to the slots as they lie afterwards. Whatever the secret opens, or nothing:
 * the same slots are tried, one slot is sealed, and both pages are written. So neither the time nor the writes tell main
 * from the decoy, a wipe from an opening, or a wrong secret from any of them.
 */
import { randomKey, type SecretKey } from '$platform/crypto';
import { upgraded, wiped } from './compartments';
import {
	openSlots,
	sealSlot,
	seniorOf,
	SLOT_KINDS,
	withPasskey,
	type FoundSlot,
	type OpenSlot,
} from './slots';
import type { SlotsFile } from './slots-file';
import { SLOTS_VERSION, type SlotsPage } from './slots-format';

export type Outcome =
	| { type: 'open'; own: OpenSlot }
	/** Right, but not without its passkey. */
	| { type: 'passkey'; found: FoundSlot }
	| { type: 'wrong' };

export interface Try {
	/** From Argon2id. */
	master: SecretKey;
	/** What a passkey gave, if one was asked. */
	passkey: SecretKey | undefined;
	/** What may be opened by this try; everything else is a wrong secret. */
	accepts: (found: FoundSlot) => boolean;
}

/** @param page as it lies on disk, with this try already counted */
export async function tryOpening(
	file: Pick<SlotsFile, 'replace'>,
	page: SlotsPage,
	{ master, passkey, accepts }: Try,
): Promise<{ page: SlotsPage; outcome: Outcome }> {
	const found = seniorOf((await openSlots(page, master)).filter(accepts));
	const own = found && (await withPasskey(page, master, found, passkey));
	const outcome: Outcome = own
		? { type: 'open', own }
		: found
			? { type: 'passkey', found }
			: { type: 'wrong' };
	const after = await afterwards(page, master, own);
	const counters =
		outcome.type === 'open'
			? { tries: 0, waitLeft: 0 }
			: outcome.type === 'passkey'
				? { tries: page.tries - 1, waitLeft: 0 }
				: { tries: page.tries, waitLeft: page.waitLeft };
	return { page: await file.replace({ ...after, ...counters }), outcome };
}

async function afterwards(
	page: SlotsPage,
	master: SecretKey,
	own: OpenSlot | null | undefined,
): Promise<SlotsPage> {
	if (own?.kind === SLOT_KINDS.wipe) return wiped(page, master, own);
	if (own && page.version !== SLOTS_VERSION) return upgraded(page, master, own);
	await sealSlot(page, master, NOBODY);
	return page;
}

/** Sealed and thrown away, because a wipe seals a slot too. */
const NOBODY: OpenSlot = {
	kind: SLOT_KINDS.second,
	order: [0, 1, 2, 3],
	target: 0,
	id: new Uint8Array(16),
	key: randomKey(),
	passkey: null,
};
