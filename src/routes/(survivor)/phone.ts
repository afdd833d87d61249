/** One step further away than the page's own imports, or Kit would write the styles of all that follows into its HTML. */
export const loadPhone = () => import('./Phone.svelte');
