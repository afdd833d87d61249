/**
 * What the relay keeps, whatever keeps it. Two kinds of back end fit behind this: the embedded one (libsql/) and a
 * database server shared by several relay processes. Each is held to the same suite (store.suite.ts).
 *
 * A store knows sealed bytes, random ids, hashes of tokens and dates by which to forget. It is never told a name, an
 * address or a token. It does not judge tokens either: the relay compares hashes, in constant time, before it calls.
 *
 * Ids, mids and hashes are base64url text as on the wire; instants are milliseconds of the relay's clock, passed in.
 */
import type { WakeStore } from '../push/store';

export interface LogRecord {
	id: string;
	writeTokenHash: string;
	readTokenHash: string;
	adminTokenHash: string;
	/** Who may ask whether something waits; `null`: nobody. */
	watchTokenHash: string | null;
	/** 1 to 4: how many readers must have acked an item before it is deleted. */
	readerSlots: number;
	/** Seconds an item lives. */
	ttl: number;
	/** Bytes of bodies that may wait in this log. */
	quota: number;
	/** When the whole log vanishes, or `null`: only when it is deleted. */
	expiresAt: number | null;
}

export interface NewItem {
	log: string;
	mid: string;
	body: Uint8Array;
	/** sha256 of the body: tells "the same again" from "something else", even after the body is gone. */
	digest: Uint8Array;
	expiresAt: number;
	/** By how many milliseconds that is sooner than its log gives each item: with it one knows when it came. */
	early: number;
}

export interface StoredItem {
	log: string;
	seq: number;
	mid: string;
	body: Uint8Array;
}

/** `same`: this very body is or was here under this mid. `conflict`: another one is. `full`: over the log's quota. */
export type Appended = 'appended' | 'same' | 'conflict' | 'full' | 'missing';

/** Everything of a log after this seq. */
export interface Cursor {
	log: string;
	after: number;
}

export interface Page {
	items: StoredItem[];
	/** More would come after these. */
	more: boolean;
}

export interface Invite {
	/** sha256 of the lookup id: who reads the disk cannot redeem it. */
	lookupHash: string;
	/** The name, sealed under a code the relay never sees. */
	sealed: Uint8Array;
	expiresAt: number;
}

/** Logs and their items. A promise that resolves means: on disk, whatever happens to the process or the machine next. */
export interface QueueStore {
	/** `same` when the very same log was opened before, `conflict` when the id is taken by another. */
	openLog(log: LogRecord): Promise<'opened' | 'same' | 'conflict'>;
	/**
	 * The same for a log that anyone may open: `full` when `atMost` of that kind are open already, counted here so that
	 * several relay processes share one count.
	 */
	openTransfer(log: LogRecord, atMost: number, now: number): Promise<'opened' | 'same' | 'conflict' | 'full'>;
	/** Those of these logs that are there and not expired, in any order. */
	logs(ids: readonly string[], now: number): Promise<LogRecord[]>;
	/** Appends under the next seq of the log. Idempotent by (log, mid). */
	append(item: NewItem, now: number): Promise<Appended>;
	/** Items after each cursor, each log's in rising seq, until about `maxBytes` of bodies (at least one item). */
	read(cursors: readonly Cursor[], maxBytes: number, now: number): Promise<Page>;
	/** Of these logs, those with something that slot 0 has not acked, and when the first of it to come would expire by its log's time. */
	waiting(ids: readonly string[], now: number): Promise<{ log: string; expiresAt: number }[]>;
	/** This slot has everything up to `seq` (capped at the last one there). What every slot has is deleted. */
	ack(log: string, slot: number, seq: number, now: number): Promise<void>;
	/** Forgets a log and all that is in it. */
	deleteLog(id: string): Promise<void>;
	/** Deletes what has expired: items, logs, invites. */
	sweep(now: number): Promise<void>;
	/**
	 * Calls back with the ids of logs that got items, or are gone, through whichever process. Returns the way to stop.
	 * @param waiting What is being waited for now. A store that may miss a call looks there by itself now and then.
	 */
	watch(listener: (logs: readonly string[]) => void, waiting?: () => readonly Cursor[]): () => void;
}

/** Who may open logs. */
export interface StaffStore {
	invite(invite: Invite): Promise<void>;
	/** Deletes the invite and lets this staff token in, both or neither. The sealed name, or `null`: no such invite. */
	redeem(lookupHash: string, staffTokenHash: string, now: number): Promise<Uint8Array | null>;
	isStaff(tokenHash: string): Promise<boolean>;
}

export interface Store extends QueueStore, StaffStore {
	readonly wakes: WakeStore;
	/** How many logs there are, and items with a body. May take long. */
	count(): Promise<{ logs: number; items: number }>;
	/** Finishes what is under way. Nothing may be called after it. */
	close(): Promise<void>;
}

/** Whether what stands there is what a retry after a lost answer asks for. Its expiry has moved a little: it does not count. */
export const sameLog = (there: LogRecord, log: LogRecord): boolean =>
	there.writeTokenHash === log.writeTokenHash &&
	there.readTokenHash === log.readTokenHash &&
	there.adminTokenHash === log.adminTokenHash &&
	there.watchTokenHash === log.watchTokenHash &&
	there.readerSlots === log.readerSlots &&
	there.ttl === log.ttl;

/** Room an item takes in a quota beside its body: its row, and what is remembered of it. Bytes. */
export const ITEM_OVERHEAD = 256;

/** How long a delivered item's mid and digest are kept, so that a late retry is not stored a second time. */
export const REMEMBER_MS = 24 * 3_600_000;

/** The disk, or the room given to the relay, is used up. Nothing of what was asked has happened. */
export class StoreFull extends Error {
	override name = 'StoreFull';
}

/** The store cannot be used now (held by another process, not readable). Its message is fit for an operator. */
export class StoreUnavailable extends Error {
	override name = 'StoreUnavailable';
}
