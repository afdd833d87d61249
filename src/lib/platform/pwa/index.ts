/** Installing, starting offline, updating only when she agrees, and undoing all of it. */
export { clearSite, type Cleared } from './clear-site';
export { registerServiceWorker, Updates } from './updates.svelte';
