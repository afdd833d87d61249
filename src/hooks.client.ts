/**
 * What fails while the app starts is told to the page itself (app.html), which says it calmly in her language and offers
 * to try again. Kit's own way would be to write it to the console, and then to put a page of its own in place of the
 * whole document, the quick exit with it. It waits for this answer before it does, and is never given one.
 */
import type { HandleClientError } from '@sveltejs/kit';

export const handleError: HandleClientError = ({ status }) => {
	if (status === 404) return { message: '' };
	dispatchEvent(new Event('rosebay:trouble'));
	return new Promise<never>(() => undefined);
};
