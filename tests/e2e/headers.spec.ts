/** What every response leaves with, whoever writes it: Kit, the static files, the relay, an error. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type APIResponse } from '@playwright/test';
import { startServer, type TestServer } from '../support/server';

const built = (path: string) => fileURLToPath(new URL(`../../build/${path}`, import.meta.url));
let server: TestServer;
test.beforeAll(async () => {
	server = await startServer();
});
test.afterAll(() => server.close());

const EVERYWHERE: Record<string, string> = {
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'no-referrer',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-embedder-policy': 'require-corp',
	'cross-origin-resource-policy': 'same-origin',
};
function isDressed(response: APIResponse): void {
	const headers = response.headers();
	for (const [name, value] of Object.entries(EVERYWHERE)) expect(headers[name]).toBe(value);
	expect(headers['permissions-policy']).toContain('camera=(self)');
	expect(headers['permissions-policy']).toContain('geolocation=(self)');
	expect(headers['permissions-policy']).toContain('microphone=()');
	expect(headers['strict-transport-security']).toBeUndefined();
	expect(headers['x-powered-by']).toBeUndefined();
	expect(headers['set-cookie']).toBeUndefined();
	if (response.status() !== 304) expect(headers['content-security-policy']).toBeTruthy();
}
const policyOf = (response: APIResponse) => response.headers()['content-security-policy'] ?? '';

for (const path of ['/', '/caseworker', '/mentor']) {
	test(`the page ${path} may be framed by nobody and keeps its own policy`, async ({ request }) => {
		const response = await request.get(server.url + path);
		expect(response.status()).toBe(200);
		isDressed(response);
		expect(response.headers()['cache-control']).toBe('no-cache');
		expect(policyOf(response)).toContain("frame-ancestors 'none'");
		const policy = (await response.text()) + policyOf(response);
		for (const part of [
			"default-src 'none'",
			"require-trusted-types-for 'script'",
			"object-src 'none'",
			'sha256-',
		]) {
			expect(policy).toContain(part);
		}
		expect(policy).not.toContain('unsafe-inline');
		expect(policy).not.toContain("'unsafe-eval'");

		const again = await request.get(server.url + path, {
			headers: { 'if-none-match': response.headers()['etag'] ?? '' },
		});
		isDressed(again);
		// A "not modified" must not put a stricter or looser policy onto the copy the browser holds.
		if (again.status() === 304) expect(policyOf(again)).toBe('');
	});
}

test('a page that is not there is dressed like the others', async ({ request }) => {
	for (const path of [
		'/nothing',
		'/caseworker/nothing',
		'/%E0%A4%A',
		'/..%2f..%2fetc/passwd',
		'/_app/immutable/none.js',
	]) {
		const response = await request.get(server.url + path);
		expect(response.status()).toBeGreaterThanOrEqual(400);
		expect(response.status()).toBeLessThan(500);
		isDressed(response);
		expect(policyOf(response)).toContain("frame-ancestors 'none'");
		expect(response.headers()['cache-control']).toBe('no-cache');
	}
});

test('scripts and styles are kept for ever and come compressed', async ({ request }) => {
	const assets = readdirSync(built('client/_app/immutable'), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && /\.(js|css)$/.test(entry.name))
		.map((entry) => `${entry.parentPath}/${entry.name}`.slice(built('client').length));
	expect(assets.length).toBeGreaterThan(0);
	for (const asset of assets) {
		const response = await request.get(server.url + asset, { headers: { 'accept-encoding': 'br' } });
		expect(response.status()).toBe(200);
		isDressed(response);
		expect(response.headers()['cache-control']).toBe('public, max-age=31536000, immutable');
		expect(response.headers()['content-encoding']).toBe('br');
	}
});

test('worker scripts have a policy of their own; the one that searches for her reaches nobody', async ({
	request,
}) => {
	const searching =
		"default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
	const others =
		"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
	const workers = readdirSync(built('client/_app/immutable')).includes('workers')
		? readdirSync(built('client/_app/immutable/workers')).filter((name) => name.endsWith('.js'))
		: [];
	for (const name of workers) {
		const response = await request.get(`${server.url}/_app/immutable/workers/${name}`);
		isDressed(response);
		expect(policyOf(response), name).toBe(name.startsWith('directory.') ? searching : others);
	}
	expect(workers.filter((name) => name.startsWith('directory.'))).toHaveLength(1);
});

test('the service worker is asked for anew each time and may load only ours', async ({ request }) => {
	const response = await request.get(`${server.url}/service-worker.js`);
	isDressed(response);
	expect(response.headers()['cache-control']).toBe('no-cache');
	if (response.status() === 200) {
		expect(policyOf(response)).toBe(
			"default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'",
		);
	}
});

test('answers of the relay are kept by nobody', async ({ request }) => {
	const answers = [
		await request.get(`${server.url}/healthz`),
		await request.get(`${server.url}/api/relay/openapi.json`),
		await request.post(`${server.url}/api/relay/poll`, { data: {} }),
		await request.delete(`${server.url}/api/relay/logs/AAAAAAAAAAAAAAAAAAAAAA`),
		await request.put(`${server.url}/api/relay/logs/a/items/b`, { data: Buffer.alloc(200_000) }),
	];
	expect(answers.map((answer) => answer.status())).toEqual([200, 200, 400, 404, 404]);
	for (const answer of answers) {
		isDressed(answer);
		expect(answer.headers()['cache-control']).toBe('no-store');
		expect(policyOf(answer)).toContain("default-src 'none'");
	}
});

test('behind TLS the browser is told to use nothing else', async ({ request }) => {
	const secure = await startServer({ env: { ORIGIN: 'https://help.example' } });
	try {
		for (const path of ['/', '/healthz', '/nothing']) {
			const response = await request.get(secure.url + path);
			expect(response.headers()['strict-transport-security']).toContain('max-age=63072000');
		}
	} finally {
		await secure.close();
	}
});

test('the browser knows every permission that is taken away, and has nothing to remark', async ({ page }) => {
	const remarks: string[] = [];
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Log.enable');
	devtools.on('Log.entryAdded', ({ entry }) => remarks.push(entry.text));
	page.on('console', (message) => remarks.push(message.text()));
	for (const path of ['/', '/caseworker', '/mentor']) await page.goto(server.url + path);
	expect(remarks).toEqual([]);

	// That a remark would be seen here.
	await page.route('**/strange', (route) =>
		route.fulfill({
			contentType: 'text/html',
			headers: { 'permissions-policy': 'no-such-thing=()' },
			body: '<!doctype html>',
		}),
	);
	await page.goto(`${server.url}/strange`);
	await expect.poll(() => remarks.join()).toContain('no-such-thing');
});
