// Where the app and the relay have addresses of their own (app.example, relay.example). Both are told, and each lets in the
// other and nobody else: the app's worker may ask the relay, and the relay answers pages of the app.

const METHODS = 'GET, PUT, POST, DELETE';
const ASKED_WITH = 'authorization, content-type, rosebay-ttl';
/** Read by the channel: the relay's clock. */
const ANSWERED_WITH = 'date, retry-after';
const REMEMBERED = '86400';

/**
 * An origin as it is written in settings, as browsers write it.
 * @param {string | undefined} said
 * @returns {string | null} null when nothing was said
 * @throws {TypeError} when it is no https origin (http for this machine alone), with a sentence for the operator
 */
export function originOf(said) {
	if (said === undefined || said === '') return null;
	const url = URL.canParse(said) ? new URL(said) : null;
	const here = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
	const whole =
		url !== null && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
	if (whole && (url.protocol === 'https:' || (url.protocol === 'http:' && here))) return url.origin;
	throw new TypeError(`Not an origin: ${said}. It looks like https://relay.example.org`);
}

/**
 * Lets pages of the app's origin read what the relay answers. To all others it says nothing about it, as before.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} app the app's origin
 * @returns {boolean} whether this was the browser's question before the call, and is answered
 */
export function letIn(request, response, app) {
	response.setHeader('vary', 'origin');
	if (request.headers.origin !== app) return false;
	response.setHeader('access-control-allow-origin', app);
	response.setHeader('access-control-expose-headers', ANSWERED_WITH);
	if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined)
		return false;
	response.setHeader('access-control-allow-methods', METHODS);
	response.setHeader('access-control-allow-headers', ASKED_WITH);
	response.setHeader('access-control-max-age', REMEMBERED);
	response.writeHead(204).end();
	return true;
}
