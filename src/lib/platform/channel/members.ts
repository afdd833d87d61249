/** Who is in a conversation, and the digits that stand for all of them. */
import { bytesToBase64url, concatBytes, sha256, utf8, type Bytes } from '$platform/crypto';
import { identityOf } from './core';
import { bytesOf } from './envelope';
import { groupIdOf, members, type GroupState } from './group';
import type { ConversationRecord, GroupRecord, MemberRecord } from './records';
import type { Store } from './store';

/** Slot of who opened the conversation, and of the one who joined it first. */
export const WORKER_SLOT = 0;
export const PHONE_SLOT = 1;

/**
 * All others, also those who have gone. In a record from before they were kept there is exactly one, the one with whom
 * the digits were compared.
 */
export function membersOf(
	store: Store,
	conversation: ConversationRecord,
	group: GroupRecord | undefined,
): MemberRecord[] {
	if (conversation.members.length > 0 || group === undefined) return conversation.members;
	const mine = identityOf(store)?.publicKey;
	const own = mine === undefined ? '' : bytesToBase64url(mine);
	return group.pinned
		.filter((key) => key !== own)
		.map((key) => ({
			key,
			name: conversation.name,
			role: group.slot === WORKER_SLOT ? ('survivor' as const) : ('worker' as const),
			sure: 'compared' as const,
			since: conversation.startedAt,
			gone: false,
		}));
}

/** A new member of whom nothing else is known. People who come properly are introduced before (people/). */
export const unnamed = (key: string, since: string): MemberRecord => ({
	key,
	name: '',
	role: 'worker',
	sure: 'introduced',
	since,
	gone: false,
});

const GROUPS = 6;
const DIGITS = 5;

/** Thirty digits over the group's id and the keys of all who are in it: the same for each of them, whatever the epoch. */
export async function safetyDigits(state: GroupState): Promise<string> {
	const keys = (await members(state)).map((key) => bytesToBase64url(key)).sort();
	return digitsOver(await groupIdOf(state), keys.map(bytesOf));
}

/** @param keys 32 bytes each, sorted by their base64url */
export async function digitsOver(group: Bytes, keys: readonly Bytes[]): Promise<string> {
	const hash = await sha256(
		concatBytes(utf8('rosebay safety v1'), Uint8Array.of(group.length, keys.length), group, ...keys),
	);
	const view = new DataView(hash.buffer, hash.byteOffset);
	return Array.from({ length: GROUPS }, (_, at) => {
		const part = view.getUint8(at * DIGITS) * 2 ** 32 + view.getUint32(at * DIGITS + 1);
		return String(part % 10 ** DIGITS).padStart(DIGITS, '0');
	}).join('');
}
