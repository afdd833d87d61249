/** Installing, starting offline, and updating only when she agrees. */
export { registerServiceWorker, Updates } from './updates.svelte';
