/**
 * A conversation's MLS group (RFC 9420), and the only file that knows the library behind it (ts-mls, pinned, unaudited),
 * so that another can take its place. Bytes in, bytes out; no storage, no network, no meaning of messages.
 *
 * Every function takes the state as bytes and gives new bytes back, and leaves the old ones whole: whoever saves decides
 * which of them lives. The library's working copy is wiped afterwards, used-up keys with it.
 *
 * Rules held here because the library breaks without them: at most {@link MAX_MEMBERS} members, and one change of one
 * kind in a commit (with an Add and a Remove in one, or five leaves, members of ts-mls 1.6.4 come to disagree).
 * Only pinned keys may be members; no standing proposals, no external commits, no re-initialisation.
 */
import {
	createApplicationMessage,
	createCommit,
	createGroup as createMlsGroup,
	decodeGroupState,
	decodeMlsMessage,
	defaultKeyPackageEqualityConfig,
	defaultKeyRetentionConfig,
	emptyPskIndex,
	encodeGroupState,
	encodeMlsMessage,
	generateKeyPackageWithKey,
	joinGroup as joinMlsGroup,
	mlsExporter,
	processMessage,
	type Capabilities,
	type ClientConfig,
	type ClientState,
	type Credential,
	type IncomingMessageCallback,
	type KeyPackage,
	type Proposal,
} from 'ts-mls';
import { bytesToBase64url, concatBytes, constantTimeEqual, sha256, utf8, type Bytes } from '$platform/crypto';
import { createMlsSuite, MLS_SUITE } from '$platform/crypto/mls-provider';
import { failed, ok, type Result } from '$protocol/result';

export const MAX_MEMBERS = 4;
/** Seconds a key package is good for, and the slip of a clock that is forgiven. */
const KEY_PACKAGE_LIFE = 86_400n;
const CLOCK_SLIP = 3_600n;
const SECRET_BYTES = 32;

declare const brand: unique symbol;
/** Everything one member knows of a group. Secret. A second living copy makes the other side drop messages. */
export type GroupState = Bytes & { readonly [brand]: 'GroupState' };
/** 32 bytes of Ed25519 each. The public key is who somebody is in this channel; there are no names or accounts. */
export interface Identity {
	publicKey: Bytes;
	secretKey: Bytes;
}
/** `secret` must be destroyed once the group is joined. */
export interface OwnKeyPackage {
	public: Bytes;
	secret: Bytes;
}
export type JoinError =
	/** Bytes that are no welcome, or not for this key package. */
	| { type: 'Unreadable' }
	/** A member whose key is not pinned, a signature that does not fit, or more than four members. */
	| { type: 'Untrusted' };
export type AddError =
	{ type: 'Unreadable' } | { type: 'Untrusted' } | { type: 'Expired' } | { type: 'Full' };
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

const suite = createMlsSuite();
const capabilities: Capabilities = {
	versions: ['mls10'],
	ciphersuites: [MLS_SUITE],
	extensions: [],
	proposals: [],
	credentials: ['basic'],
};

const own = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);
const ownState = (state: ClientState): GroupState => own(encodeGroupState(state)) as GroupState;
const credential = (publicKey: Uint8Array): Credential => ({ credentialType: 'basic', identity: publicKey });

/**
 * Only keys that were checked in pairing, and a credential that claims nothing but its own key.
 * @param refused told when one is not so
 */
const pinnedOnly = (pinned: readonly Uint8Array[], refused: () => void = () => undefined): ClientConfig => ({
	keyRetentionConfig: defaultKeyRetentionConfig,
	keyPackageEqualityConfig: defaultKeyPackageEqualityConfig,
	// The outer envelope pads.
	paddingConfig: { kind: 'padUntilLength', padUntilLength: 0 },
	lifetimeConfig: { maximumTotalLifetime: KEY_PACKAGE_LIFE + CLOCK_SLIP, validateLifetimeOnReceive: false },
	authService: {
		validateCredential: (claimed, key) => {
			const fits =
				claimed.credentialType === 'basic' &&
				constantTimeEqual(claimed.identity, key) &&
				isAmong(pinned, key);
			if (!fits) refused();
			return Promise.resolve(fits);
		},
	},
});

const isAmong = (keys: readonly Uint8Array[], key: Uint8Array): boolean =>
	keys.some((one) => constantTimeEqual(one, key));

