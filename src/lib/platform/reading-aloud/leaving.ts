/** Tells when nobody is there to listen: the page is hidden, left or locked, or the quick exit was pressed. */
export function whenLeft(left: () => void): () => void {
	const stop = new AbortController();
	const { signal } = stop;
	document.addEventListener('visibilitychange', () => document.hidden && left(), { signal });
	addEventListener('pagehide', left, { signal });
	addEventListener('rosebay:exit', left, { signal });
	return () => {
		stop.abort();
	};
}
