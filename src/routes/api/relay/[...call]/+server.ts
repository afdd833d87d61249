import type { RequestHandler } from '@sveltejs/kit';
import { relay } from '$lib/server/running';

export const prerender = false;

/** Every method and path under /api/relay: which of them there are is said in one place, the relay itself. */
export const fallback: RequestHandler = ({ request, getClientAddress }) =>
	relay().handle(request, getClientAddress());
