import type { RequestHandler } from '@sveltejs/kit';

export const prerender = false;

/**
 * She deletes everything: the browser is told to drop all it keeps of this address, also what a page cannot reach. Only
 * our own page can send this header: a page elsewhere would have to ask first, and is never answered. Otherwise any
 * site she opens could make her lose what she has.
 */
export const POST: RequestHandler = ({ request }) =>
	request.headers.get('x-rosebay') === 'clear'
		? new Response(null, { status: 204, headers: { 'clear-site-data': '"*"' } })
		: new Response(null, { status: 403 });
