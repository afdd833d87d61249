// Whose address a call counts against. Behind a proxy every call comes from the proxy's own; then the proxy says in a header
// whose it is. Only a header that the proxy itself sets may be named, else anyone can be anybody.

/**
 * @param {Record<string, string | undefined>} env ADDRESS_HEADER, and XFF_DEPTH: how many proxies add to x-forwarded-for
 * @returns {(request: import('node:http').IncomingMessage) => string}
 */
export function addressOf(env) {
	const name = (env['ADDRESS_HEADER'] ?? '').toLowerCase();
	const depth = Math.max(1, Number(env['XFF_DEPTH'] ?? 1) || 1);
	return (request) => {
		const socket = request.socket.remoteAddress ?? '';
		if (name === '') return socket;
		const said = [request.headers[name] ?? []].flat().join(',');
		const addresses = name === 'x-forwarded-for' ? said.split(',') : [said];
		const asked = name === 'x-forwarded-for' ? addresses.at(-depth) : addresses[0];
		// Without the header it did not come through the proxy, or the proxy does not set it: count the socket's.
		return asked?.trim() || socket;
	};
}
