/** What a state tells, and what is derived from it. */
import { mlsExporter } from 'ts-mls';
import { bytesToBase64url, utf8, type Bytes } from '$platform/crypto';
import { memberKeys, own, suite, withState, type GroupState } from './library';

/** A secret both sides derive and nobody else can (RFC 9420, section 8.5). */
export const exportSecret = (
	state: GroupState,
	label: string,
	context: Uint8Array,
	length: number,
): Promise<Bytes> =>
	withState(state, [], async (working) =>
		own(await mlsExporter(working.keySchedule.exporterSecret, label, context, length, suite)),
	);

/** Where a commit of this epoch must be put: the same place whoever makes it, so that only the first one counts. */
export async function commitMid(state: GroupState): Promise<string> {
	return bytesToBase64url(
		await exportSecret(state, 'rosebay commit', utf8(String(await epochOf(state))), 32),
	);
}

export const epochOf = (state: GroupState): Promise<bigint> =>
	withState(state, [], (working) => Promise.resolve(working.groupContext.epoch));

/** The signature keys of all members, oneself included, in the order of the tree. */
export const members = (state: GroupState): Promise<Bytes[]> =>
	withState(state, [], (working) => Promise.resolve(memberKeys(working)));

/** The group's own id, the same for as long as it lives. */
export const groupIdOf = (state: GroupState): Promise<Bytes> =>
	withState(state, [], (working) => Promise.resolve(own(working.groupContext.groupId)));
