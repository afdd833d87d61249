/**
 * The relay behind node's own http server. Nothing is wrapped on the way: a framework's request and response objects
 * cost more here than the relay itself.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { failed, ok, type Result } from '$protocol/result';
import type { Answer, Asked, Bad } from './asked';

function read(request: IncomingMessage, atMost: number): Promise<Result<Uint8Array, Bad>> {
	// What is announced as too large is not read at all; node throws it away after the answer.
	if (Number(request.headers['content-length'] ?? 0) > atMost)
		return Promise.resolve(failed({ type: 'too-large' }));
	return new Promise((resolve) => {
		const chunks: Buffer[] = [];
		let length = 0;
		const onData = (chunk: Buffer) => {
			length += chunk.length;
			if (length <= atMost) {
				chunks.push(chunk);
				return;
			}
			// The rest flows away unheard; node's own limit on a request's time bounds it.
			request.off('data', onData);
			request.resume();
			resolve(failed({ type: 'too-large' }));
		};
		request.on('data', onData);
		request.once('end', () => {
			const [only] = chunks;
			resolve(ok(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)));
		});
		// Cut off in the middle.
		request.once('error', () => {
			resolve(failed({ type: 'invalid' }));
		});
		request.once('close', () => {
			resolve(failed({ type: 'invalid' }));
		});
	});
}

export function askedByNode(request: IncomingMessage, response: ServerResponse): Asked {
	const url = request.url ?? '/';
	const query = url.indexOf('?');
	return {
		method: request.method ?? 'GET',
		path: query < 0 ? url : url.slice(0, query),
		header(name) {
			const value = request.headers[name];
			return typeof value === 'string' ? value : null;
		},
		read: (atMost) => read(request, atMost),
		onGone(listener) {
			if (response.destroyed) listener();
			response.once('close', listener);
			return () => {
				response.off('close', listener);
			};
		},
	};
}

export function sendByNode(
	request: IncomingMessage,
	response: ServerResponse,
	{ status, headers, body }: Answer,
): void {
	if (response.destroyed) return;
	response.writeHead(
		status,
		body === null ? headers : { ...headers, 'content-length': Buffer.byteLength(body) },
	);
	response.end(request.method === 'HEAD' ? undefined : (body ?? undefined));
}
