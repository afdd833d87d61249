/** The relay behind node's own http server: what fetch does not let one send, and clients that leave. */
import { randomBytes } from 'node:crypto';
import { createServer, request as ask, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MAX_ITEM_BYTES, problemSchema } from '$protocol/relay';
import { random, testRelay, type TestLog, type TestRelay } from './relay.support';

// A machine that does other things too is slow; no promise here is about time.
vi.setConfig({ testTimeout: 60_000 });

let relay: TestRelay;
let server: Server;
let log: TestLog;
let port = 0;
beforeEach(async () => {
	relay = await testRelay();
	log = await relay.openLog();
	server = createServer((request, response) => void relay.relay.listen(request, response, '192.0.2.1'));
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	({ port } = server.address() as AddressInfo);
});
afterEach(async () => {
	server.closeAllConnections();
	server.close();
	expect(relay.failures).toEqual([]);
	await relay.destroy();
});

/** @param announced Whether the length is said beforehand, or the body comes in chunks. */
const put = (body: Uint8Array, { announced = true, path = `/logs/${log.id}/items/${random(32)}` } = {}) =>
	new Promise<{ status: number; body: string }>((resolve, reject) => {
		const headers = {
			authorization: `Bearer ${log.write}`,
			'content-type': 'application/octet-stream',
			...(announced ? { 'content-length': body.length } : { 'transfer-encoding': 'chunked' }),
		};
		const asked = ask({ port, path: `/api/relay${path}`, method: 'PUT', headers }, (answer) => {
			let text = '';
			answer.setEncoding('utf8').on('data', (more: string) => (text += more));
			answer.on('end', () => {
				resolve({ status: answer.statusCode ?? 0, body: text });
			});
		});
		asked.on('error', reject);
		asked.end(body);
	});
const pollBody = (wait: number) =>
	JSON.stringify({ logs: [{ id: log.id, token: log.read, after: 0 }], wait });
const poll = (wait: number, signal?: AbortSignal) =>
	new Promise<string>((resolve, reject) => {
		const headers = { 'content-type': 'application/json; charset=utf-8' };
		const options = {
			port,
			path: '/api/relay/poll?unread=1',
			method: 'POST',
			headers,
			...(signal && { signal }),
		};
		const asked = ask(options, (answer) => {
			let text = '';
			answer.setEncoding('utf8').on('data', (more: string) => (text += more));
			answer.on('end', () => {
				resolve(text);
			});
		});
		asked.on('error', reject);
		asked.end(pollBody(wait));
	});

test('the largest item is taken and comes back, announced or in chunks; larger is refused either way', async () => {
	for (const announced of [true, false]) {
		const bytes = randomBytes(MAX_ITEM_BYTES);
		expect((await put(bytes, { announced })).status).toBe(201);
		expect(await poll(0)).toContain(bytes.toString('base64url'));
		const refused = await put(randomBytes(MAX_ITEM_BYTES * 4), { announced });
		expect(refused.status).toBe(413);
		expect(problemSchema.parse(JSON.parse(refused.body)).type).toBe('urn:rosebay:too-large');
	}
});

test('whoever waits is woken through it, and whoever leaves makes room at once', async () => {
	const waiting = poll(25);
	await expect.poll(() => relay.relay.waiting, { timeout: 20_000 }).toBe(1);
	await put(randomBytes(100));
	expect(JSON.parse(await waiting)).toMatchObject({ items: [{ log: log.id }] });
	await relay.ack(log, 0, 9);
	await relay.ack(log, 1, 9);
	const gone = new AbortController();
	const leaving = poll(25, gone.signal).catch(() => 'left');
	await expect.poll(() => relay.relay.waiting, { timeout: 20_000 }).toBe(1);
	gone.abort();
	expect(await leaving).toBe('left');
	await expect.poll(() => relay.relay.waiting, { timeout: 20_000 }).toBe(0);
});

test('who hangs up in the middle of a body leaves nothing, and the next is served', async () => {
	const path = `/api/relay/logs/${log.id}/items/${random(32)}`;
	const socket = connect(port, 'localhost');
	await new Promise((resolve) => socket.once('connect', resolve));
	socket.write(
		`PUT ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${log.write}\r\n` +
			'content-type: application/octet-stream\r\ncontent-length: 1000\r\n\r\nhalf',
	);
	await new Promise((resolve) => setTimeout(resolve, 50));
	socket.destroy();
	expect((await put(randomBytes(100))).status).toBe(201);
	expect((await relay.poll([log])).items).toHaveLength(1);
});

test('paths that are nobody’s, however they are written, are not there', async () => {
	for (const path of ['/logs/%E0%A4%A/items/x', '//logs', '/../../healthz', `/logs/${log.id}/items/..%2f..`])
		expect((await put(randomBytes(9), { path })).status).toBe(404);
});
