/**
 * Coming back into a group with new keys: commits were missed for so long that the relay has them no more, or the MLS
 * state is not on this device (it is never in a copy of the vault). Who is stuck puts a request into the log, and whoever
 * of the others is first commits Remove, then in a second commit Add, and puts the welcome there. Both lie in the log's
 * own envelope alone, since there are no common MLS keys to say it under:
 *
 *   request = 0x11 | MLS key package, which the key signs that everybody here has pinned
 *   welcome = 0x12 | MLS welcome
 *
 * Refused: a key that is not pinned or not a member's, a key package older than 24 hours or for longer, one that was used
 * before, and everything in a conversation that is closed. What was not delivered goes out again once under the new keys;
 * a message that is there already is known by its id.
 */
import { bytesToBase64url, sha256, type Bytes } from '$platform/crypto';
import { CONTENT, marked } from './content';
import { identityOf, text } from './core';
import type { Draft } from './draft';
import { bytesOf } from './envelope';
import {
	addMember,
	createKeyPackage,
	epochOf,
	groupIdOf,
	isGoodKeyPackage,
	joinGroup,
	keyPackageOwner,
	members,
	removeMember,
	type GroupState,
} from './group';
import { mustWait } from './people/moving';
import type { Plan } from './plans';

/** A message of an epoch to come stands here for so long without its commit: the commit will not come. */
const STUCK_MS = 600_000;
/** A key package is good for 24 hours; ask again a little before. */
const ASK_AGAIN_MS = 23 * 3_600_000;
/** Used requests that are remembered; they are void after a day in any case. */
const REMEMBERED = 32;

/** Whether new keys are to be asked for (again). */
export function rejoinDue(draft: Draft): boolean {
	const { state, stuckSince, joining } = draft.group;
	if (draft.conversation.state !== 'open') return false;
	if (joining !== null) return Math.abs(draft.core.relay.now() - joining.at) > ASK_AGAIN_MS;
	return state === '' || (stuckSince !== null && draft.core.now() - stuckSince > STUCK_MS);
}

/** Put a request into the log. Until the welcome comes nothing is sealed. */
export async function askIn(draft: Draft): Promise<void> {
	const identity = identityOf(draft.core.store);
	if (identity === null) return;
	const at = draft.core.relay.now();
	const made = await createKeyPackage(identity, at);
	const joining = { public: text(made.public), secret: text(made.secret), at };
	draft.dropCommit();
	draft.group = { ...draft.group, joining, returning: null };
	await draft.queue(marked(CONTENT.rejoin, made.public));
}

/** Somebody asks to be let in again. */
export async function asked(draft: Draft, _mid: string, content: Bytes): Promise<void> {
	const keyPackage = content.slice(1);
	const owner = keyPackageOwner(keyPackage);
	const key = owner === null ? '' : text(owner);
	const known = draft.others().some((one) => one.key === key) && draft.group.pinned.includes(key);
	const hash = text(await sha256(keyPackage));
	const good = known && (await isGoodKeyPackage(keyPackage, draft.core.relay.now()));
	if (!good || draft.group.rejoined.includes(hash)) {
		draft.unreadable();
		return;
	}
	// Both are stuck: one of the two has to be the one who stays.
	if (draft.group.joining !== null) {
		if (draft.group.state === '' || draft.own > key) return;
		draft.group = { ...draft.group, joining: null };
	}
	const rejoined = [...draft.group.rejoined, hash].slice(-REMEMBERED);
	draft.group = { ...draft.group, rejoined, returning: { key, keyPackage: text(keyPackage), out: false } };
}

/** Remove, and in the next epoch Add: one kind of change a commit. */
export const lettingIn: Plan = async (draft) => {
	const { returning } = draft.group;
	if (returning === null || mustWait(draft)) return null;
	const keyPackage = bytesOf(returning.keyPackage);
	const added = returning.out
		? await addMember(draft.state, keyPackage, draft.pinned, draft.core.relay.now())
		: null;
	if (added?.ok === true) {
		const { commit, next, welcome } = added.value;
		return { commit, next, then: { do: 'welcome', welcome: text(welcome) } };
	}
	if (added !== null) return null;
	return removeMember(draft.state, bytesOf(returning.key), draft.pinned);
};

/** After each new epoch: whether they are out by now, or in again. */
export async function followReturning(draft: Draft): Promise<void> {
	const { returning } = draft.group;
	if (returning === null) return;
	const there = (await members(draft.state)).some((key) => text(key) === returning.key);
	if (!there) draft.group = { ...draft.group, returning: { ...returning, out: true } };
	else if (returning.out) {
		draft.group = { ...draft.group, returning: null };
		await draft.sayAgain();
	}
}

/** The way back in. */
export async function welcomed(draft: Draft, _mid: string, content: Bytes): Promise<void> {
	const { joining, state, pinned } = draft.group;
	const identity = identityOf(draft.core.store);
	if (joining === null || identity === null) return;
	const made = { public: bytesOf(joining.public), secret: bytesOf(joining.secret) };
	const joined = await joinGroup(content.slice(1), made, identity, pinned.map(bytesOf));
	if (!joined.ok || (state !== '' && !(await sameGroup(bytesOf(state) as GroupState, joined.value)))) {
		draft.unreadable();
		return;
	}
	draft.dropCommit();
	draft.group = {
		...draft.group,
		state: text(joined.value),
		from: Number(await epochOf(joined.value)),
		held: [],
		joining: null,
		stuckSince: null,
		ownCommits: 0,
		sinceCommit: 0,
		lastCommitAt: draft.core.now(),
	};
	await draft.sayAgain();
}

const sameGroup = async (one: GroupState, other: GroupState): Promise<boolean> =>
	bytesToBase64url(await groupIdOf(one)) === bytesToBase64url(await groupIdOf(other));
