/** Pure rules of Talk: which conversation it shows, what waits, and what of hers the others have. */
import type { ChannelMessage, Conversation } from '$platform/channel/contract';
import { isReplaced, lettersOf, unreadOf, type Letter } from '$parts';

/** Hers; a desk has others besides. */
const hers = (conversations: readonly Conversation[]) => conversations.filter(({ kind }) => kind === 'case');

/** The conversation Talk shows: the open one that began last. */
export const openConversation = (conversations: readonly Conversation[]): Conversation | undefined =>
	hers(conversations)
		.filter(({ state }) => state === 'open')
		.reduce<Conversation | undefined>(
			(newest, one) => (newest && newest.startedAt >= one.startedAt ? newest : one),
			undefined,
		);

/** Every other one in which something may have been said, newest first. */
export const otherConversations = (conversations: readonly Conversation[]): Conversation[] => {
	const shown = openConversation(conversations);
	return hers(conversations)
		.filter((one) => one.id !== shown?.id && one.state !== 'pairing')
		.sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
};

/** Whether something she said is still only on this phone. */
export const hasWaiting = (messages: readonly ChannelMessage[], conversation: string): boolean =>
	lettersOf(messages, conversation).some(({ from, delivery }) => from === 'me' && delivery === 'waiting');

/** Whether something came that she has not had before her eyes. */
export const hasNew = (messages: readonly ChannelMessage[], conversation: string): boolean =>
	unreadOf(messages, conversation).length > 0;

/** One thing of hers that the others have, or had. */
export type Given = Letter & { kind: 'text' | 'picture' | 'share' | 'reply' | 'goal' | 'plan-answer' };

const GIVEN = ['text', 'picture', 'share', 'reply', 'goal', 'plan-answer'];
const isGiven = (letter: Letter): letter is Given => letter.from === 'me' && GIVEN.includes(letter.kind);

/** What she sent or shared in one conversation, newest first. A goal in whose place they have a newer one is not there any more. */
export const given = (messages: readonly ChannelMessage[], conversation: string): Given[] => {
	const replaced = new Set(messages.filter((one) => isReplaced(messages, one)).map(({ id }) => id));
	return lettersOf(messages, conversation)
		.filter(isGiven)
		.filter(({ id }) => !replaced.has(id))
		.reverse();
};
