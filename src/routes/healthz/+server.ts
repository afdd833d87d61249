import type { RequestHandler } from '@sveltejs/kit';
import { relay } from '$lib/server/running';

export const prerender = false;

/** For a supervisor: 200 while the relay and its store answer, else 503. Tells nothing else. */
export const GET: RequestHandler = async () => {
	const healthy = await relay().healthy();
	return Response.json(
		{ status: healthy ? 'ok' : 'unavailable' },
		{ status: healthy ? 200 : 503, headers: { 'cache-control': 'no-store' } },
	);
};
