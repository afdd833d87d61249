/** The session as rooms see it: one vault, one channel, one worker, and what of them is reactive on the page. */
import type {
	ChannelApi,
	ChannelMessage,
	Conversation,
	Pairing,
	Reachability,
	Trouble,
} from '$platform/channel';
import type { MovingApi } from '$platform/moving';
import type { OpenReport, UnlockError, VaultApi, VaultError, VaultState } from '$platform/vault';
import type { Result } from '$protocol/result';

/** `starting` until it is known whether a vault exists here. `destroyed`: by this page, just now. */
export type SessionState = VaultState | 'starting' | 'destroyed';

export interface Session {
	readonly vault: VaultApi;
	readonly channel: ChannelApi;
	/** Backup and restoring; what is restored is entered by {@link Session.restore}. */
	readonly moving: MovingApi;
	readonly state: SessionState;
	/** What the last opening found; `null` before. */
	readonly report: OpenReport | null;
	/** Whether the browser agreed not to delete our storage by itself; `null` while unknown. */
	readonly persisted: boolean | null;
	readonly pairing: Pairing;
	readonly conversations: Conversation[];
	readonly messages: ChannelMessage[];
	readonly reachability: Reachability;
	/** What stands in the channel's way besides the network, if anything. */
	readonly trouble: Trouble | null;
	/** The channel has told how things stand: before that, what is empty below and above may only be unknown. */
	readonly heard: boolean;
	/** Caseworker: the name this browser signs with, once it has joined an organisation. */
	readonly staff: { name: string } | null;
	/** Start the worker now, so that it is there by the time she has typed. Asking twice does nothing. */
	warm(): void;
	/** Ask the browser again not to delete our storage by itself; the answer is {@link Session.persisted}. */
	askToKeep(): Promise<void>;
	create(secret: string): Promise<Result<OpenReport, VaultError>>;
	/** A vault of what `moving.open` found, under this secret. Leaves it open. */
	restore(secret: string): Promise<Result<OpenReport, VaultError>>;
	/** @param passkey what the passkey gave, once `PasskeyNeeded` asked for it; base64url */
	unlock(secret: string, passkey?: string): Promise<Result<OpenReport, UnlockError>>;
	/**
	 * End the worker at once, and every key with it, without leaving the page: for the quick exit, which leaves by
	 * itself. Nothing works after it but `lock`.
	 */
	end(): void;
	/**
	 * Delete every record of these collections, in the vault and in what this page shows. The channel begins anew, with
	 * what is left.
	 */
	forget(collections: readonly string[]): Promise<Result<null, VaultError>>;
	/** Destroy the vault and all keys with it; the state is `destroyed` then, until the document is replaced. */
	destroy(): Promise<Result<null, VaultError>>;
	/** End the worker and replace the document. There is no other way to be locked, and no way back in without the secret. */
	lock(): void;
}
