/**
 * The channel as rooms see it. It lives in the vault's worker: keys and MLS state never reach the page. Plain data only.
 * Conversations and messages are vault collections (`conversations`, `messages`); rooms read them through here.
 */
import type { Message, Outgoing } from '$protocol/messages';
import type { Result } from '$protocol/result';

export type ChannelError =
	/** The typed code has a slip in it (its own check characters do not fit). */
	| { type: 'CodeMistyped' }
	/** Nothing waits under this code: older than ten minutes, taken back, or never made. */
	| { type: 'CodeExpired' }
	/** Someone else used this code first: both sides are told. */
	| { type: 'CodeUsed' }
	/** The key that came is not the one in the QR code. */
	| { type: 'WrongKey' }
	/** One of the two said that the six digits differ. Nothing is kept of this connection on either side. */
	| { type: 'NotTheSame' }
	| { type: 'RelayUnreachable' }
	| { type: 'NotStaff' }
	| { type: 'InviteInvalid' }
	| { type: 'StorageFull' }
	| { type: 'NotOpen' };

/** Where a pairing stands. One at a time. */
export type Pairing =
	| { step: 'none' }
	/** Caseworker: show both, wait for the phone. `expiresAt` ISO. */
	| { step: 'offering'; conversation: string; code: string; qr: string; expiresAt: string }
	/** Survivor: sent, waiting for the caseworker's answer. */
	| { step: 'joining' }
	/** Both: compare `digits` (six). `mine`/`theirs`: who has said they are the same. */
	| { step: 'comparing'; conversation: string; digits: string; mine: boolean; theirs: boolean }
	| { step: 'failed'; error: ChannelError };

export interface Conversation {
	id: string;
	/** Caseworker's side: the name she gave this person, seen by her alone. Survivor's side: how the worker signs. */
	name: string;
	/** `closed`: ended by one side or the words did not match. */
	state: 'pairing' | 'open' | 'closed';
	startedAt: string;
	/** Envelopes that arrived and could not be opened; nothing else is lost by it. */
	unreadable: number;
}

/** `waiting`: on this device. `sent`: on the relay. `delivered`: opened by the other side's phone (never: seen). */
export type Delivery = 'waiting' | 'sent' | 'delivered';

export interface ChannelMessage {
	id: string;
	conversation: string;
	from: 'me' | 'them';
	/** Only for `me`. */
	delivery?: Delivery;
	message: Message;
}

export type Reachability = 'online' | 'offline' | 'unknown';

/** `StorageFull`: something came and could not be kept; it waits on the relay. `RelayFull`: nothing more can be sent now. */
export type Trouble = 'StorageFull' | 'RelayFull';

export interface ChannelState {
	pairing: Pairing;
	conversations: Conversation[];
	messages: ChannelMessage[];
	reachability: Reachability;
	/** Caseworker: has this browser joined an organisation; the name it signs with. */
	staff: { name: string } | null;
	/** What stands in the way besides the network; tried again by itself. */
	trouble?: Trouble | null;
}

export interface ChannelApi {
	/** The whole state now, and again after each change. Returns at once. Call once per page. */
	watch(onChange: (state: ChannelState) => void): Promise<void>;
	/** Caseworker: redeem a staff invite. */
	joinOrganisation(code: string): Promise<Result<null, ChannelError>>;
	/** Caseworker: open a rendezvous for a new person; `name` is hers alone. */
	offer(name: string): Promise<Result<null, ChannelError>>;
	/** Survivor: a scanned QR text or a typed code (26 characters, any case, blanks and dashes ignored). */
	join(codeOrQr: string): Promise<Result<null, ChannelError>>;
	/** Either: what the person said about the six digits. `false` closes and forgets the conversation. */
	compare(conversation: string, same: boolean): Promise<Result<null, ChannelError>>;
	/** Give up a pairing that is under way, or put away a failed one. */
	cancelPairing(): Promise<void>;
	/** Saved and queued when this resolves; sent when the relay can be reached. */
	send(conversation: string, outgoing: Outgoing): Promise<Result<{ id: string }, ChannelError>>;
	/** Try the relay now (the person pressed "try again", or the phone came online). */
	wake(): Promise<void>;
}
