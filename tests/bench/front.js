// The same front for everybody: HTTP/2 over TLS, as a server on the internet has, before whatever serves the pages.
// What comes compressed is passed on; text that does not is compressed here.
import { request } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer } from 'node:http';
import { brotliCompressSync, constants } from 'node:zlib';

const TEXT = /^(text\/|application\/(json|javascript|manifest\+json)|image\/svg)/;
/** HTTP/1 headers that HTTP/2 has no place for. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'content-length']);

/** @returns {Promise<number>} port */
const listening = (/** @type {import('node:net').Server} */ server) =>
	new Promise((resolve) => {
		server.listen(0, '127.0.0.1', () => {
			resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port);
		});
	});

export const brotli = (/** @type {Uint8Array} */ bytes) =>
	brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

/**
 * @param {number} upstream port of an HTTP/1 server on this machine
 * @param {{ key: string, cert: string }} certificate
 * @returns {Promise<number>} port
 */
export function startFront(upstream, { key, cert }) {
	const server = createSecureServer({ key, cert }, (incoming, outgoing) => {
		const headers = Object.fromEntries(
			Object.entries(incoming.headers).filter(([name]) => !name.startsWith(':') && !HOP_BY_HOP.has(name)),
		);
		const asked = request(
			{
				port: upstream,
				host: '127.0.0.1',
				method: incoming.method,
				path: incoming.url,
				headers: { ...headers, host: `localhost:${upstream}`, 'accept-encoding': 'br' },
			},
			(answer) => {
				/** @type {Buffer[]} */
				const chunks = [];
				answer.on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk));
				answer.on('end', () => {
					const passed = Object.fromEntries(
						Object.entries(answer.headers).filter(([name]) => !HOP_BY_HOP.has(name)),
					);
					/** @type {Buffer} */
					let body = Buffer.concat(chunks);
					if (
						!passed['content-encoding'] &&
						TEXT.test(passed['content-type']?.toString() ?? '') &&
						body.length > 0
					) {
						body = brotli(body);
						passed['content-encoding'] = 'br';
					}
					if (!outgoing.stream.destroyed) {
						outgoing.writeHead(answer.statusCode ?? 502, passed);
						outgoing.end(body);
					}
				});
			},
		);
		asked.on('error', () => {
			if (!outgoing.stream.destroyed) outgoing.writeHead(502).end();
		});
		incoming.pipe(asked);
	});
	server.on('sessionError', () => undefined);
	return listening(server);
}

const TYPES = {
	html: 'text/html; charset=utf-8',
	js: 'text/javascript',
	css: 'text/css',
	json: 'application/json',
};

/**
 * A server of files held in memory, compressed once.
 * @param {Map<string, Uint8Array>} files by path, with `/` for the page
 * @returns {Promise<number>} port
 */
export function startFiles(files) {
	const ready = new Map([...files].map(([path, bytes]) => [path, brotli(bytes)]));
	const server = createServer((incoming, outgoing) => {
		const path = new URL(incoming.url ?? '/', 'http://localhost').pathname;
		const body = ready.get(path);
		const ending = path === '/' ? 'html' : (path.split('.').at(-1) ?? '');
		if (!body) {
			outgoing.writeHead(404).end();
			return;
		}
		outgoing.writeHead(200, {
			'content-type': TYPES[/** @type {keyof typeof TYPES} */ (ending)] ?? 'application/octet-stream',
			'content-encoding': 'br',
			'cache-control': path.includes('/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache',
		});
		outgoing.end(body);
	});
	return listening(server);
}
