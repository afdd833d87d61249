/** Pure rules of who comes and goes, as her phone shows them. */
import type { ChannelMessage, Conversation } from '$platform/channel/contract';
import type { IntroductionBody } from '$protocol/messages';

export interface Presented {
	/** Message id, to answer. */
	id: string;
	/** Key of who asks; null where it is not known. */
	by: string | null;
	body: IntroductionBody;
	/** She said yes, and they are not here yet. */
	agreed: boolean;
}

/** Who was presented to her last, while it is still open: not answered, or yes and not here yet. */
export function presented(messages: readonly ChannelMessage[], conversation: Conversation): Presented | null {
	const here = messages.filter((one) => one.conversation === conversation.id);
	const answers = new Map(
		here.flatMap(({ from, message }) =>
			from === 'me' && message.type === 'consent' ? [[message.body.introduction, message.body.yes]] : [],
		),
	);
	for (const { id, from, by, message } of here.toReversed()) {
		if (from !== 'them' || message.type !== 'introduction') continue;
		if (conversation.members.some(({ key }) => key === message.body.key)) return null;
		const yes = answers.get(id);
		// She said yes, they came, and have gone since: that is over.
		if (yes === true && wasHere(here, id, message.body.key)) return null;
		return yes === false ? null : { id, by, body: message.body, agreed: yes === true };
	}
	return null;
}

/** Whether somebody with this key has written, or could read something of hers, since. */
function wasHere(messages: readonly ChannelMessage[], introduction: string, key: string): boolean {
	const since = messages.slice(messages.findIndex(({ id }) => id === introduction) + 1);
	return since.some((one) => one.by === key || one.readers.includes(key));
}

export type IntroductionKey = 'handover' | 'joinsWorker' | 'joinsSupervisor';
export const introductionKey = ({ why, role }: IntroductionBody): IntroductionKey =>
	why === 'handover' ? 'handover' : role === 'supervisor' ? 'joinsSupervisor' : 'joinsWorker';

/** Thirty digits in groups of five, as people read them to each other. */
export const digitGroups = (digits: string): string[] => digits.match(/.{1,5}/g) ?? [];
