/**
 * The one table from what can go wrong in the channel to the words for it: what happened, and what she can do next.
 * `NotStaff`, `InviteInvalid` and `NotOpen` are not hers to meet; should one come, it gets the plain sentence.
 */
import type { ChannelError } from '$platform/channel/contract';

const KEYS: Record<ChannelError['type'], string> = {
	CodeMistyped: 'CodeMistyped',
	CodeExpired: 'CodeExpired',
	CodeUsed: 'CodeUsed',
	WrongKey: 'WrongKey',
	NotTheSame: 'NotTheSame',
	RelayUnreachable: 'RelayUnreachable',
	StorageFull: 'StorageFull',
	NotStaff: 'other',
	InviteInvalid: 'other',
	NotOpen: 'other',
	TooLarge: 'TooLarge',
};

export const errorKeys = ({ type }: ChannelError): { text: string; next: string } => ({
	text: `messages:errors.${KEYS[type]}.text`,
	next: `messages:errors.${KEYS[type]}.next`,
});
