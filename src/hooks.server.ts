import { building } from '$app/environment';
import type { HandleServerError, ServerInit } from '@sveltejs/kit';
import { reportFailure } from '$lib/server/failure';
import { startRelay } from '$lib/server/running';

export const init: ServerInit = () => {
	if (!building) startRelay(process.env);
};

/** Kit would print the address that was asked for. */
export const handleError: HandleServerError = ({ error, status, message }) => {
	if (status >= 500) reportFailure(error);
	return { message };
};
