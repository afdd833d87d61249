/** Opening whatever came, by the rules of this room. */
import { emptyPskIndex, processMessage, type IncomingMessageCallback } from 'ts-mls';
import { constantTimeEqual, type Bytes } from '$platform/crypto';
import {
	decodeWhole,
	isAmong,
	MAX_MEMBERS,
	memberKeys,
	own,
	ownState,
	pinnedOnly,
	suite,
	withState,
	type GroupState,
} from './library';

export type Received =
	/** `by`: the key of who signed it. */
	| { kind: 'message'; state: GroupState; bytes: Bytes; by: Bytes }
	/** The group moved on to its next epoch. */
	| { kind: 'commit'; state: GroupState; by: Bytes }
	/**
	 * A member signed it, and it brings in a key that is not pinned (or is signed with one): an unknown device, or
	 * somebody who holds a member's keys. Nobody outside the group can cause this.
	 */
	| { kind: 'foreign' }
	/** This member was removed by the commit; nothing more can be read. */
	| { kind: 'removed' }
	/** Of an epoch this member has not reached: keep it until the commit comes. */
	| { kind: 'future'; epoch: bigint }
	/** Was received before, or is a commit that lost: nothing is lost by ignoring it. */
	| { kind: 'stale' }
	/** Damaged, forged, from before joining, against the rules above, or too late. */
	| { kind: 'unreadable' };

/** One change of one kind, made by a member, that keeps the group small. Everything else is refused. */
const allowed =
	(membersNow: number, seen: Seen): IncomingMessageCallback =>
	(incoming) => {
		const fits =
			incoming.kind === 'commit' &&
			incoming.senderLeafIndex !== undefined &&
			incoming.proposals.length <= 1 &&
			incoming.proposals.every(
				({ proposal }) =>
					proposal.proposalType === 'remove' || (proposal.proposalType === 'add' && membersNow < MAX_MEMBERS),
			);
		seen.refused ||= !fits;
		return fits ? 'accept' : 'reject';
	};

interface Seen {
	/** A change that is against the rules. */
	refused: boolean;
	/** A key that is not pinned. */
	foreign: boolean;
	by: Bytes | null;
}

/** The library does not say who signed: its first valid signature is the message's own, made with a key of the tree. */
function noting(first: (key: Uint8Array) => void): typeof suite {
	const { signature } = suite;
	let noted = false;
	return {
		...suite,
		signature: {
			...signature,
			async verify(key, message, sealed) {
				const fits = await signature.verify(key, message, sealed);
				if (fits && !noted) first(key);
				noted = true;
				return fits;
			},
		},
	};
}

/** The epoch a private message says it is of; null when it is none. */
export function epochOfMessage(bytes: Uint8Array): number | null {
	const message = decodeWhole(bytes);
	return message?.wireformat === 'mls_private_message' ? Number(message.privateMessage.epoch) : null;
}

/** Open whatever came. Never throws for bad bytes; when it is not a message or a commit, the given state stands. */
export async function receive(
	state: GroupState,
	bytes: Uint8Array,
	pinned: readonly Uint8Array[],
): Promise<Received> {
	const message = decodeWhole(bytes);
	if (message?.wireformat !== 'mls_private_message') return { kind: 'unreadable' };
	const { epoch: theirs, contentType, groupId } = message.privateMessage;
	return withState(state, pinned, async (working, consumed): Promise<Received> => {
		const { epoch: ours, groupId: ourGroup } = working.groupContext;
		if (!constantTimeEqual(groupId, ourGroup)) return { kind: 'unreadable' };
		if (theirs > ours) return { kind: 'future', epoch: theirs };
		if (theirs < ours && contentType === 'commit') return { kind: 'stale' };
		const seen: Seen = { refused: false, foreign: false, by: null };
		const clientConfig = pinnedOnly(pinned, () => (seen.foreign = true));
		const listening = noting((key) => (seen.by = own(key)));
		try {
			const action = allowed(memberKeys(working).length, seen);
			const careful = { ...working, clientConfig };
			const result = await processMessage(message, careful, emptyPskIndex, action, listening);
			const { by } = seen;
			if (seen.refused || by === null) return { kind: 'unreadable' };
			// Of an earlier epoch, by somebody who has gone since: they have no say any more.
			if (!isAmong(pinned, by)) return { kind: theirs < ours ? 'stale' : 'foreign' };
			if (result.newState.groupActiveState.kind === 'removedFromGroup') return { kind: 'removed' };
			const next = ownState(result.newState);
			consumed(result.consumed);
			if (result.kind === 'applicationMessage')
				return { kind: 'message', state: next, bytes: own(result.message), by };
			return { kind: 'commit', state: next, by };
		} catch (error) {
			if (seen.by !== null && seen.foreign) return { kind: 'foreign' };
			// The library has no class for "this key was used": its words are pinned with its version, and tested.
			const replay = error instanceof Error && error.message === 'Desired gen in the past';
			return { kind: replay ? 'stale' : 'unreadable' };
		}
	});
}
