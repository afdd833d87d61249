/**
 * A forward proxy for tests: all that a whole browser asks of anybody goes through it, service workers and the browser's
 * own wishes included, and is written down. It lets nothing out: only this machine is ever reached.
 */
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface Asked {
	method: string;
	/** `localhost`, `www.example.org`. */
	host: string;
	/** As much of the address as the proxy sees: for what is encrypted, host and port. */
	target: string;
}

export interface LoggingProxy {
	/** For `--proxy-server`. */
	url: string;
	readonly log: readonly Asked[];
	/** What was asked of others than this machine and the browser's maker, from an entry of the log on. */
	foreign(since?: number): Asked[];
	close(): Promise<void>;
}

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);
/**
 * Whom Chromium asks on its own account when it starts (updates, its sign-in), whatever is open in it. A page of ours that
 * asked them is still caught: fixtures.ts sees every request of pages and workers.
 */
const BROWSERS_OWN = /(^|\.)(google\.com|googleapis\.com|gvt1\.com|gstatic\.com)$/;

export async function startLoggingProxy(): Promise<LoggingProxy> {
	const log: Asked[] = [];
	const note = (method: string, url: URL, target: string) => {
		log.push({ method, host: url.hostname, target });
		return LOCAL.has(url.hostname);
	};

	const proxy = createServer((request: IncomingMessage, response: ServerResponse) => {
		const url = new URL(request.url ?? '', 'http://no-host.invalid');
		if (!note(request.method ?? 'GET', url, url.href)) {
			response.writeHead(502).end();
			return;
		}
		const { 'proxy-connection': _ours, ...headers } = request.headers;
		const forwarded = ask(url, { method: request.method, headers }, (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
			answer.pipe(response);
		});
		forwarded.on('error', () => response.destroy());
		response.on('close', () => forwarded.destroy());
		request.pipe(forwarded);
	});
	proxy.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
		const url = new URL(`https://${request.url ?? ''}`);
		client.on('error', () => client.destroy());
		if (!note('CONNECT', url, url.host)) {
			client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
			return;
		}
		const server = connect(Number(url.port || 443), url.hostname, () => {
			client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			server.write(head);
			server.pipe(client).pipe(server);
		});
		server.on('error', () => client.destroy());
	});

	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`,
		log,
		foreign: (since = 0) =>
			log.slice(since).filter(({ host }) => !LOCAL.has(host) && !BROWSERS_OWN.test(host)),
		close: () =>
			new Promise((resolve) => {
				proxy.closeAllConnections();
				proxy.close(() => resolve());
			}),
	};
}
