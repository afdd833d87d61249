import type { Rate } from './buckets';

/** How much of everything. One place, so that an operator's guide and a test can name it. */
export interface Limits {
	/** Bytes of bodies that may wait in one log. */
	logQuota: number;
	/** About how many bytes of bodies one poll answers with. */
	pollBytes: number;
	/** Long polls at once. */
	waits: number;
	/** Requests from one address that no token vouches for. */
	perAddress: Rate;
	/** Items put into one log. */
	writes: Rate;
	/** Polls and acks of one log, all its readers together. */
	reads: Rate;
	/** Logs for transfers that may be open at once, all together: what anyone may use is bounded by this times the quota. */
	transfers: number;
	/** Logs for transfers opened from one address. */
	transfersPerAddress: Rate;
	/** Push subscriptions that may be kept, all together, and on one log. */
	wakes: number;
	wakesPerLog: number;
	/** Wakes asked for on one log, or without one from one address. */
	wakesAsked: Rate;
}

export const LIMITS: Limits = {
	logQuota: 32 * 1024 * 1024,
	pollBytes: 1024 * 1024,
	waits: 20_000,
	perAddress: { burst: 200, perSecond: 5 },
	writes: { burst: 200, perSecond: 10 },
	reads: { burst: 400, perSecond: 20 },
	transfers: 64,
	transfersPerAddress: { burst: 12, perSecond: 1 / 60 },
	wakes: 100_000,
	wakesPerLog: 8,
	wakesAsked: { burst: 20, perSecond: 1 / 30 },
};
