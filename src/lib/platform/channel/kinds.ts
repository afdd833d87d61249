/** What the channel does with each kind of message, whatever it says. */
import type { Message } from '$protocol/messages';

interface Kind {
	/** People see it: it is kept, counts towards new keys, and may be asked back. */
	shown: boolean;
	/** It waits in the outbox until the other side's receipt; otherwise only until the relay has it. */
	receipted: boolean;
}

const SHOWN: Kind = { shown: true, receipted: true };
const WORK: Kind = { shown: false, receipted: true };
const PASSING: Kind = { shown: false, receipted: false };

const KINDS: Record<Message['type'], Kind> = {
	appointment: SHOWN,
	reply: SHOWN,
	text: SHOWN,
	attachment: SHOWN,
	module: SHOWN,
	share: SHOWN,
	'plan-goal': SHOWN,
	'plan-proposal': SHOWN,
	'plan-answer': SHOWN,
	'service-suggestion': SHOWN,
	introduction: SHOWN,
	consent: SHOWN,
	'ask-back': WORK,
	'let-go': WORK,
	receipt: PASSING,
	confirmed: PASSING,
	seen: PASSING,
	left: PASSING,
	colleague: WORK,
	'ask-package': WORK,
	package: WORK,
	welcome: WORK,
	moved: WORK,
	arrived: PASSING,
	watch: WORK,
};

export const kindOf = (message: Pick<Message, 'type'>): Kind => KINDS[message.type];
