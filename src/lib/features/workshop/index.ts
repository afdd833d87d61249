/** Workshop: what a peer mentor does with Rosebay's words, and with modules of her own. */
export { default as Workshop } from './Workshop.svelte';
