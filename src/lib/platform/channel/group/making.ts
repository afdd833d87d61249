/** Making a group, entering one, and changing who is in it. */
import {
	createCommit,
	createApplicationMessage,
	createGroup as createMlsGroup,
	emptyPskIndex,
	encodeMlsMessage,
	joinGroup as joinMlsGroup,
	type Proposal,
} from 'ts-mls';
import { constantTimeEqual, type Bytes } from '$platform/crypto';
import { failed, ok, type Result } from '$protocol/result';
import {
	createIdentity,
	createKeyPackage,
	decodeKeyPackage,
	isFresh,
	privateOf,
	type Identity,
	type OwnKeyPackage,
} from './key-package';
import {
	decodeWhole,
	MAX_MEMBERS,
	memberKeys,
	own,
	ownState,
	pinnedOnly,
	suite,
	withState,
	type GroupState,
} from './library';
import { members } from './looking';

export type JoinError =
	/** Bytes that are no welcome, or not for this key package. */
	| { type: 'Unreadable' }
	/** A member whose key is not pinned, a signature that does not fit, or more than four members. */
	| { type: 'Untrusted' };
export type AddError =
	{ type: 'Unreadable' } | { type: 'Untrusted' } | { type: 'Expired' } | { type: 'Full' };

/** A group of one. `id` is 16 random bytes. */
export async function createGroup(identity: Identity, id: Uint8Array, now: number): Promise<GroupState> {
	const made = await createKeyPackage(identity, now);
	const keyPackage = decodeKeyPackage(made.public);
	if (keyPackage === null) throw new TypeError('Not a key package');
	const config = pinnedOnly([identity.publicKey]);
	return ownState(await createMlsGroup(id, keyPackage, privateOf(made, identity), [], suite, config));
}

/** Enter a group. Every member of it must be pinned, or nothing is entered. */
export async function joinGroup(
	welcome: Uint8Array,
	made: OwnKeyPackage,
	identity: Identity,
	pinned: readonly Uint8Array[],
): Promise<Result<GroupState, JoinError>> {
	const message = decodeWhole(welcome);
	const keyPackage = decodeKeyPackage(made.public);
	if (message?.wireformat !== 'mls_welcome' || keyPackage === null) return failed({ type: 'Unreadable' });
	if (!message.welcome.secrets.some((one) => one.newMember.length > 0)) return failed({ type: 'Unreadable' });
	const config = pinnedOnly([identity.publicKey, ...pinned]);
	try {
		const secret = privateOf(made, identity);
		const joined = await joinMlsGroup(
			message.welcome,
			keyPackage,
			secret,
			emptyPskIndex,
			suite,
			undefined,
			undefined,
			config,
		);
		if (memberKeys(joined).length > MAX_MEMBERS) return failed({ type: 'Untrusted' });
		return ok(ownState(joined));
	} catch (error) {
		const forged =
			error instanceof Error &&
			(error.name === 'ValidationError' || error.name === 'CryptoVerificationError');
		return failed({ type: forged ? 'Untrusted' : 'Unreadable' });
	}
}

/** A commit that is not merged yet: `next` becomes the state only when the relay has taken `commit`. */
export interface PendingCommit {
	commit: Bytes;
	next: GroupState;
}

const pendingCommit = (state: GroupState, pinned: readonly Uint8Array[], changes: readonly Proposal[]) =>
	withState(state, pinned, async (working, consumed) => {
		if (changes.length > 1) throw new RangeError('One change a commit');
		const made = await createCommit(
			{ state: working, cipherSuite: suite },
			{ extraProposals: [...changes], ratchetTreeExtension: true },
		);
		const next = ownState(made.newState);
		const pending = { commit: own(encodeMlsMessage(made.commit)), next, welcome: made.welcome };
		consumed(made.consumed);
		return pending;
	});

/** Fresh keys for everybody and no change of members, so that a key stolen earlier reads nothing from here on. */
export async function commitEmpty(state: GroupState, pinned: readonly Uint8Array[]): Promise<PendingCommit> {
	const { commit, next } = await pendingCommit(state, pinned, []);
	return { commit, next };
}

/**
 * Add the owner of a key package, whose key must be among `pinned`.
 * @param now milliseconds, for the package's 24 hours
 */
export async function addMember(
	state: GroupState,
	keyPackageBytes: Uint8Array,
	pinned: readonly Uint8Array[],
	now: number,
): Promise<Result<PendingCommit & { welcome: Bytes }, AddError>> {
	const keyPackage = decodeKeyPackage(keyPackageBytes);
	if (keyPackage === null) return failed({ type: 'Unreadable' });
	if (!isFresh(keyPackage, now)) return failed({ type: 'Expired' });
	if ((await members(state)).length >= MAX_MEMBERS) return failed({ type: 'Full' });
	try {
		const made = await pendingCommit(state, pinned, [{ proposalType: 'add', add: { keyPackage } }]);
		if (made.welcome === undefined) throw new TypeError('An Add without a welcome');
		const welcome = encodeMlsMessage({ version: 'mls10', wireformat: 'mls_welcome', welcome: made.welcome });
		return ok({ commit: made.commit, next: made.next, welcome: own(welcome) });
	} catch (error) {
		if (error instanceof TypeError || error instanceof RangeError) throw error;
		return failed({ type: 'Untrusted' });
	}
}

/** Remove a member by key; that member reads nothing that is sent afterwards. Null when no such member is there. */
export async function removeMember(
	state: GroupState,
	publicKey: Uint8Array,
	pinned: readonly Uint8Array[],
): Promise<PendingCommit | null> {
	const leaf = await leafOf(state, publicKey);
	if (leaf === null) return null;
	const { commit, next } = await pendingCommit(state, pinned, [
		{ proposalType: 'remove', remove: { removed: leaf } },
	]);
	return { commit, next };
}

const leafOf = (state: GroupState, publicKey: Uint8Array) =>
	withState(state, [], (working) => {
		const node = working.ratchetTree.findIndex(
			(one) => one?.nodeType === 'leaf' && constantTimeEqual(one.leaf.signaturePublicKey, publicKey),
		);
		return Promise.resolve(node < 0 ? null : node / 2);
	});

/** Seal one message for the group. The new state must be on disk before the message is sent. */
export const encrypt = (
	state: GroupState,
	bytes: Uint8Array,
): Promise<{ state: GroupState; message: Bytes }> =>
	withState(state, [], async (working, consumed) => {
		const made = await createApplicationMessage(working, bytes, suite);
		const message = encodeMlsMessage({
			version: 'mls10',
			wireformat: 'mls_private_message',
			privateMessage: made.privateMessage,
		});
		const next = { state: ownState(made.newState), message: own(message) };
		consumed(made.consumed);
		return next;
	});

/**
 * Whether this key package was signed by the key it names, is of the last 24 hours, and may be acted upon.
 * {@link addMember} looks again.
 */
export async function isGoodKeyPackage(bytes: Uint8Array, now: number): Promise<boolean> {
	const keyPackage = decodeKeyPackage(bytes);
	if (keyPackage === null || !isFresh(keyPackage, now)) return false;
	// Tried on a group that nobody is in: the library has no check of its own to call.
	const alone = await createIdentity();
	const owner = own(keyPackage.leafNode.signaturePublicKey);
	const group = await createGroup(alone, new Uint8Array(16), now);
	return (await addMember(group, bytes, [alone.publicKey, owner], now)).ok;
}
