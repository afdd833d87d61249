/** Installing, starting offline, and updating only when she agrees. */
export { saveFile } from './save-file';
export { registerServiceWorker, Updates } from './updates.svelte';
