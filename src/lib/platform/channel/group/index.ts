/**
 * A conversation's MLS group (RFC 9420), and the only folder that knows the library behind it (ts-mls, pinned, unaudited),
 * so that another can take its place. Bytes in, bytes out; no storage, no network, no meaning of messages.
 *
 * Every function takes the state as bytes and gives new bytes back, and leaves the old ones whole: whoever saves decides
 * which of them lives. The library's working copy is wiped afterwards, used-up keys with it.
 *
 * Rules held here because the library breaks without them: at most {@link MAX_MEMBERS} members, and one change of one
 * kind in a commit (with an Add and a Remove in one, or five leaves, members of ts-mls 1.6.4 come to disagree).
 * Only pinned keys may be members; no standing proposals, no external commits, no re-initialisation.
 */
export {
	createIdentity,
	createKeyPackage,
	keyHash,
	keyPackageOwner,
	type Identity,
	type OwnKeyPackage,
} from './key-package';
export { MAX_MEMBERS, type GroupState } from './library';
export { commitMid, epochOf, exportSecret, groupIdOf, members } from './looking';
export {
	addMember,
	commitEmpty,
	createGroup,
	encrypt,
	isGoodKeyPackage,
	joinGroup,
	removeMember,
	type AddError,
	type JoinError,
	type PendingCommit,
} from './making';
export { epochOfMessage, receive, type Received } from './receiving';
