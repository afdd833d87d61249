/** The locking room's door: when something open locks itself, on the phone and at the desks. */
export { AutoLock } from './auto-lock.svelte';
export { DESK_TIMES, HIDDEN_SECONDS, IDLE_SECONDS, LockSettings, PHONE_TIMES } from './lock-settings.svelte';
export type { LockTimes } from './rule';
