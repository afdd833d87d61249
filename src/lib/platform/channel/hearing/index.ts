/** What follows from each kind of message that came: one small handler a kind. They work on the draft and save nothing. */
import type { Message } from '$protocol/messages';
import type { Draft } from '../draft';
import { agree } from '../meeting/agree';
import { named } from '../people/colleagues';
import { cameOver, consented, introduced, packageAsked, packageCame, welcomed } from '../people/handover';
import { moved } from '../people/moving';
import { watchCame } from '../people/waiting';
import { asked, letGo } from './asking-back';
import { delivered, seen } from './deliveries';
import { goalCame } from './goal';
import { left } from './left';
import { shown } from './shown';

/** @param by key of the member who signed it, base64url */
export type Hearing<T extends Message['type']> = (
	draft: Draft,
	message: Extract<Message, { type: T }>,
	by: string,
) => void | Promise<void>;

const HEARING: { [T in Message['type']]: Hearing<T> } = {
	confirmed: (draft) => agree(draft, 'theirs'),
	receipt: delivered,
	seen,
	appointment: shown,
	reply: shown,
	text: shown,
	attachment: shown,
	module: shown,
	share: shown,
	'plan-goal': goalCame,
	'plan-proposal': shown,
	'plan-answer': shown,
	'service-suggestion': shown,
	introduction: introduced,
	consent: consented,
	'ask-back': asked,
	'let-go': letGo,
	left,
	colleague: named,
	'ask-package': packageAsked,
	package: packageCame,
	welcome: welcomed,
	moved,
	arrived: cameOver,
	watch: watchCame,
};

export async function hear(draft: Draft, message: Message, by: string): Promise<void> {
	// Nobody speaks before both have compared the digits.
	if (message.type !== 'confirmed' && message.type !== 'receipt' && draft.conversation.state !== 'open')
		draft.unreadable();
	else await (HEARING[message.type] as Hearing<Message['type']>)(draft, message, by);
}
