/**
 * "Close this" as the device says it: Android's back gesture or Escape, through CloseWatcher where the browser has it.
 * No history entry is ever made for it, so it leaves nothing on disk (pushState does).
 */
interface CloseWatcherLike {
	onclose: (() => void) | null;
	destroy(): void;
}

/** Calls `close` once when the person asks for it; returns how to stop listening. */
export function onCloseRequest(close: () => void): () => void {
	const Watcher = (globalThis as { CloseWatcher?: new () => CloseWatcherLike }).CloseWatcher;
	if (Watcher) {
		const watcher = new Watcher();
		watcher.onclose = close;
		return () => {
			watcher.destroy();
		};
	}
	const listen = (event: KeyboardEvent) => {
		if (event.key !== 'Escape' || event.defaultPrevented) return;
		event.preventDefault();
		close();
	};
	document.addEventListener('keydown', listen);
	return () => {
		document.removeEventListener('keydown', listen);
	};
}
