/** When an untouched desk locks itself. Said half a minute before (WCAG 2.2.1), and any touch or key keeps it open. */
export const WARN_MS = 4.5 * 60_000;
export const LOCK_MS = 5 * 60_000;

/** Two clocks, because each fails alone: `steady` stops while a laptop sleeps, `wall` can be set back. Milliseconds. */
export interface Reading {
	steady: number;
	wall: number;
}

export type IdleStage = { stage: 'active' | 'warned'; nextInMs: number } | { stage: 'over' };

/** How long nothing has been touched, taken from whichever clock says longer. */
export function idleStage(touched: Reading, now: Reading): IdleStage {
	const idle = Math.max(now.steady - touched.steady, now.wall - touched.wall, 0);
	if (idle >= LOCK_MS) return { stage: 'over' };
	if (idle >= WARN_MS) return { stage: 'warned', nextInMs: LOCK_MS - idle };
	return { stage: 'active', nextInMs: WARN_MS - idle };
}
