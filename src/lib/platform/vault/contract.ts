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

/**
 * The secret was right (no try is counted) and what it opens wants a passkey too: ask for this one, with this salt, and
 * unlock again with both. Nothing on the phone says so before, and the decoy opens without: a lock screen that asked
 * for a passkey beforehand would tell that there is more than the content which opens without one.
 */
export interface PasskeyNeeded {
	type: 'PasskeyNeeded';
	/** base64url */
	credential: string;
	/** base64url, 32 bytes */
	salt: string;
}
export type UnlockError = VaultError | PasskeyNeeded;

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

export interface VaultApi extends VaultGuards {
	state(): Promise<VaultState>;
	/** Make a new vault under this secret, with the strongest key derivation that opens within 1.5 s here. Leaves it open. */
	create(secret: string): Promise<Result<OpenReport, VaultError>>;
	/** @param passkey only after `PasskeyNeeded`: what the passkey gave for that salt (32 bytes, base64url) */
	unlock(secret: string, passkey?: string): Promise<Result<OpenReport, UnlockError>>;
	/** How many wrong tries are on record, and how long to wait. */
	attempts(): Promise<{ tries: number; waitMs: number }>;
	all(collection: string): Promise<Stored[]>;
	/** One record's value; `null` when there is none. For collections too large to be read as a whole, such as pictures. */
	one(collection: string, id: string): Promise<unknown>;
	/** Resolved when it is on disk (`durability: 'strict'`). */
	save(changes: Change[]): Promise<Result<null, VaultError>>;
}

/** The vault as the page's worker offers it: records cross as JSON text, see crossing.ts. The page makes a `VaultApi` of it. */
export interface VaultDoor extends Omit<VaultApi, 'all' | 'one' | 'save'> {
	/** All records of a collection; each text is for `textToRecords`. */
	texts(collection: string): Promise<string[]>;
	/** One record's value as JSON text, or `null`. */
	text(collection: string, id: string): Promise<string | null>;
	/** One save, of what `changesToText` wrote. */
	saveTexts(texts: string[]): Promise<Result<null, VaultError>>;
}

/**
 * What the open compartment knows of the others. A decoy knows of none: its screens are those of a main compartment in
 * which nothing was set up, and nothing done there may harm main but `destroy`.
 */
export interface Guards {
	/** A second secret opens other content. */
	second: boolean;
	/** A third secret opens that other content and destroys this one. */
	wipe: boolean;
	/** Opening what is open now needs a passkey besides the secret. */
	passkey: boolean;
}

/** `NoSecond`: a wipe secret opens the decoy, so there has to be one. */
export type GuardError = VaultError | { type: 'SameSecret' } | { type: 'NoSecond' };

/** What a passkey gives (WebAuthn PRF): a factor beside the secret, never instead of it. */
export interface PasskeyFactor {
	/** The credential's id, base64url, 128 bytes at most. Sealed under the secret, to be asked for by name. */
	credential: string;
	/** 32 bytes from PRF under `passkeySalt()`, base64url. Never stored. */
	secret: string;
}

/**
 * Changes to how the vault opens. `now` is always the secret of what is open, so that a phone left open cannot be taken
 * over; a wrong one counts as a try. No row is rewritten by any of these.
 */
export interface VaultGuards {
	guards(): Promise<Guards>;
	/** Is this the secret of what is open? */
	confirm(now: string): Promise<Result<null, VaultError>>;
	/** Another secret for what is open. Where nothing else hangs on them, the parameters are measured anew too. */
	changeSecret(now: string, next: string): Promise<Result<null, GuardError>>;
	/** An empty, fully working compartment under another secret. Asked again, it gets another secret and keeps its content. */
	setSecond(now: string, secret: string): Promise<Result<null, GuardError>>;
	dropSecond(now: string): Promise<Result<null, VaultError>>;
	setWipe(now: string, secret: string): Promise<Result<null, GuardError>>;
	dropWipe(now: string): Promise<Result<null, VaultError>>;
	/** What to ask a new passkey's PRF with before `setPasskey`: 32 bytes, base64url, the same for ever; '' without a vault. */
	passkeySalt(): Promise<string>;
	/** `PasskeyUnfit`: its id is too long to be kept, or what it gave is not 32 bytes. */
	setPasskey(
		now: string,
		factor: PasskeyFactor,
	): Promise<Result<null, VaultError | { type: 'PasskeyUnfit' }>>;
	dropPasskey(now: string): Promise<Result<null, VaultError>>;
	/** Delete every record of these collections, in one save. What rooms hold in memory stays until the next opening. */
	forget(collections: string[]): Promise<Result<null, VaultError>>;
	/**
	 * Destroy the slots of every compartment, then all this vault keeps on the disk. The state is `none` after it, also
	 * from the lock screen. Replace the document (`session.lock()`) right after: rooms still hold what they showed.
	 */
	destroy(): Promise<Result<null, VaultError>>;
}
