/** Workshop: what a peer mentor does with Rosebay's words. */
export { default as Workshop } from './Workshop.svelte';
