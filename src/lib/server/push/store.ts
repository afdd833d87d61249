/**
 * What is kept for wakes: a push subscription, which logs it waits on, and quarters of an hour. It is the one thing here
 * that leads to a phone: whoever has the disk can ask the push service whose it is. So it is not kept longer than needed,
 * and nothing says when or by whom it was made. Held to wakes.suite.ts in each back end.
 */

export interface WakeRecord {
	id: string;
	tokenHash: string;
	endpoint: string;
	p256dh: string;
	auth: string;
	logs: readonly { log: string; slot: number }[];
	/** Milliseconds. */
	times: readonly number[];
	/** When it is forgotten unless it is put again. */
	expiresAt: number;
}

/** One that is to be sent now. */
export interface DueWake {
	id: string;
	endpoint: string;
	p256dh: string;
	auth: string;
	/** This one included. */
	tries: number;
}

/** How much chance there is in when a wake is sent, milliseconds: from the first of the two to the second. */
export type Spread = readonly [number, number];

/** RFC 8292; both as base64url. */
export interface PushKeys {
	publicKey: string;
	privateKey: string;
}

export interface WakeStore {
	/**
	 * Keeps it in place of what stood under its id, or of whatever had this subscription. `conflict`: the id has another
	 * token. `full`: `atMost` in all, or `perLog` on one of its logs. What lies in its logs already does not wake.
	 */
	put(wake: WakeRecord, limits: { perLog: number; atMost: number }): Promise<'kept' | 'conflict' | 'full'>;
	/** The hash of its token, or `null`: there is none. */
	tokenHash(id: string): Promise<string | null>;
	drop(id: string): Promise<void>;
	/**
	 * Sets when the next wake of each is due, at most one each: for a time that has come, and for what lies unread in
	 * its logs. Times missed by more than `stale` are let go. Forgets what has expired.
	 */
	plan(now: number, how: { news: Spread; times: Spread; stale: number }): Promise<void>;
	/**
	 * Those that are due, each handed to one caller only, whatever process it is in; again after `lease` when nobody has
	 * said what became of it. What was acked meanwhile is not handed out.
	 */
	claim(now: number, how: { lease: number; atMost: number }): Promise<DueWake[]>;
	/** It has gone out: nothing before `notBefore`, and nothing more for what is there now. */
	sent(wake: DueWake, notBefore: number): Promise<void>;
	/** Try again then; `null`: not again for what is there now. */
	later(wake: DueWake, at: number | null): Promise<void>;
	/** The push service knows no such subscription. One that was replaced meanwhile stays. */
	gone(wake: DueWake): Promise<void>;
	/** The one pair of keys of this store, whichever process came first: these, when there was none. */
	keys(made: PushKeys): Promise<PushKeys>;
}
