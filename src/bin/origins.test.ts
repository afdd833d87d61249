import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { letIn, originOf } from './origins.js';

const APP = 'https://app.example.org';
let server: Server;
let url: string;
beforeAll(async () => {
	server = createServer((request, response) => {
		if (!letIn(request, response, APP)) response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
});
afterAll(() => server.close());

const before = (origin: string) =>
	fetch(url, {
		method: 'OPTIONS',
		headers: {
			origin,
			'access-control-request-method': 'PUT',
			'access-control-request-headers': 'authorization',
		},
	});

it('answers the browser of a page of the app before the call, and lets it read the call', async () => {
	const asked = await before(APP);
	expect(asked.status).toBe(204);
	expect(asked.headers.get('access-control-allow-origin')).toBe(APP);
	expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
	const called = await fetch(url, { method: 'POST', headers: { origin: APP } });
	expect(called.headers.get('access-control-allow-origin')).toBe(APP);
	expect(called.headers.get('access-control-expose-headers')).toContain('date');
	expect(called.headers.get('access-control-allow-credentials')).toBeNull();
});

it.each(['https://elsewhere.example.org', 'http://app.example.org', 'null', `${APP}.evil.example`])(
	'says nothing to %s',
	async (origin) => {
		for (const answer of [await before(origin), await fetch(url, { method: 'POST', headers: { origin } })]) {
			expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
			expect(answer.headers.get('vary')).toBe('origin');
		}
	},
);

it('takes origins only', () => {
	expect(originOf(undefined)).toBeNull();
	expect(originOf('')).toBeNull();
	expect(originOf('https://relay.example.org')).toBe('https://relay.example.org');
	expect(originOf('http://localhost:4000/')).toBe('http://localhost:4000');
	for (const wrong of [
		'relay.example.org',
		'http://relay.example.org',
		'https://relay.example.org/api',
		'*',
		'https://a:b@c.example',
	])
		expect(() => originOf(wrong), wrong).toThrow(TypeError);
});
