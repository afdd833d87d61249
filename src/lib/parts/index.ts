/** Pieces of screens that several rooms show, with words. They see what a room sees, but no room. */
export { default as IdleLock } from './IdleLock.svelte';
