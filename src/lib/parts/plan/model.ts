/**
 * What was given of a plan and what was proposed for it, worked out from the channel's messages. Pure: it keeps nothing. The
 * phone reads its own goals and their proposals with it, the desk the other way round.
 */
import type { AskedBack, ChannelMessage, Delivery, Member } from '$platform/channel/contract';
import type { GoalBody, ProposalAnswerBody, ProposalBody } from '$protocol/plan';

/** One goal as it was given last. */
export interface GivenGoal {
	body: GoalBody;
	/** When it was given as it stands. UTC ISO. */
	at: string;
	delivery: Delivery | null;
	askedBack: AskedBack | null;
	/** Of every time it was given, this one among them: asked back together. */
	messages: string[];
}

/** Of these goals the newest of each, in the order in which they were first given. They are of one conversation. */
function newestOf(messages: readonly ChannelMessage[]): GivenGoal[] {
	const goals = new Map<string, GivenGoal>();
	for (const { id, message, delivery = null, askedBack = null } of messages) {
		if (message.type !== 'plan-goal') continue;
		const { body, sentAt: at } = message;
		const known = goals.get(body.goal);
		const all = [...(known?.messages ?? []), id];
		const isNewer = known === undefined || body.revision >= known.body.revision;
		goals.set(
			body.goal,
			isNewer ? { body, at, delivery, askedBack, messages: all } : { ...known, messages: all },
		);
	}
	return [...goals.values()];
}

/** What this phone gave in one conversation. */
export const goalsGiven = (messages: readonly ChannelMessage[], conversation: string): GivenGoal[] =>
	newestOf(messages.filter((one) => one.conversation === conversation && one.from === 'me'));

/** They have something newer in its place, so that this one is nowhere any more. */
export const isReplaced = (messages: readonly ChannelMessage[], given: ChannelMessage): boolean => {
	const { message } = given;
	if (message.type !== 'plan-goal') return false;
	const { goal, revision } = message.body;
	return messages.some(
		(one) =>
			one.conversation === given.conversation &&
			one.from === given.from &&
			one.message.type === 'plan-goal' &&
			one.message.body.goal === goal &&
			one.message.body.revision > revision &&
			(one.delivery === 'delivered' || one.delivery === 'seen'),
	);
};

type Members = readonly Pick<Member, 'key' | 'role'>[];
/** Not a colleague, who writes in the same conversation. Somebody who is not known any more can only have been she. */
const isHers = (members: Members, { from, by }: ChannelMessage): boolean =>
	from === 'them' && (members.find(({ key }) => key === by)?.role ?? 'survivor') === 'survivor';

/** What a survivor has given to this desk. */
export const goalsHad = (
	messages: readonly ChannelMessage[],
	conversation: string,
	members: Members,
): GivenGoal[] =>
	newestOf(messages.filter((one) => one.conversation === conversation && isHers(members, one)));

export interface Proposal {
	/** Conversation, who wrote it, and its own id: nobody can put theirs in the place of another's. */
	key: string;
	/** Of the message that brought it. */
	message: string;
	conversation: string;
	from: 'me' | 'them';
	by: string | null;
	at: string;
	delivery: Delivery | null;
	body: ProposalBody;
}

/** Every proposal, once, however often it came: as it came first. Oldest first. */
export function proposalsIn(messages: readonly ChannelMessage[]): Proposal[] {
	const found = new Map<string, Proposal>();
	for (const { id, conversation, from, by, message, delivery = null } of messages) {
		if (message.type !== 'plan-proposal') continue;
		const key = [conversation, from, by ?? '', message.body.proposal].join(' ');
		if (found.has(key)) continue;
		const { body, sentAt: at } = message;
		found.set(key, { key, message: id, conversation, from, by, at, delivery, body });
	}
	return [...found.values()];
}

type Answer = ProposalAnswerBody['answer'];
function lastAnswer(
	messages: readonly ChannelMessage[],
	{ conversation, body }: Proposal,
	counts: (one: ChannelMessage) => boolean,
): Answer | null {
	const said = messages.flatMap((one) =>
		one.conversation === conversation &&
		one.message.type === 'plan-answer' &&
		one.message.body.proposal === body.proposal &&
		counts(one)
			? [one.message.body.answer]
			: [],
	);
	return said.at(-1) ?? null;
}

/** What she has said to this desk about a proposal, if anything: the last of it. */
export const answerTo = (
	messages: readonly ChannelMessage[],
	proposal: Proposal,
	members: Members,
): Answer | null => lastAnswer(messages, proposal, (one) => isHers(members, one));

/** What this phone has said about it. What was asked back is not said any more. */
export const answerGiven = (messages: readonly ChannelMessage[], proposal: Proposal): Answer | null =>
	lastAnswer(messages, proposal, ({ from, askedBack }) => from === 'me' && !askedBack);
