/** What the server shows to somebody who asks for more than the app does: nothing of itself, and nothing by other ways. */
import { request as ask } from 'node:http';
import { expect, test } from '@playwright/test';
import { startServer, type TestServer } from '../support/server';

let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

/** Below fetch, which refuses to send some of these. */
const send = (method: string, path: string, headers: Record<string, string> = {}) =>
	new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
		const asked = ask(`${server.url}${path}`, { method, headers }, (answer) => {
			let body = '';
			answer.setEncoding('utf8').on('data', (text: string) => (body += text));
			answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
		});
		asked.on('error', reject).end();
	});

test('no file that is not part of the app is served, and no folder is listed', async () => {
	for (const path of [
		'/.git/HEAD',
		'/.git/config',
		'/.env',
		'/package.json',
		'/package-lock.json',
		'/src/app.html',
		'/server/index.js',
		'/handler.js',
		'/data/relay.sqlite',
		'/relay.sqlite',
		'/_app/',
		'/_app/immutable/',
		'/icons/',
		'/packs/',
		'/_app/immutable/../../../package.json',
		'/%2e%2e/package.json',
	]) {
		const answer = await send('GET', path);
		expect(answer.status, path).toBeGreaterThanOrEqual(400);
		expect(answer.status, path).toBeLessThan(500);
	}
});

test('methods nobody needs do nothing: TRACE, and others on pages and calls', async () => {
	const secret = { 'x-secret': 'echo-me' };
	for (const path of ['/', '/healthz', '/api/relay/poll', '/caseworker']) {
		for (const method of ['TRACE', 'PATCH', 'PROPFIND', 'DELETE', 'PUT']) {
			const answer = await send(method, path, secret);
			expect(answer.status, `${method} ${path}`).toBeGreaterThanOrEqual(400);
			expect(answer.body).not.toContain('echo-me');
		}
	}
});

test('no other site may read an answer, whatever origin it says it is', async () => {
	for (const path of [
		'/',
		'/healthz',
		'/api/relay/openapi.json',
		'/api/relay/poll',
		'/manifest.webmanifest',
	]) {
		for (const method of ['GET', 'OPTIONS', 'POST']) {
			const { headers } = await send(method, path, {
				origin: 'https://evil.example',
				'access-control-request-method': 'POST',
				'access-control-request-headers': 'authorization',
			});
			for (const name of Object.keys(headers)) expect(name).not.toMatch(/^access-control-/);
		}
	}
});

test('a form or a plain text from another site changes nothing', async () => {
	for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
		for (const path of ['/api/relay/logs', '/api/relay/poll', '/api/relay/staff', '/', '/caseworker']) {
			const answer = await send('POST', path, { origin: 'https://evil.example', 'content-type': type });
			expect(answer.status, path).toBeGreaterThanOrEqual(400);
		}
	}
});

test('every answer says what it is, text with its letters, and nothing says what made it', async () => {
	for (const path of [
		'/',
		'/caseworker',
		'/mentor',
		'/nothing',
		'/healthz',
		'/api/relay/openapi.json',
		'/api/relay/nothing',
		'/manifest.webmanifest',
		'/service-worker.js',
	]) {
		const { headers, body } = await send('GET', path);
		if (body === '') continue;
		const type = [headers['content-type']].flat().join();
		expect(type, path).toMatch(
			/^(text\/html|text\/javascript|text\/plain|application\/(problem\+|manifest\+)?json)/,
		);
		if (type.startsWith('text/')) expect(type, path).toMatch(/charset=utf-8/i);
		expect(headers['server'], path).toBeUndefined();
		expect(headers['x-powered-by'], path).toBeUndefined();
		expect(headers['x-sveltekit-page'] === undefined || headers['x-sveltekit-page'] === 'true').toBe(true);
		expect(body).not.toMatch(/at .+\.js:\d+:\d+|node_modules|SQLITE_/);
	}
});
