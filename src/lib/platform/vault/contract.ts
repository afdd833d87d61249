/**
 * The vault as the rest of the house sees it. It lives in one worker; everything here crosses `postMessage`, so all of
 * it is plain data. It does not know what the records mean.
 */
import type { Result } from '$protocol/result';

/**
 * Which vault of this browser profile: her phone's, a caseworker's, a mentor's. Two people may try both on one machine;
 * they must never share slots or rows.
 */
export type VaultName = 'phone' | 'desk' | 'workshop';

/** `elsewhere`: another tab holds the vault; this one may only show that. `unavailable`: no OPFS here (private mode). */
export type VaultState = 'none' | 'locked' | 'open' | 'elsewhere' | 'unavailable';

export type VaultError =
	/** `tries` wrong ones so far, kept on disk; `waitMs` until the next may be tried. */
	| { type: 'WrongSecret'; tries: number; waitMs: number }
	| { type: 'WaitFirst'; waitMs: number }
	/** Slots file is damaged beyond use. */
	| { type: 'SlotsDamaged' }
	| { type: 'StorageFull' }
	| { type: 'OpenElsewhere' }
	| { type: 'Unavailable' }
	| { type: 'NotOpen' }
	| { type: 'AlreadyExists' };

export interface OpenReport {
	/** Rows the vault's own list names but that are gone or do not open. The others are there. */
	damagedRows: number;
}

/** A record as rooms see it. `id` is 22 characters base64url, random; `value` is JSON (bytes as base64url strings). */
export interface Stored<T = unknown> {
	id: string;
	value: T;
}

/** Part of one save; a save is one strict transaction over any number of collections: all of it is on disk, or none. */
export type Change =
	{ collection: string; id: string; value: unknown } | { collection: string; id: string; deleted: true };

export interface VaultApi {
	state(): Promise<VaultState>;
	/** Make a new vault under this secret, with the strongest key derivation that opens within 1.5 s here. Leaves it open. */
	create(secret: string): Promise<Result<OpenReport, VaultError>>;
	unlock(secret: string): Promise<Result<OpenReport, VaultError>>;
	/** How many wrong tries are on record, and how long to wait. */
	attempts(): Promise<{ tries: number; waitMs: number }>;
	all(collection: string): Promise<Stored[]>;
	/** Resolved when it is on disk (`durability: 'strict'`). */
	save(changes: Change[]): Promise<Result<null, VaultError>>;
}
