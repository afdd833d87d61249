/**
 * Backup and restoring as the rest of the house sees them. They live in the sealed worker: the page hands over words and a
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

export interface MovingApi {
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
