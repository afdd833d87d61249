/** Fetched ahead by whoever is about to delete everything, shown by the page once it is done. */
export const loadGone = () => import('./Gone.svelte');
