/**
 * What two people say to each other, as screens list it: worked out from the channel's messages, in the order in which
 * they were written and arrived. Pure: it keeps nothing and sends nothing.
 */
import type { AskedBack, ChannelMessage, Conversation, Delivery } from '$platform/channel/contract';
import { isLanguage, languageInfo, type Direction } from '$platform/i18n';
import type { AppointmentBody, ReplyBody } from '$protocol/appointments';
import type { AttachmentBody, Message } from '$protocol/messages';
import type { GoalBody, ProposalAnswerBody } from '$protocol/plan';
import type { SuggestionBody } from '$protocol/suggestion';

interface Head {
	id: string;
	/** UTC ISO, by the writer's clock. */
	at: string;
	from: 'me' | 'them';
	/** Whose, of `them`. */
	by: string | null;
	/** Who could read it when it was sent; only for `me`. */
	readers: string[];
	delivery: Delivery | null;
	askedBack: AskedBack | null;
	unread: boolean;
}

type What =
	| { kind: 'text'; text: string; language: string }
	| { kind: 'picture'; picture: AttachmentBody }
	| { kind: 'share'; title: string; text: string; language: string }
	| { kind: 'module'; title: string; language: string }
	| { kind: 'goal'; body: GoalBody }
	| { kind: 'proposal'; text: string; language: string }
	| { kind: 'plan-answer'; answer: ProposalAnswerBody['answer'] }
	| { kind: 'suggestion'; body: SuggestionBody }
	| { kind: 'appointment'; body: AppointmentBody }
	| { kind: 'reply'; body: ReplyBody }
	/** They asked for so many of their own back; this device has deleted them. */
	| { kind: 'asked-back'; count: number };

export type Letter = Head & What;

/** Receipts, confirmations and other machinery are nothing that anybody said. */
function whatOf(message: Message, from: 'me' | 'them'): What | null {
	switch (message.type) {
		case 'text':
			return { kind: 'text', ...message.body };
		case 'attachment':
			return { kind: 'picture', picture: message.body };
		case 'share':
			return { kind: 'share', ...message.body };
		case 'module':
			return { kind: 'module', title: message.body.title, language: message.body.language };
		case 'plan-goal':
			return { kind: 'goal', body: message.body };
		case 'plan-proposal':
			return { kind: 'proposal', text: message.body.text, language: message.body.language };
		case 'plan-answer':
			return { kind: 'plan-answer', answer: message.body.answer };
		case 'service-suggestion':
			return { kind: 'suggestion', body: message.body };
		case 'appointment':
			return { kind: 'appointment', body: message.body };
		case 'reply':
			return { kind: 'reply', body: message.body };
		case 'ask-back':
			return from === 'them' ? { kind: 'asked-back', count: message.body.items.length } : null;
		default:
			return null;
	}
}

/** What was said in one conversation, oldest first. */
export const lettersOf = (messages: readonly ChannelMessage[], conversation: string): Letter[] =>
	messages.flatMap((one) => {
		if (one.conversation !== conversation) return [];
		const what = whatOf(one.message, one.from);
		if (!what) return [];
		const { id, from, by, readers, delivery = null, askedBack = null, unread = false } = one;
		return [{ id, at: one.message.sentAt, from, by, readers, delivery, askedBack, unread, ...what }];
	});

export interface Day {
	/** The first letter's instant; its day is the heading. */
	at: string;
	letters: Letter[];
}

/**
 * Neighbours of one local day together. What arrived late keeps its place, so a day may come twice: the order in which
 * things were said is worth more than a tidy list.
 */
export function daysOf(letters: readonly Letter[]): Day[] {
	const days: (Day & { key: string })[] = [];
	for (const letter of letters) {
		const key = new Date(letter.at).toDateString();
		const last = days.at(-1);
		if (last?.key === key) last.letters.push(letter);
		else days.push({ key, at: letter.at, letters: [letter] });
	}
	return days;
}

const LETTERS: Record<Direction, RegExp> = {
	rtl: /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thaana}\p{Script=Syriac}\p{Script=Nko}]/gu,
	ltr: /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{Script=Devanagari}\p{Script=Ethiopic}]/gu,
};

/**
 * From which side a text is read. Its language says so, unless most of it is plainly written in the other direction:
 * people also write English with an Arabic screen.
 */
export function directionOf(text: string, language: string): Direction | 'auto' {
	const code = language.split('-')[0];
	if (!isLanguage(code)) return 'auto';
	const { dir } = languageInfo(code);
	const other = dir === 'rtl' ? 'ltr' : 'rtl';
	const count = (direction: Direction) => text.match(LETTERS[direction])?.length ?? 0;
	return count(other) > 2 * count(dir) ? 'auto' : dir;
}

/** How somebody of this conversation is called; undefined for one who has gone, or is not known. */
export const nameOf = (conversation: Pick<Conversation, 'members'>, key: string | null): string | undefined =>
	conversation.members.find((member) => member.key === key)?.name;

/** Names of all who read what is written now. A conversation before its members are known names who it is with. */
export const readersOf = ({ name, members }: Pick<Conversation, 'name' | 'members'>): string[] =>
	members.length > 0 ? members.map((member) => member.name) : [name];

/** What of theirs has not been before this person's eyes. */
export const unreadOf = (messages: readonly ChannelMessage[], conversation: string): string[] =>
	lettersOf(messages, conversation)
		.filter(({ from, unread }) => from === 'them' && unread)
		.map(({ id }) => id);

/** Bytes as people buy them: whole kilobytes, never none. */
export const kilobytes = (bytes: number): number => Math.max(1, Math.round(bytes / 1_000));
