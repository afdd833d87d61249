/**
 * The channel as rooms see it. It lives in the vault's worker: keys and MLS state never reach the page. Plain data only.
 * Conversations and messages are vault collections (`conversations`, `messages`); rooms read them through here.
 */
import type { AttachmentBody, Message, ModuleBody, Outgoing, Role } from '$protocol/messages';
import type { Result } from '$protocol/result';
import type { Subscription } from '$protocol/wakes';

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
	| { type: 'NotOpen' }
	/** More than a little under 1 MiB, after it was made small. */
	| { type: 'TooLarge' };

/** Where a pairing stands. One at a time. */
export type Pairing =
	| { step: 'none' }
	/** Caseworker: show both, wait for the phone. `expiresAt` ISO. */
	| {
			step: 'offering';
			conversation: string;
			kind: Conversation['kind'];
			code: string;
			qr: string;
			expiresAt: string;
	  }
	/** Survivor: sent, waiting for the caseworker's answer. */
	| { step: 'joining'; kind: Conversation['kind'] }
	/** Both: compare `digits` (six). `mine`/`theirs`: who has said they are the same. */
	| {
			step: 'comparing';
			conversation: string;
			kind: Conversation['kind'];
			digits: string;
			mine: boolean;
			theirs: boolean;
	  }
	| { step: 'failed'; error: ChannelError };

/** Somebody else who is in a conversation. All who are, always. */
export interface Member {
	/** Public key, base64url: who somebody is here. */
	key: string;
	/** How they sign, or (the survivor, on a desk) the name that this desk gave her. */
	name: string;
	role: 'survivor' | Role;
	/** How sure it is that it is they: the digits were compared with them, or somebody so compared presented them. */
	sure: 'compared' | 'introduced';
	/** UTC ISO. */
	since: string;
}

/**
 * Why a conversation is closed. `left-me`, `left-them`: one has ended it. `removed`: this device was taken out.
 * `handed-over`: this device has handed it over to a colleague, and keeps nothing of it.
 * `key`: somebody with a key that nobody here had compared tried to come in; it stopped before a word was said to them.
 * `digits`: they were not the same. `lost`: this device's keys are gone (damage, or a copy on another phone).
 */
export type Ended = 'left-me' | 'left-them' | 'removed' | 'handed-over' | 'key' | 'digits' | 'lost';

export interface Conversation {
	id: string;
	/** Caseworker's side: the name she gave this person, seen by her alone. Survivor's side: how the worker signs. */
	name: string;
	/** `case`: a survivor's. `colleagues`: two workers of one organisation, who arrange a handover there. */
	kind: 'case' | 'colleagues';
	/** `closed`: see `ended`. */
	state: 'pairing' | 'open' | 'closed';
	ended: Ended | null;
	startedAt: string;
	/** Envelopes that arrived and could not be opened; nothing else is lost by it. */
	unreadable: number;
	/** Everybody else who can read what is said from now on. */
	members: Member[];
	/** Whether this side tells when something was seen. Off until the person turns it on. */
	tellsSeen: boolean;
	/** Too much was missed to go on with the keys at hand; new ones are being agreed on, and it goes on by itself. */
	rejoining: boolean;
}

/**
 * `waiting`: on this device. `sent`: on the relay. `delivered`: opened by the other side's phone. `seen`: they let us
 * know that they saw it.
 */
export type Delivery = 'waiting' | 'sent' | 'delivered' | 'seen';

/** `asked`: on its way to them. `gone`: their app has deleted it, and says so. */
export type AskedBack = 'asked' | 'gone';

