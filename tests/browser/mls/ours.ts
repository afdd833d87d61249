/**
 * Our side. State, keys, messages and the exporter are the channel's own (group.ts), over its own provider. But nobody of
 * Wire's library can be in a group under group.ts's rules, so what makes and takes commits stands here once more. It
 * differs from group.ts in three things and must not in others:
 *
 * - A credential claims a name, whose key is pinned. In group.ts it claims nothing but the key itself.
 * - A leaf says that it knows X.509 credentials, because Wire's groups ask it of everybody.
 * - A commit travels as a PublicMessage, because Wire's groups refuse encrypted ones. In group.ts it is always encrypted.
 */
import {
	createCommit,
	createGroup,
	decodeGroupState,
	decodeMlsMessage,
	defaultKeyPackageEqualityConfig,
	defaultKeyRetentionConfig,
	defaultLifetimeConfig,
	defaultPaddingConfig,
	emptyPskIndex,
	encodeGroupState,
	encodeMlsMessage,
	generateKeyPackageWithKey,
	joinGroup,
	processMessage,
	type ClientConfig,
	type ClientState,
	type MlsPublicMessage,
	type Proposal,
} from 'ts-mls';
import {
	createIdentity,
	encrypt,
	epochOf,
	exportSecret,
	members,
	receive,
	type GroupState,
} from '$platform/channel/group';
import { bytesToBase64url, constantTimeEqual, utf8, utf8ToText, type Bytes } from '$platform/crypto';
import { createMlsSuite, MLS_SUITE } from '$platform/crypto/mls-provider';
import { EXPORTER, own, type Heard, type Party, type Pins } from './party';

const suite = createMlsSuite();

/** A {@link Party} that shows its state, for trying group.ts's own rules on it. */
export type OurParty = Party & { state(): GroupState };

export async function ours(name: string, pins: Pins): Promise<OurParty> {
	const identity = await createIdentity();
	pins.set(name, identity.publicKey);
	const made = await newPackage(name, identity.publicKey, identity.secretKey);
	const clientConfig: ClientConfig = {
		keyRetentionConfig: defaultKeyRetentionConfig,
		keyPackageEqualityConfig: defaultKeyPackageEqualityConfig,
		lifetimeConfig: defaultLifetimeConfig,
		paddingConfig: defaultPaddingConfig,
		authService: {
			async validateCredential(claimed, key) {
				const pinned = claimed.credentialType === 'basic' && pins.get(utf8ToText(claimed.identity));
				return pinned instanceof Uint8Array && constantTimeEqual(pinned, key);
			},
		},
	};
	const nameOf = (key: Uint8Array): string =>
		[...pins].find(([, pinned]) => constantTimeEqual(pinned, key))?.[0] ?? 'nobody';

	let kept: GroupState | null = null;
	const state = (): GroupState => {
		if (kept === null) throw new Error(`${name} is in no group`);
		return kept;
	};
	const working = (): ClientState => {
		const decoded = decodeGroupState(own(state()), 0)?.[0];
		if (decoded === undefined) throw new Error('Not a group state');
		return { ...decoded, clientConfig };
	};
	const keep = (next: ClientState): void => {
		kept = own(encodeGroupState(next)) as GroupState;
	};
	const names = async () => (await members(state())).map(nameOf);

	const commit = async (...extraProposals: Proposal[]) => {
		const done = await createCommit(
			{ state: working(), cipherSuite: suite },
			{ extraProposals, ratchetTreeExtension: true, wireAsPublicMessage: true },
		);
		keep(done.newState);
		return { commit: own(encodeMlsMessage(done.commit)), welcome: done.welcome };
	};

	const follow = async (message: MlsPublicMessage): Promise<Heard> => {
		const { sender } = message.publicMessage.content;
		const leaf = sender.senderType === 'member' && working().ratchetTree[sender.leafIndex * 2];
		const { newState } = await processMessage(message, working(), emptyPskIndex, () => 'accept', suite);
		if (newState.groupActiveState.kind === 'removedFromGroup') return { kind: 'removed' };
		keep(newState);
		const by = leaf && leaf.nodeType === 'leaf' ? nameOf(leaf.leaf.signaturePublicKey) : 'nobody';
		return { kind: 'commit', by };
	};

	return {
		name,
		state,
		keyPackage: async () =>
			own(
				encodeMlsMessage({
					version: 'mls10',
					wireformat: 'mls_key_package',
					keyPackage: made.publicPackage,
				}),
			),
		async found(group) {
			keep(await createGroup(group, made.publicPackage, made.privatePackage, [], suite, clientConfig));
		},
		async join(bytes) {
			const message = decoded(bytes);
			if (message.wireformat !== 'mls_welcome') throw new Error('Not a welcome');
			const { publicPackage, privatePackage } = made;
			const [tree, resumingFrom] = [undefined, undefined];
			keep(
				await joinGroup(
					message.welcome,
					publicPackage,
					privatePackage,
					emptyPskIndex,
					suite,
					tree,
					resumingFrom,
					clientConfig,
				),
			);
		},
		async add(keyPackage) {
			const message = decoded(keyPackage);
			if (message.wireformat !== 'mls_key_package') throw new Error('Not a key package');
			const done = await commit({ proposalType: 'add', add: { keyPackage: message.keyPackage } });
			if (done.welcome === undefined) throw new Error('An Add without a welcome');
			const welcome = encodeMlsMessage({
				version: 'mls10',
				wireformat: 'mls_welcome',
				welcome: done.welcome,
			});
			return { commit: done.commit, welcome: own(welcome) };
		},
		async remove(other) {
			const node = working().ratchetTree.findIndex(
				(one) => one?.nodeType === 'leaf' && nameOf(one.leaf.signaturePublicKey) === other,
			);
			if (node < 0) throw new Error(`${other} is not there`);
			return (await commit({ proposalType: 'remove', remove: { removed: node / 2 } })).commit;
		},
		refresh: async () => (await commit()).commit,
		async says(text) {
			const sent = await encrypt(state(), utf8(text));
			kept = sent.state;
			return sent.message;
		},
		async hears(bytes) {
			const message = decoded(bytes);
			if (message.wireformat === 'mls_public_message') return follow(message);
			const heard = await receive(state(), bytes, [...pins.values()]);
			if (heard.kind !== 'message') return { kind: 'refused', why: heard.kind };
			kept = heard.state;
			return { kind: 'message', text: utf8ToText(heard.bytes), by: nameOf(heard.by) };
		},
		secret: async () =>
			bytesToBase64url(await exportSecret(state(), EXPORTER.label, new Uint8Array(), EXPORTER.bytes)),
		epoch: () => epochOf(state()),
		members: async () => (await names()).sort(),
	};
}

/** One MLSMessage and nothing after it. */
function decoded(bytes: Bytes) {
	const message = decodeMlsMessage(bytes, 0);
	if (message?.[1] !== bytes.length) throw new Error('Not one whole MLS message');
	return message[0];
}

function newPackage(name: string, publicKey: Bytes, signKey: Bytes) {
	const seconds = BigInt(Math.floor(Date.now() / 1000));
	return generateKeyPackageWithKey(
		{ credentialType: 'basic', identity: utf8(name) },
		{
			versions: ['mls10'],
			ciphersuites: [MLS_SUITE],
			extensions: [],
			proposals: [],
			credentials: ['basic', 'x509'],
		},
		{ notBefore: seconds - 3_600n, notAfter: seconds + 86_400n },
		[],
		{ publicKey, signKey },
		suite,
	);
}
