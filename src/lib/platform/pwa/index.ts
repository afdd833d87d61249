/** Installing, starting offline, updating only when she agrees, handing her a file, and undoing all of it. */
export { clearSite, type Cleared } from './clear-site';
export { saveFile } from './save-file';
export { keepDesk, registerServiceWorker, Updates } from './updates.svelte';