/** Run `use` on a working copy of the state, and wipe that copy whatever happens. The given bytes stay whole. */
async function withState<T>(
	state: GroupState,
	pinned: readonly Uint8Array[],
	use: (working: ClientState, consumed: (keys: readonly Uint8Array[]) => void) => Promise<T>,
): Promise<T> {
	const copy = own(state);
	const decoded = decodeGroupState(copy, 0)?.[0];
	if (decoded === undefined) throw new TypeError('Not a group state');
	const used: Uint8Array[] = [copy];
	try {
		return await use({ ...decoded, clientConfig: pinnedOnly(pinned) }, (keys) => used.push(...keys));
	} finally {
		for (const bytes of used) bytes.fill(0);
	}
}

const memberKeys = (state: ClientState): Bytes[] =>
	state.ratchetTree.flatMap((node) => (node?.nodeType === 'leaf' ? [own(node.leaf.signaturePublicKey)] : []));

export async function createIdentity(): Promise<Identity> {
	const { publicKey, signKey } = await suite.signature.keygen();
	return { publicKey: own(publicKey), secretKey: own(signKey) };
}

/** SHA-256 of a public key: what the QR code carries. */
export const keyHash = (publicKey: Uint8Array): Promise<Bytes> => sha256(publicKey);

/**
 * What is handed over to be added to a group, good for 24 hours.
 * @param now milliseconds; take the relay's clock where it is known, a phone's may be years off
 */
export async function createKeyPackage(identity: Identity, now: number): Promise<OwnKeyPackage> {
	const seconds = BigInt(Math.floor(now / 1000));
	const lifetime = { notBefore: seconds - CLOCK_SLIP, notAfter: seconds + KEY_PACKAGE_LIFE };
	const pair = { publicKey: identity.publicKey, signKey: identity.secretKey };
	const { publicPackage, privatePackage } = await generateKeyPackageWithKey(
		credential(identity.publicKey),
		capabilities,
		lifetime,
		[],
		pair,
		suite,
	);
	const message = encodeMlsMessage({
		version: 'mls10',
		wireformat: 'mls_key_package',
		keyPackage: publicPackage,
	});
	const secret = concatBytes(privatePackage.initPrivateKey, privatePackage.hpkePrivateKey);
	return { public: own(message), secret };
}

function decodeKeyPackage(bytes: Uint8Array): KeyPackage | null {
	const message = decodeWhole(bytes);
	return message?.wireformat === 'mls_key_package' ? message.keyPackage : null;
}

/** One MLSMessage and nothing after it, or null. The library throws on some bytes and returns undefined on others. */
function decodeWhole(bytes: Uint8Array) {
	try {
		const decoded = decodeMlsMessage(own(bytes), 0);
		return decoded?.[1] === bytes.length ? decoded[0] : null;
	} catch {
		return null;
	}
}

/** The signature key inside a key package. Nothing about it is checked yet; {@link addMember} does. */
export function keyPackageOwner(bytes: Uint8Array): Bytes | null {
	const keyPackage = decodeKeyPackage(bytes);
	return keyPackage === null ? null : own(keyPackage.leafNode.signaturePublicKey);
}

/** Of the last 24 hours, and for no longer. */
function isFresh(keyPackage: KeyPackage, now: number): boolean {
	const seconds = BigInt(Math.floor(now / 1000));
	const { notBefore, notAfter } = keyPackage.leafNode.lifetime;
	const tooLong = notAfter - notBefore > KEY_PACKAGE_LIFE + CLOCK_SLIP;
	return !tooLong && notBefore <= seconds && notAfter >= seconds;
}

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

/** A group of one. `id` is 16 random bytes. */
export async function createGroup(identity: Identity, id: Uint8Array, now: number): Promise<GroupState> {
	const made = await createKeyPackage(identity, now);
	const keyPackage = decodeKeyPackage(made.public);
	if (keyPackage === null) throw new TypeError('Not a key package');
	const config = pinnedOnly([identity.publicKey]);
	return ownState(await createMlsGroup(id, keyPackage, privateOf(made, identity), [], suite, config));
}

const privateOf = (made: OwnKeyPackage, identity: Identity) => ({
	initPrivateKey: made.secret.slice(0, SECRET_BYTES),
	hpkePrivateKey: made.secret.slice(SECRET_BYTES),
	signaturePrivateKey: own(identity.secretKey),
});

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
