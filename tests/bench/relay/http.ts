/** One connection, one request at a time: what a client of the bench does, whomever it asks. */
import { Agent, request } from 'node:http';

export interface Line {
	ask(
		method: string,
		path: string,
		headers?: Record<string, string>,
		body?: Uint8Array | string,
	): Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>;
	close(): void;
}

export function lineTo(port: number, host = 'localhost'): Line {
	const agent = new Agent({ keepAlive: true, maxSockets: 1 });
	return {
		ask: (method, path, headers = {}, body) =>
			new Promise((resolve, reject) => {
				const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
				const asked = request(
					{ host, port, method, path, agent, headers: { ...headers, ...length } },
					(answer) => {
						const chunks: Buffer[] = [];
						answer.on('data', (chunk: Buffer) => chunks.push(chunk));
						answer.on('end', () => {
							const { statusCode: status = 0, headers: given } = answer;
							resolve({ status, headers: given, body: Buffer.concat(chunks) });
						});
					},
				);
				asked.on('error', reject);
				asked.end(body);
			}),
		close: () => {
			agent.destroy();
		},
	};
}
