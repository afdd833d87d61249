/**
 * When something open locks itself: after a time without a touch, said half a minute before (WCAG 2.2.1), and a time
 * after it was last looked at. Pure. Times are compared, never counted: timers sleep in a hidden tab and in a pocket.
 */

/** Two clocks, because each fails alone: `steady` stops while a device sleeps, `wall` can be set back. Milliseconds. */
export interface Reading {
	steady: number;
	wall: number;
}

export interface LockTimes {
	/** Without a touch, a key or a scroll. */
	idleMs: number;
	/** After it went out of sight; `null` where that alone does not lock. */
	hiddenMs: number | null;
}

export const WARNING_MS = 30_000;

/** `nextInMs`: when to look again at the latest. */
export type LockState =
	| { type: 'awake'; nextInMs: number }
	| { type: 'warning'; seconds: number; nextInMs: number }
	| { type: 'lock' };

/** How long ago, by whichever clock says longer: a clock set back or a long sleep must not keep anything open. */
const since = (then: Reading, now: Reading): number =>
	Math.max(now.steady - then.steady, now.wall - then.wall, 0);

/**
 * @param touched when it was last touched
 * @param hidden when it went out of sight, or null while it is seen
 */
export function lockState(
	now: Reading,
	touched: Reading,
	hidden: Reading | null,
	times: LockTimes,
): LockState {
	const hiddenLeft =
		hidden === null || times.hiddenMs === null ? Infinity : times.hiddenMs - since(hidden, now);
	const idleLeft = times.idleMs - since(touched, now);
	if (hiddenLeft <= 0 || idleLeft <= 0) return { type: 'lock' };
	if (idleLeft > WARNING_MS) return { type: 'awake', nextInMs: Math.min(hiddenLeft, idleLeft - WARNING_MS) };
	const seconds = Math.ceil(idleLeft / 1000);
	return { type: 'warning', seconds, nextInMs: Math.min(hiddenLeft, idleLeft - (seconds - 1) * 1000) };
}
