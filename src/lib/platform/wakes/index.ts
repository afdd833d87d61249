/** Notices of the closed app: the browser's subscription, the words, the times. */
export { clearNotices, forgetNotice, keepNotice, tryNotice } from './notice';
export {
	askLeave,
	canNotify,
	isAllowed,
	registration,
	subscribe,
	unsubscribe,
	type SubscribeError,
} from './subscription';
export { keptNotices, type KeptNotices } from './kept';
export { NoticesState, type NoticesAre } from './notices-state.svelte';
export { newWake } from './identity';
export { askToBeWoken } from './ask';
export type { WakeMoment } from './times';
