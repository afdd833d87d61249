/** What the files of this room share of the library: its suite, whom it trusts, and a working copy that is wiped. */
import {
	decodeGroupState,
	decodeMlsMessage,
	defaultKeyPackageEqualityConfig,
	defaultKeyRetentionConfig,
	encodeGroupState,
	type Capabilities,
	type ClientConfig,
	type ClientState,
	type Credential,
} from 'ts-mls';
import { constantTimeEqual, type Bytes } from '$platform/crypto';
import { createMlsSuite, MLS_SUITE } from '$platform/crypto/mls-provider';

export const MAX_MEMBERS = 4;
/** Seconds a key package is good for, and the slip of a clock that is forgiven. */
export const KEY_PACKAGE_LIFE = 86_400n;
export const CLOCK_SLIP = 3_600n;

declare const brand: unique symbol;
/** Everything one member knows of a group. Secret. A second living copy makes the other side drop messages. */
export type GroupState = Bytes & { readonly [brand]: 'GroupState' };

export const suite = createMlsSuite();
export const capabilities: Capabilities = {
	versions: ['mls10'],
	ciphersuites: [MLS_SUITE],
	extensions: [],
	proposals: [],
	credentials: ['basic'],
};

export const own = (bytes: Uint8Array): Bytes => new Uint8Array(bytes);
export const ownState = (state: ClientState): GroupState => own(encodeGroupState(state)) as GroupState;
export const credential = (publicKey: Uint8Array): Credential => ({
	credentialType: 'basic',
	identity: publicKey,
});

/**
 * Only keys that were checked in pairing, and a credential that claims nothing but its own key.
 * @param refused told when one is not so
 */
export const pinnedOnly = (
	pinned: readonly Uint8Array[],
	refused: () => void = () => undefined,
): ClientConfig => ({
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

export const isAmong = (keys: readonly Uint8Array[], key: Uint8Array): boolean =>
	keys.some((one) => constantTimeEqual(one, key));

/** Run `use` on a working copy of the state, and wipe that copy whatever happens. The given bytes stay whole. */
export async function withState<T>(
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

export const memberKeys = (state: ClientState): Bytes[] =>
	state.ratchetTree.flatMap((node) => (node?.nodeType === 'leaf' ? [own(node.leaf.signaturePublicKey)] : []));

/** One MLSMessage and nothing after it, or null. The library throws on some bytes and returns undefined on others. */
export function decodeWhole(bytes: Uint8Array) {
	try {
		const decoded = decodeMlsMessage(own(bytes), 0);
		return decoded?.[1] === bytes.length ? decoded[0] : null;
	} catch {
		return null;
	}
}
