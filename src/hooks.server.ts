import { building } from '$app/environment';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { paintFirst } from '$lib/server/first-paint';
import { reportFailure } from '$lib/server/failure';
import { startRelay } from '$lib/server/running';

export const init: ServerInit = async () => {
	if (!building) await startRelay(process.env);
};

/** Pages are rendered once, when they are built; the server itself renders none. */
export const handle: Handle = ({ event, resolve }) =>
	resolve(event, building ? { transformPageChunk: ({ html }) => paintFirst(html) } : {});

/** Kit would print the address that was asked for. */
export const handleError: HandleServerError = ({ error, status, message }) => {
	if (status >= 500) reportFailure(error);
	return { message };
};
