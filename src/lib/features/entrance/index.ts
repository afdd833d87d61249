/** Entrance: the locked door of the desk and of the workshop. */
export { default as Entrance } from './Entrance.svelte';
