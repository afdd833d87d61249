/** For the first run, which shows it before there is a vault: apart from the room, so that nothing else comes with it. */
export const loadRestore = () => import('./Restore.svelte');

export interface RestoreParams {
	/** What was in the copy is held by the worker; a lock is to be chosen for it. */
	onfound: () => void;
	onback: () => void;
}
