/**
 * A module that came in the link this page was opened with. `app.html` takes what stands behind the "#" before anything else
 * runs, clears the address bar, and holds it in memory alone; here it is asked for once everything is open. A lock, a
 * reload or the exit lose it, and nothing on the way says that it is there.
 */
declare global {
	interface Window {
		/** `#m=` and what stood behind it, until it is taken. Set by app.html. */
		rosebayLink?: string;
	}
}

/** What came, once: whoever asks again gets nothing. */
export function takeLinked(): string | null {
	const link = window.rosebayLink ?? null;
	delete window.rosebayLink;
	return link;
}

/** Calls `come` now when something has come, and whenever something comes while this is open. Returns how to stop. */
export function onLinked(come: () => void): () => void {
	if (window.rosebayLink !== undefined) come();
	addEventListener('rosebay:link', come);
	return () => {
		removeEventListener('rosebay:link', come);
	};
}
