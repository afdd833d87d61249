/**
 * What stands before the places: the first run, the lock, and the word that this window cannot be used. They are chosen
 * by the page from the session's state, not by navigation.
 */
export { default as ChooseLanguage } from './ChooseLanguage.svelte';
export { default as Closed } from './Closed.svelte';
export { default as First } from './First.svelte';
export { default as Lock } from './Lock.svelte';
