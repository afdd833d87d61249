/**
 * Backup, restoring and moving to another phone as the rest of the house sees them. They live in the sealed worker: the page hands over words and a
 * file, and gets a sealed file or a word of what is in it. Never a key, never a record.
 */
import type { OpenReport, VaultError } from '$platform/vault/contract';
import type { Result } from '$protocol/result';

export type BackupError =
	/** More than a backup may be. */
	{ type: 'TooMuch' } | { type: 'NotOpen' };

export type FileError =
	/** Not a backup: no age file, or what opened is not ours. */
	| { type: 'NotABackup' }
	/** age, but locked in a way this app does not use. */
	| { type: 'OtherKind' }
	| { type: 'TooLarge' }
	/** Opening it would ask too much of a phone: ours never do, so somebody else made it. */
	| { type: 'TooMuchWork' }
	| { type: 'Truncated' }
	| { type: 'WrongWords' }
	| { type: 'Damaged' }
	/** Made by a later version of the app. */
	| { type: 'Newer' }
	/** The file can no longer be read: it was moved, or what it lies on is gone. */
	| { type: 'Unreadable' }
	/** Part of this app could not be fetched. */
	| { type: 'NotLoaded' };

/** What a file turned out to hold. */
export interface Held {
	/** `YYYY-MM-DD` */
	madeOn: string;
	records: number;
	/** Somebody was talked with; that conversation has to be connected anew. */
	talked: boolean;
}

export type TransferError =
	/** The typed code has a slip in it. */
	| { type: 'CodeMistyped' }
	/** Nothing waits under this code: older than fifteen minutes, taken back, or never made. */
	| { type: 'CodeExpired' }
	/** Another phone used this code first: both sides are told, and nothing is sent. */
	| { type: 'CodeUsed' }
	/** The key that came is not the one that was promised. */
	| { type: 'WrongKey' }
	/** One of the two said that the six digits differ. */
	| { type: 'NotTheSame' }
	/** The other phone was told to stop. */
	| { type: 'OtherStopped' }
	/** Too many people move at the moment, or this address asked too often. */
	| { type: 'Busy' }
	| { type: 'Unreachable' }
	/** More than goes this way; a backup file takes it. */
	| { type: 'TooMuch' }
	/** What came was changed on the way, or cannot be read. */
	| { type: 'Damaged' }
	/** The other phone has a later version of the app. */
	| { type: 'Newer' }
	/** Everything was sent, but the other phone never said whether it kept it. */
	| { type: 'NotHeard' }
	| { type: 'NotOpen' }
	/** Part of this app could not be fetched. */
	| { type: 'NotLoaded' };

/** Where moving to another phone stands. One at a time. */
export type TransferStep =
	| { step: 'none' }
	/** New phone: the relay is being asked. */
	| { step: 'opening' }
	/** New phone: show both, wait for the old one. `expiresAt` ISO. */
	| { step: 'showing'; code: string; qr: string; expiresAt: string }
	/** Old phone: the code was right so far, the other phone is being asked. */
	| { step: 'joining' }
	/** Both: compare. `mine`: it was said on this phone that they are the same. */
	| { step: 'comparing'; digits: string; mine: boolean }
	/** Both: `done` of `of` parts. */
	| { step: 'moving'; done: number; of: number }
	/** New phone: all of it is in the worker's memory, and waits for a lock. */
	| { step: 'received'; held: Held }
	/** Old phone: the other one has all of it, and a lock is being chosen there. */
	| { step: 'sent' }
	/** Old phone: it is kept on the other one. */
	| { step: 'arrived'; talked: boolean }
	| { step: 'failed'; error: TransferError };

/** `stalled`: the relay does not answer at the moment; it is being tried again by itself. */
export type TransferState = TransferStep & { stalled: boolean };

export interface MovingApi {
	/** Where moving to another phone stands, now and after each change. Call once per screen; the last one hears. */
	watchTransfer(onChange: (state: TransferState) => void): Promise<void>;
	/** New phone: open a place to meet, and show its code. */
	receive(): Promise<void>;
	/** Old phone: a scanned QR text or a typed code. The vault must be open. */
	sendTo(codeOrQr: string): Promise<void>;
	/** Either: what was said about the six digits. Nothing is sent before both have said that they are the same. */
	compareTransfer(same: boolean): Promise<void>;
	/** Stop, and tell the other phone; or put away one that is over. */
	stopTransfer(): Promise<void>;
	/** Everything here, sealed under these words. The file is named by whoever saves it. */
	backUp(words: string): Promise<Result<Blob, BackupError>>;
	/** Look at the outside of a file: is it one that may be opened here? Reads 160 bytes. */
	look(file: Blob): Promise<Result<null, FileError>>;
	/** Open it and keep what is in it in the worker's memory, until `restore` or `putAway`. */
	open(file: Blob, words: string): Promise<Result<Held, FileError>>;
	/** Make a vault of what was opened: all of it or nothing. Leaves it open. */
	restore(secret: string): Promise<Result<OpenReport, VaultError>>;
	putAway(): Promise<void>;
}
