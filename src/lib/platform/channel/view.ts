/** The channel as screens see it: plain data, made of what is kept. */
import type { ChannelMessage, ChannelState, Conversation } from './contract';
import { membersOf } from './members';
import type { ConversationRecord, MemberRecord, MessageRecord } from './records';
import type { Store } from './store';

const memberView = ({ key, name, role, sure, since }: MemberRecord) => ({ key, name, role, sure, since });

function conversationView(store: Store, id: string, row: ConversationRecord): Conversation {
	const group = store.groups.get(id);
	const { name, kind, startedAt, unreadable, tellsSeen } = row;
	// Its keys are lost (a damaged row): what was said stays readable, and people can connect anew.
	const state = group === undefined ? 'closed' : row.state;
	const ended = state === 'closed' ? (row.ended ?? 'lost') : null;
	const rejoining = state === 'open' && (group?.joining !== null || group.state === '');
	const there = membersOf(store, row, group).filter(({ gone }) => !gone);
	const members = state === 'closed' ? [] : there.map(memberView);
	return { id, name, kind, state, ended, startedAt, unreadable, members, tellsSeen, rejoining };
}

function messageView(id: string, row: MessageRecord): ChannelMessage {
	const { conversation, from, by, delivery, askedBack, readers, seen, message } = row;
	return {
		...{ id, conversation, from, by, readers, message },
		...(delivery === undefined ? {} : { delivery }),
		...(askedBack === undefined ? {} : { askedBack }),
		...(from === 'them' ? { unread: !seen } : {}),
	};
}

export function viewOf(store: Store): Pick<ChannelState, 'conversations' | 'messages' | 'staff'> {
	const staff = store.staff.first();
	return {
		conversations: [...store.conversations.rows].map(([id, row]) => conversationView(store, id, row)),
		messages: [...store.messages.rows]
			.sort(([, a], [, b]) => a.order - b.order)
			.map(([id, row]) => messageView(id, row)),
		staff: staff === null ? null : { name: staff.value.name },
	};
}
