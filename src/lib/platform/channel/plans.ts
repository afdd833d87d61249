/**
 * Which commit a conversation is due, if any. The first plan that wants one has it; the others get their turn in a later
 * epoch. A plan looks at what is on disk and asks anew each time: a commit that lost against another one is forgotten,
 * and what wanted it must still want it.
 */
import type { Bytes } from '$platform/crypto';
import type { Draft } from './draft';
import { commitEmpty, type GroupState } from './group';
import { adding, removing } from './people/changes';
import { mustWait } from './people/moving';
import type { Then } from './records';
import { lettingIn } from './rejoin';

export interface Planned {
	commit: Bytes;
	next: GroupState;
	/** What is to be done once the relay has taken it. */
	then?: Then;
}
/** Null when nothing is due. Called with an open conversation and no commit pending. */
export type Plan = (draft: Draft) => Promise<Planned | null>;

/** Keys are refreshed after so many messages, or when a day has passed since and something was said. */
const COMMIT_MESSAGES = 50;
const COMMIT_MS = 86_400_000;
/** The other side remembers four epochs back; never run further ahead of one who does not answer. */
const COMMITS_UNANSWERED = 2;

const newKeys: Plan = async (draft) => {
	const { wantsCommit, sinceCommit, lastCommitAt, ownCommits } = draft.group;
	// Between a change of members and the move to a new log each log could take a commit of the same epoch.
	if (ownCommits >= COMMITS_UNANSWERED || mustWait(draft)) return null;
	const aDayLater = sinceCommit > 0 && draft.core.now() - lastCommitAt > COMMIT_MS;
	const due = wantsCommit || sinceCommit >= COMMIT_MESSAGES || aDayLater;
	return due ? commitEmpty(draft.state, draft.pinned) : null;
};

const PLANS: readonly Plan[] = [lettingIn, removing, adding, newKeys];

export async function planned(draft: Draft): Promise<Planned | null> {
	for (const plan of PLANS) {
		const found = await plan(draft);
		if (found !== null) return found;
	}
	return null;
}
