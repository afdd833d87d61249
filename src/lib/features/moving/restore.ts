/** For the first run, which shows it before there is a vault: apart from the room, so that nothing else comes with it. */
export const loadRestore = (from: RestoreParams['from']) =>
	from === 'phone' ? import('./Receive.svelte') : import('./Restore.svelte');

export interface RestoreParams {
	/** A file that was kept, or another phone that is there. */
	from: 'file' | 'phone';
	/** What was in the copy is held by the worker; a lock is to be chosen for it. */
	onfound: () => void;
	onback: () => void;
}
