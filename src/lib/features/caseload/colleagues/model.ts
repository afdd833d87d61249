/** Pure rules of a desk's colleagues: who they are, and how it stands with somebody who is handed over. */
import type { ChannelMessage, Conversation, WaitingFor } from '$platform/channel';

export const colleaguesFrom = (conversations: readonly Conversation[]): Conversation[] =>
	conversations.filter(({ kind, state }) => kind === 'colleagues' && state !== 'pairing');

/** Who can be asked in: connected, known by name, and not here yet. */
export const candidates = (conversations: readonly Conversation[], here: Conversation): Conversation[] =>
	colleaguesFrom(conversations).filter(
		({ state, name, members }) =>
			state === 'open' &&
			name !== '' &&
			members.some(({ key }) => !here.members.some((member) => member.key === key)),
	);

export interface Giving {
	step: 'asked' | 'no' | 'yes' | 'in' | 'handing';
	colleague: string;
	/** When it was asked, UTC ISO. */
	at: string;
}

/** What was asked last of a person, and what came of it; null when nothing was. */
export function givingOf(messages: readonly ChannelMessage[], conversation: Conversation): Giving | null {
	const here = messages.filter((one) => one.conversation === conversation.id);
	const last = here.findLast(({ from, message }) => from === 'me' && message.type === 'introduction');
	if (last?.message.type !== 'introduction') return null;
	const { key, name, why } = last.message.body;
	const head = { colleague: name, at: last.message.sentAt };
	if (conversation.members.some((member) => member.key === key))
		return { ...head, step: why === 'handover' ? 'handing' : 'in' };
	const answer = here.find(
		({ message }) => message.type === 'consent' && message.body.introduction === last.id,
	);
	if (answer?.message.type !== 'consent') return { ...head, step: 'asked' };
	return { ...head, step: answer.message.body.yes ? 'yes' : 'no' };
}

const HOUR = 3_600_000;
/** What has waited for an hour or more: less may only be a desk that is just being opened. */
export const longWaiting = (waiting: readonly WaitingFor[], now: number): WaitingFor[] =>
	waiting.filter(({ since }) => now - Date.parse(since) >= 2 * HOUR);

/** Room for four in a conversation, oneself included. */
export const isFull = ({ members }: Conversation): boolean => members.length >= 3;
