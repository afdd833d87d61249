/**
 * Looks now and then at what is due, and wakes. It is a look at the store and not a call from whoever writes, so a write
 * costs nothing, a wake survives a restart, and several processes need not agree on anything: a wake is handed to one.
 *
 * When a push service sees a wake says little about when something was written: minutes of chance lie between, and what
 * comes in one stretch is one wake.
 */
import { post, type PostOptions, type Posted } from './post';
import type { DueWake, Spread, WakeStore } from './store';

const MINUTE = 60_000;

export interface WakeTiming {
	/** How often it looks, about. */
	every: number;
	/** From when it is seen that something lies unread until the wake. */
	news: Spread;
	/** From the beginning of the quarter of an hour until the wake. */
	times: Spread;
	/** Between two wakes of one subscription, at least. */
	gap: number;
	/** How long a wake may be on its way before another process takes it to be lost. */
	lease: number;
	/** A time missed by more than this is let go. */
	stale: number;
}

/** Milliseconds. */
export const WAKE_TIMING: WakeTiming = {
	every: 20_000,
	news: [MINUTE, 6 * MINUTE],
	times: [0, 10 * MINUTE],
	gap: 15 * MINUTE,
	lease: 2 * MINUTE,
	stale: 120 * MINUTE,
};

/** Taken at once, and under way at once. */
const BATCH = 64;
const AT_ONCE = 8;
/** 1, 2, 4 ... 128 minutes; after that what it was for is old. */
const TRIES = 8;

export interface WakesOptions extends PostOptions {
	store: WakeStore;
	timing?: Partial<WakeTiming>;
	now?: () => number;
	/** Told what became of each, and of a failure nobody expected. Neither may be written down with anything of hers. */
	onPosted?: (posted: Posted['type']) => void;
	onFailure?: (error: unknown) => void;
}

export interface Wakes {
	/** One look: plans, and sends all that is due. */
	look(): Promise<void>;
	/** Gives up what is under way, which is tried again by whoever looks next; nothing is sent after it. */
	stop(): Promise<void>;
}

/** Starts looking by itself unless `every` is 0. */
export function startWakes(options: WakesOptions): Wakes {
	const { store, now = Date.now, onPosted, onFailure } = options;
	const timing = { ...WAKE_TIMING, ...options.timing };
	const ending = new AbortController();
	const stopped = () => ending.signal.aborted;
	let looking: Promise<void> | null = null;
	let timer: NodeJS.Timeout | undefined;

	async function wake(due: DueWake): Promise<void> {
		const posted = await post(due, { ...options, signal: ending.signal });
		onPosted?.(posted.type);
		if (posted.type === 'sent') await store.sent(due, now() + timing.gap);
		else if (posted.type === 'gone') await store.gone(due);
		else if (posted.type === 'refused' || due.tries >= TRIES) await store.later(due, null);
		else await store.later(due, now() + Math.max(posted.waitMs, 2 ** (due.tries - 1) * MINUTE));
	}

	async function lookOnce(): Promise<void> {
		await store.plan(now(), timing);
		for (;;) {
			const due = stopped() ? [] : await store.claim(now(), { lease: timing.lease, atMost: BATCH });
			if (due.length === 0) return;
			const waiting = [...due];
			const worker = async () => {
				for (let next = waiting.pop(); next !== undefined && !stopped(); next = waiting.pop())
					await wake(next);
			};
			await Promise.all(Array.from({ length: AT_ONCE }, worker));
		}
	}

	const look = (): Promise<void> =>
		(looking ??= lookOnce().finally(() => {
			looking = null;
		}));

	function schedule(): void {
		if (stopped() || timing.every === 0) return;
		// A little chance here too, so that several processes do not look at the same moment.
		timer = setTimeout(
			() => {
				look()
					.catch((error: unknown) => onFailure?.(error))
					.finally(schedule);
			},
			timing.every * (0.75 + Math.random() / 2),
		);
		timer.unref();
	}
	schedule();

	return {
		look,
		async stop() {
			ending.abort();
			clearTimeout(timer);
			await looking?.catch(() => undefined);
		},
	};
}