export interface ChannelMessage {
	id: string;
	conversation: string;
	from: 'me' | 'them';
	/** Whose, of `them`: a member's key, also of one who has gone since. Null where it is not known. */
	by: string | null;
	/** Only for `me`. */
	delivery?: Delivery;
	/** Only for `me`: she asked that it be deleted on the other side. */
	askedBack?: AskedBack;
	/** Only for `them`: it has not been before this person's eyes yet ({@link ChannelApi.seen}). Never leaves the device. */
	unread?: boolean;
	/** Who could read it when it was sent (`me`): keys of the members then. */
	readers: string[];
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

/** `NotTaken`: not a push service the relay knows. `TryLater`: it has too much to do, or no room. */
export type WakeError = { type: 'RelayUnreachable' } | { type: 'NotTaken' } | { type: 'TryLater' };

/** Under which name the relay keeps it: random, the same each time. `quarters`: see protocol/wakes.ts. */
export interface WakeWish {
	id: string;
	token: string;
	quarters: readonly number[];
}

/** What a worker asks of a survivor, and for whom. */
export interface HandoverRequest {
	/** The conversation with the colleague. */
	colleague: string;
	role: Role;
	/** `handover`: the colleague takes the place of who asks. `joins`: beside them. */
	why: 'handover' | 'joins';
	/** What the colleague's desk will call her. */
	name: string;
}

/** Something waits for a colleague; perhaps only a phone's acknowledgement, which nobody can tell from here. */
export interface WaitingFor {
	/** The conversation with the colleague. */
	colleague: string;
	/** The full hour in or just before which the oldest of it came. UTC ISO. */
	since: string;
}

export interface ChannelApi {
	/** The whole state now, and again after each change. Returns at once. Call once per page. */
	watch(onChange: (state: ChannelState) => void): Promise<void>;
	/** Caseworker: redeem a staff invite. */
	joinOrganisation(code: string): Promise<Result<null, ChannelError>>;
	/** Caseworker: open a rendezvous for a new person, `name` being hers alone; or for a colleague, whose name comes by itself. */
	offer(name: string, kind?: Conversation['kind']): Promise<Result<null, ChannelError>>;
	/** Survivor, or a colleague's desk: a scanned QR text or a typed code (26 characters, any case, blanks and dashes ignored). */
	join(codeOrQr: string): Promise<Result<null, ChannelError>>;
	/** Either: what the person said about the six digits. `false` closes and forgets the conversation. */
	compare(conversation: string, same: boolean): Promise<Result<null, ChannelError>>;
	/** Give up a pairing that is under way, or put away a failed one. */
	cancelPairing(): Promise<void>;
	/** Saved and queued when this resolves; sent when the relay can be reached. */
	send(conversation: string, outgoing: Outgoing): Promise<Result<{ id: string }, ChannelError>>;
	/** A picture, small already ({@link AttachmentBody}). Saved and queued when this resolves. */
	attach(
		conversation: string,
		picture: Pick<AttachmentBody, 'media' | 'width' | 'height' | 'caption' | 'language'> & {
			bytes: Uint8Array;
		},
	): Promise<Result<{ id: string }, ChannelError>>;
	/** A lesson, as its file. Saved and queued when this resolves. */
	sendModule(
		conversation: string,
		module: Pick<ModuleBody, 'title' | 'language'> & { bytes: Uint8Array },
	): Promise<Result<{ id: string }, ChannelError>>;
	/** The bytes of a picture or module that came or was sent; null while parts of it are missing, or damaged. */
	file(message: string): Promise<Uint8Array | null>;
	/** The person has these before her eyes. Kept here; told to the others only where `tellsSeen`. */
	seen(conversation: string, messages: string[]): Promise<void>;
	setTellsSeen(conversation: string, yes: boolean): Promise<Result<null, ChannelError>>;
	/** Ask that these, sent by this side, be deleted on the other. */
	askBack(messages: string[]): Promise<Result<null, ChannelError>>;
	/**
	 * End it, from this side. Nothing of it comes in any more. `tell`: the others learn that it ended; otherwise they see
	 * only that nothing is delivered. What was said stays here until `forget`.
	 */
	leave(conversation: string, tell: boolean): Promise<Result<null, ChannelError>>;
	/** Delete a closed conversation, with all that was said in it, from this device. `NotOpen`: it is not closed. */
	forget(conversation: string): Promise<Result<null, ChannelError>>;
	/**
	 * Thirty digits over the keys of all who are in it, the same on every side at any time: to be compared again later, by
	 * voice or side by side. Null when it is closed.
	 */
	safetyDigits(conversation: string): Promise<string | null>;
	/** Worker: present a colleague to a survivor. `NotOpen`: not now (see people/handover.ts). */
	introduce(conversation: string, request: HandoverRequest): Promise<Result<null, ChannelError>>;
	/** Survivor: yes or no to somebody who was presented in message `introduction`. */
	answer(conversation: string, introduction: string, yes: boolean): Promise<Result<null, ChannelError>>;
	/** Survivor: take somebody out of a conversation of three or more. */
	remove(conversation: string, key: string): Promise<Result<null, ChannelError>>;
	/** Worker: for which colleagues something waits on the relay. Asks it now. */
	waiting(): Promise<Result<WaitingFor[], ChannelError>>;
	/** Try the relay now (the person pressed "try again", or the phone came online). */
	wake(): Promise<void>;
	/** The key under which this browser subscribes to pushes. */
	wakeKey(): Promise<Result<string, WakeError>>;
	/** Wake this subscription when something comes in a conversation open here, and at these times. Anew each time. */
	keepWake(wish: WakeWish, subscription: Subscription): Promise<Result<null, WakeError>>;
	/** How far the relay's clock is ahead of this one, milliseconds; 0 until it has answered once. The relay wakes by its own. */
	clockAhead(): Promise<number>;
	/** Wake it no more. */
	dropWake(wish: Pick<WakeWish, 'id' | 'token'>): Promise<Result<null, WakeError>>;
}
